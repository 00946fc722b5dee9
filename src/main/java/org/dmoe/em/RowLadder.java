package org.dmoe.em;

import org.dmoe.data.Observations;
import org.dmoe.model.Progress;

/**
 * Carries an optimum from a subsample to all rows over ever larger subsamples: on each it starts
 * from the end before and divides by the observed information there, scaled by the weights.
 */
final class RowLadder {

  private static final int FACTOR = 4;

  private final StandardizedRows rows;
  private final SearchSettings settings;
  private final long seed;
  private final Progress progress;

  RowLadder(StandardizedRows rows, SearchSettings settings, long seed, Progress progress) {
    this.rows = rows;
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
  }

  /** The optimum on all rows that belongs to one of the pilot's. */
  Solution climb(Objective pilot, Solution end) {
    Objective lower = pilot;
    Ascent ascent = end.ascent();
    int n = rows.observations().rows();
    int size = pilot.pass().rows().observations().rows();
    do {
      size = 2L * FACTOR * size >= n ? n : FACTOR * size;
      Objective upper = settings.objective(rung(size));
      ascent = step(lower, upper, ascent, size + " rows");
      lower = upper;
    } while (size < n && ascent.finite());
    return Solution.of(lower, ascent, n + " rows");
  }

  private StandardizedRows rung(int size) {
    Observations sample = Subsample.of(rows.observations(), size, Seeds.derive(seed, -size));
    return new StandardizedRows(sample, rows.standardization());
  }

  private boolean[] atFloor(double[] theta) {
    boolean[] fixed = new boolean[theta.length];
    Layout layout = settings.layout();
    for (int k = 0; k < layout.K(); k++) {
      int at = layout.logVariance(k);
      fixed[at] = theta[at] <= Objective.LOG_VARIANCE_FLOOR;
    }
    return fixed;
  }

  private Ascent step(Objective lower, Objective upper, Ascent end, String stage) {
    double[] theta = end.theta();
    double[] information = end.information();
    if (information == null) {
      lower.evaluate(theta, Order.HESSIAN);
      information = lower.observedInformation();
    }
    Curvature curvature =
        Curvature.observed(information, atFloor(theta), upper.totalWeight() / lower.totalWeight());
    if (curvature == null || settings.options().optimizer() == FitOptions.Optimizer.EM) {
      return settings.follow(upper, theta, progress, stage).after(end);
    }
    return new QuasiNewton(upper, progress, stage)
        .run(theta, curvature, settings.options().maxIterations(), SearchSettings.TOLERANCE)
        .after(end);
  }
}
