package org.dmoe.em.search;

import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.model.Progress;

/**
 * Leaves an optimum by way of the data: climbs on a random part of the rows, where it is no longer
 * one, and from there on all rows again, as in Elidan, Ninio, Friedman and Schuurmans (2002), "Data
 * perturbation for escaping local maxima in learning". Real tables have many optima that differ by
 * little; from most of them a few such climbs lead to the best.
 */
final class PerturbedClimbs {

  private static final int MOST = 8;

  /** Climbs in a row that gain nothing before it is given up. */
  private static final int PATIENCE = 4;

  /** Shares of the rows climbed on, in turn: small ones lead far, larger ones to neighbours. */
  private static final double[] SHARES = {0.3, 0.15};

  private static final int ITERATIONS_ON_PART = 25;

  private final StandardisedRows rows;
  private final SearchSettings settings;
  private final long seed;
  private final Progress progress;

  PerturbedClimbs(StandardisedRows rows, SearchSettings settings, long seed, Progress progress) {
    this.rows = rows;
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
  }

  /** The solution, or a better one. */
  Solution improve(Solution found) {
    PenalisedLikelihood all = settings.objective(rows);
    Solution best = found;
    int inVain = 0;
    for (int climb = 0; climb < MOST && inVain < PATIENCE; climb++) {
      String stage = "perturbed, " + (climb + 1);
      double[] start = onPart(best.ascent().theta(), climb, stage);
      AscentResult end = settings.followRoughly(all, start, progress, stage).after(best.ascent());
      inVain++;
      if (end.finite() && end.value() - best.ascent().value() > SearchSettings.SAME_ROUGH_END) {
        best = Solution.of(all, end, stage);
        inVain = 0;
      }
    }
    return best.gainOver(found) > 0 ? converged(best, all) : found;
  }

  private double[] onPart(double[] theta, int climb, String stage) {
    int size = (int) (SHARES[climb % SHARES.length] * rows.observations().rows());
    Observations part = Subsample.of(rows.observations(), size, Seeds.derive(seed, climb));
    PenalisedLikelihood objective = settings.objective(rows.subset(part));
    AscentResult end =
        new QuasiNewton(objective, progress, stage + ", part of the rows")
            .run(theta, ITERATIONS_ON_PART, SearchSettings.SAME_ROUGH_END);
    return end.finite() ? end.theta() : theta;
  }

  private Solution converged(Solution solution, PenalisedLikelihood all) {
    AscentResult start = solution.ascent();
    AscentResult end = settings.follow(all, start.theta(), progress, "all rows").after(start);
    return Solution.of(all, end, rows.observations().rows() + " rows");
  }
}
