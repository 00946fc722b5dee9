package org.dmoe.data.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;
import org.dmoe.model.family.Family;

/** Draws the response of a row from one expert of a mixture of any family. */
final class ResponseDraw {

  /** Trials of a binomial response whose number varies are 1 to this. */
  private static final int MOST_TRIALS = 20;

  /** A larger mean is the sum of several. */
  private static final double LARGEST_STEP = 25;

  /**
   * Beyond it a count, or successes of so many trials, are a rounded normal number of the same mean
   * and variance.
   */
  private static final double LARGEST_EXACT = 1e4;

  private final Family family;
  private final boolean within;
  private final List<double[][]> coefficients = new ArrayList<>();

  /**
   * @param within whether responses count within trials or an exposure that vary
   */
  ResponseDraw(MixtureOfExperts truth, boolean within) {
    this.family = truth.family();
    this.within = within;
    truth.linearExperts().forEach(expert -> coefficients.add(expert.coefficients()));
  }

  /** What the next response counts within; 1 unless it varies. */
  double exposure(Draws draws) {
    if (!within) {
      return 1;
    }
    return family.id().equals("binomial") ? 1.0 + draws.index(MOST_TRIALS) : 0.5 + draws.uniform();
  }

  /**
   * @param k the expert
   * @param scorer standing at the row
   * @param x its covariates
   */
  double draw(int k, Scorer scorer, double[] x, double exposure, Draws draws) {
    return switch (family.id()) {
      case "gaussian" -> scorer.expertMean(k) + scorer.expertDeviation(k) * draws.normal();
      case "categorical" -> draws.pick(family.classProbabilities(predictors(k, x)));
      case "binomial" -> successes(family.mean(predictors(k, x), 1), exposure, draws);
      case "poisson" -> count(family.mean(predictors(k, x), exposure), draws);
      default ->
          throw new IllegalArgumentException("responses of family %s".formatted(family.id()));
    };
  }

  private double[] predictors(int k, double[] x) {
    double[][] rows = coefficients.get(k);
    double[] eta = new double[rows.length];
    for (int c = 0; c < eta.length; c++) {
      eta[c] = rows[c][0];
      for (int j = 0; j < x.length; j++) {
        eta[c] += rows[c][j + 1] * x[j];
      }
    }
    return eta;
  }

  private static double successes(double p, double trials, Draws draws) {
    if (trials > LARGEST_EXACT) {
      double deviation = Math.sqrt(trials * p * (1 - p));
      double drawn = Math.rint(trials * p + deviation * draws.normal());
      return Math.max(0, Math.min(trials, drawn));
    }
    double successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += draws.uniform() < p ? 1 : 0;
    }
    return successes;
  }

  private static double count(double mean, Draws draws) {
    if (mean > LARGEST_EXACT) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * draws.normal()));
    }
    double count = 0;
    for (double left = mean; left > 0; left -= LARGEST_STEP) {
      count += small(Math.min(left, LARGEST_STEP), draws);
    }
    return count;
  }

  /** The smallest count whose cumulative probability exceeds a uniform number. */
  private static double small(double mean, Draws draws) {
    double left = draws.uniform();
    double probability = PortableMath.exp(-mean);
    double count = 0;
    while (left >= probability && probability > 0) {
      left -= probability;
      count++;
      probability *= mean / count;
    }
    return count;
  }
}
