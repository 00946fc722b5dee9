package org.dmoe.em.lasso;

import java.util.Arrays;
import java.util.Optional;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.Progress;

/**
 * A path of lasso fits from weak to strong penalties, each from the end of the one before, and the
 * strength of least BIC on it. A strength of t is a penalty of t times the square root of its
 * information, complete data given, on each slope: about t standard errors. The criterion is that
 * of the likelihood refitted without penalty on the terms that are left, so that shrinkage does not
 * count against a strength (Meinshausen 2007).
 */
public final class LassoPath {

  private static final double WEAKEST = 0.5;
  private static final double RATIO = 1.25;
  private static final int STRENGTHS = 21;

  /**
   * Of an expert, for each of its coefficients; with fewer it follows its rows to any likelihood.
   */
  private static final int ROWS_PER_COEFFICIENT = 3;

  /** A path ends after so many supports in a row that are worse than the best. */
  private static final int MOST_WORSE = 4;

  private static final int MAX_ITERATIONS = 30;

  /** In nats; a parameter is worth log(n) / 2. */
  private static final double TOLERANCE = 0.01;

  /**
   * What the path came to.
   *
   * @param theta parameters, refitted without penalty but for those that are zero
   * @param strength of the penalty
   * @param parameters that are not zero
   * @param logLikelihood at theta, in standardised units
   * @param iterations of the whole path
   */
  public record Choice(
      double[] theta, double strength, int parameters, double logLikelihood, int iterations) {}

  private final PenalisedLikelihood objective;
  private final LassoParts parts;
  private final double evidence;
  private final Progress progress;
  private int iterations;

  /**
   * @param objective of experts that share nothing; what its design shares is not penalised
   * @param evidence what one unit of the objective's weights counts
   */
  public LassoPath(
      PenalisedLikelihood objective, LassoParts parts, double evidence, Progress progress) {
    this.objective = objective;
    this.parts = parts;
    this.evidence = evidence;
    this.progress = progress;
  }

  /**
   * Follows the path from a mixture without penalty.
   *
   * @param free whether a covariate's slopes of the experts are never penalised (length d)
   * @return empty where no mixture on the path has a finite likelihood and rows enough
   */
  public Optional<Choice> from(double[] start, boolean[] free) {
    LassoWeights unit = weights(start, free);
    Optional<Choice> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    int worse = 0;
    double[] theta = start;
    int[] support = {};
    for (int s = 0; s < STRENGTHS && worse < MOST_WORSE; s++) {
      double strength = WEAKEST * power(s);
      LassoClimb.End end = climb(theta, unit.times(strength), strength);
      theta = end.theta();
      int[] left = support(theta);
      if (!Arrays.equals(left, support)) {
        support = left;
        Choice refitted = refit(theta, unit, strength);
        double criterion = criterion(refitted);
        if (Double.isNaN(criterion)) {
          continue;
        }
        worse = criterion < least ? 0 : worse + 1;
        if (criterion < least) {
          least = criterion;
          best = Optional.of(refitted);
        }
      }
    }
    int all = iterations;
    return best.map(
        b -> new Choice(b.theta(), b.strength(), b.parameters(), b.logLikelihood(), all));
  }

  private static double power(int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= RATIO;
    }
    return power;
  }

  /** -2 L + nu log n, weights as frequencies; NaN where rows are too few. */
  private double criterion(Choice choice) {
    double rows = objective.totalWeight() * evidence;
    return -2 * evidence * choice.logLikelihood() + choice.parameters() * PortableMath.log(rows);
  }

  private Choice refit(double[] theta, LassoWeights unit, double strength) {
    LassoClimb.End end = climb(theta, unit.support(theta), strength);
    double logLikelihood = isDetermined(end) ? end.logLikelihood() : Double.NaN;
    return new Choice(end.theta(), strength, unit.count(end.theta()), logLikelihood, iterations);
  }

  /** Whether every expert has rows enough for its coefficients. */
  private boolean isDetermined(LassoClimb.End end) {
    ParameterLayout layout = objective.layout();
    for (int k = 0; k < layout.K(); k++) {
      int size = 0;
      for (int j = 0; j < layout.p(); j++) {
        size += end.theta()[layout.mean(k) + j] == 0 ? 0 : 1;
      }
      if (!(end.experts().mass()[k] >= ROWS_PER_COEFFICIENT * size)) {
        return false;
      }
    }
    return true;
  }

  private LassoClimb.End climb(double[] theta, LassoWeights penalty, double strength) {
    String stage = "lasso of strength " + strength;
    LassoClimb.End end =
        new LassoClimb(objective, progress, stage)
            .run(theta, penalty, MAX_ITERATIONS, TOLERANCE / evidence);
    iterations += end.iterations();
    return end;
  }

  private static int[] support(double[] theta) {
    int[] places = new int[theta.length];
    int size = 0;
    for (int j = 0; j < theta.length; j++) {
      if (theta[j] != 0) {
        places[size++] = j;
      }
    }
    return Arrays.copyOf(places, size);
  }

  /** Of a strength of one. What rows say nothing of is zero. */
  private LassoWeights weights(double[] start, boolean[] free) {
    objective.evaluate(start, PassDepth.EM);
    ParameterLayout layout = objective.layout();
    double[] weights = LassoWeights.none(layout).weights();
    int p = layout.p();
    int q = layout.gateSize();
    double[] ofGates = q > 0 ? objective.gateInformation() : new double[0];
    for (int j = 0; j < q && parts.ofGate(); j++) {
      weights[j] = j % p == 0 ? weights[j] : larger(weights[j], ofGates[j * q + j]);
    }
    for (int k = 0; k < layout.K() && parts.ofExperts(); k++) {
      double variance = PortableMath.exp(start[layout.logVariance(k)]);
      double[] gram = objective.expertInformation(k, variance);
      for (int j = 1; j < p; j++) {
        int at = layout.mean(k) + j;
        weights[at] = free[j - 1] ? weights[at] : larger(weights[at], gram[j * p + j] / variance);
      }
    }
    return new LassoWeights(weights);
  }

  private double larger(double weight, double information) {
    double own = information > 0 ? Math.sqrt(information / evidence) : Double.POSITIVE_INFINITY;
    return Math.max(weight, own);
  }
}
