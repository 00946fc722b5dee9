package org.dmoe.em.search;

import java.util.Arrays;
import org.dmoe.em.gate.SoftmaxRegression;
import org.dmoe.em.likelihood.EStep;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Progress;

/**
 * Tries to use an expert better: takes it away, makes a new one of the rows that the others explain
 * worst, and climbs again. Few starts find an expert of a hundredth of the rows; their residuals
 * under all others give it away.
 */
final class ExpertReplacement {

  private static final int ATTEMPTS = 4;

  /** Rows of the new expert for each coefficient. */
  private static final int ROWS_PER_COEFFICIENT = 2;

  private static final int GATE_STEPS = 3;
  private static final double RIDGE = 0.3;
  private static final double LEAST_VARIANCE = 1e-3;

  private final StandardisedRows rows;
  private final SearchSettings settings;
  private final PenalisedLikelihood objective;
  private final Progress progress;

  ExpertReplacement(StandardisedRows rows, SearchSettings settings, Progress progress) {
    this.rows = rows;
    this.settings = settings;
    this.objective = settings.objective(rows);
    this.progress = progress;
  }

  /** The solution, or a better one by the rarest expert anew, as often as that helps. */
  Solution improveRarest(Solution found) {
    Solution best = found;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Solution other = replaced(best, best.rarest());
      if (!(other.gainOver(best) > SearchSettings.SAME_END)) {
        return best;
      }
      best = other;
    }
    return best;
  }

  /** The solution, or a better one by each expert anew in turn. */
  Solution improveEach(Solution found) {
    Solution best = found;
    for (int expert = 0; expert < settings.layout().K(); expert++) {
      Solution other = replaced(best, expert);
      best = other.gainOver(best) > SearchSettings.SAME_END ? other : best;
    }
    return best;
  }

  /** Where the climb with this expert anew leads; the same solution if it cannot be made. */
  private Solution replaced(Solution best, int expert) {
    double[] start = withNewExpert(best, expert);
    if (start == null) {
      return best;
    }
    String stage = "expert " + (expert + 1) + " anew";
    double target = best.ascent().value();
    AscentResult end = settings.followTowards(target, objective, start, progress, stage);
    return end.finite() ? Solution.of(objective, end.after(best.ascent()), stage) : best;
  }

  private double[] withNewExpert(Solution solution, int expert) {
    ParameterLayout layout = settings.layout();
    double[] others = ExpertSplit.remove(solution.ascent().theta(), layout, expert);
    ParameterLayout smaller = layout.withExperts(layout.K() - 1);
    double[][] labels = labels(others, smaller);
    double[] theta = new double[layout.size()];
    double[] gate = gate(labels);
    System.arraycopy(gate, 0, theta, 0, gate.length);
    for (int k = 0; k < smaller.K(); k++) {
      System.arraycopy(others, smaller.mean(k), theta, layout.mean(k), layout.p());
      theta[layout.logVariance(k)] = others[smaller.logVariance(k)];
    }
    return placeNew(theta, labels[smaller.K()]) ? theta : null;
  }

  /** Responsibilities of the others, except for the worst rows, which the new expert has. */
  private double[][] labels(double[] others, ParameterLayout smaller) {
    int n = rows.observations().rows();
    double[][] labels = new double[smaller.K() + 1][n];
    double[] logDensity = new double[n];
    EStep eStep = new EStep(smaller);
    int first = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      eStep.compute(rows, rows.load(b), others, true);
      int count = rows.observations().block(b).rows();
      for (int k = 0; k < smaller.K(); k++) {
        System.arraycopy(eStep.responsibility[k], 0, labels[k], first, count);
      }
      System.arraycopy(eStep.logDensity(), 0, logDensity, first, count);
      first += count;
    }
    giveWorstToLast(labels, logDensity);
    return labels;
  }

  private void giveWorstToLast(double[][] labels, double[] logDensity) {
    double threshold = threshold(logDensity);
    for (int i = 0; i < logDensity.length; i++) {
      if (logDensity[i] <= threshold) {
        for (double[] label : labels) {
          label[i] = 0;
        }
        labels[labels.length - 1][i] = 1;
      }
    }
  }

  private double threshold(double[] logDensity) {
    double[] sorted = logDensity.clone();
    Arrays.sort(sorted);
    int count = Math.min(sorted.length / 4, ROWS_PER_COEFFICIENT * settings.layout().p());
    return sorted[Math.max(0, count - 1)];
  }

  private double[] gate(double[][] labels) {
    SoftmaxRegression problem =
        new SoftmaxRegression(
            rows, labels, Math.max(1, settings.gateRidge()), settings.layout().design());
    double[] gate = new double[problem.parameters()];
    for (int step = 0; step < GATE_STEPS; step++) {
      problem.evaluate(gate);
      VectorMath.add(gate, problem.newtonDirection(), gate.length);
    }
    return gate;
  }

  /** Regresses the new expert, the last, on its own rows; false if that is not finite. */
  private boolean placeNew(double[] theta, double[] own) {
    ParameterLayout layout = settings.layout();
    RegressionRows data = RegressionRows.where(rows, i -> own[i] > 0);
    RegressionSums sums = new RegressionSums(layout);
    for (int i = 0; i < data.rows(); i++) {
      sums.add(data.X()[i], data.y()[i], data.weights()[i]);
    }
    double[] plane = sums.solve(RIDGE);
    double[] squares = new double[data.rows()];
    data.squaredResiduals(plane, squares);
    double variance = VectorMath.dot(squares, data.weights()) / sums.mass();
    int k = layout.K() - 1;
    System.arraycopy(plane, 0, theta, layout.mean(k), layout.p());
    theta[layout.logVariance(k)] = PortableMath.log(Math.max(variance, LEAST_VARIANCE));
    return Double.isFinite(variance);
  }
}
