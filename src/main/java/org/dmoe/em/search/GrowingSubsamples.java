package org.dmoe.em.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.Curvature;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.model.Progress;
import org.ejml.data.DMatrixRMaj;

/**
 * Carries optima from a subsample to all rows over ever larger subsamples: on each they start from
 * the end before and divide by the observed information there, scaled by the weights. What looks
 * best on few rows need not be best on all, so several climb.
 */
final class GrowingSubsamples {

  private static final int FACTOR = 2;

  private static final Comparator<AscentResult> FINITE_AND_BEST_FIRST =
      Comparator.comparing((AscentResult a) -> !a.finite())
          .thenComparing(Comparator.comparingDouble(AscentResult::value).reversed());

  private final StandardisedRows rows;
  private final SearchSettings settings;
  private final long seed;
  private final Progress progress;

  GrowingSubsamples(StandardisedRows rows, SearchSettings settings, long seed, Progress progress) {
    this.rows = rows;
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
  }

  /** The best optimum on all rows that one of the pilot's leads to. */
  Solution climb(StandardisedRows sample, PenalisedLikelihood pilot, List<Solution> ends) {
    PenalisedLikelihood lower = pilot;
    List<AscentResult> field = new ArrayList<>(ends.stream().map(Solution::ascent).toList());
    int n = rows.observations().rows();
    int size = sample.observations().rows();
    do {
      size = 2L * FACTOR * size >= n ? n : FACTOR * size;
      PenalisedLikelihood upper = settings.objective(rung(size));
      List<AscentResult> next = new ArrayList<>();
      double highest = Double.NEGATIVE_INFINITY;
      for (AscentResult ascent : field) {
        AscentResult end =
            step(size, lower, upper, ascent, highest, SearchSettings.ROUGH_TOLERANCE);
        highest = end.value() > highest ? end.value() : highest;
        next.add(end);
      }
      next.sort(FINITE_AND_BEST_FIRST);
      field = next;
      lower = upper;
    } while (size < n && field.get(0).finite());
    AscentResult best =
        step(n, lower, lower, field.get(0), Double.NEGATIVE_INFINITY, QuasiNewton.TOLERANCE);
    return Solution.of(lower, best, n + " rows");
  }

  private StandardisedRows rung(int size) {
    Observations sample = Subsample.of(rows.observations(), size, Seeds.derive(seed, -size));
    return rows.subset(sample);
  }

  private static DMatrixRMaj informationAt(PenalisedLikelihood objective, double[] theta) {
    objective.evaluate(theta, PassDepth.HESSIAN);
    return objective.observedInformation();
  }

  private boolean[] atFloor(double[] theta) {
    boolean[] fixed = new boolean[theta.length];
    ParameterLayout layout = settings.layout();
    for (int k = 0; k < layout.K(); k++) {
      int at = layout.logVariance(k);
      fixed[at] = theta[at] <= PenalisedLikelihood.LOG_VARIANCE_FLOOR;
    }
    return fixed;
  }

  private AscentResult step(
      int size,
      PenalisedLikelihood lower,
      PenalisedLikelihood upper,
      AscentResult end,
      double target,
      double tolerance) {
    if (!end.finite()) {
      return end;
    }
    String stage = size + " rows";
    double[] theta = end.theta();
    DMatrixRMaj information = end.information().orElseGet(() -> informationAt(lower, theta));
    Curvature curvature =
        Curvature.observed(
            information,
            atFloor(theta),
            upper.totalWeight() / lower.totalWeight(),
            settings.layout());
    if (curvature == null || settings.optimizer() == Optimizer.EM) {
      return settings.follow(upper, theta, progress, stage).after(end);
    }
    return new QuasiNewton(upper, progress, stage)
        .towards(target)
        .run(theta, curvature, settings.maxIterations(), tolerance)
        .after(end);
  }
}
