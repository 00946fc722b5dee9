package org.dmoe.em;

import java.util.function.DoubleSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.EmAlgorithm;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.em.search.KPlaneStart;
import org.dmoe.em.search.RegressionRows;
import org.dmoe.em.search.SearchSettings;
import org.dmoe.em.search.Seeds;
import org.dmoe.em.search.Solution;
import org.dmoe.em.search.Subsample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;

/** What benchmarks measure of the local fit from inside its package. */
public final class FitProbe {

  private static final int MANY_ITERATIONS = 3000;

  private final StandardisedRows rows;
  private final SearchSettings settings;
  private final double shift;

  /** A fit of K experts with the default options. */
  public FitProbe(Observations observations, int experts) {
    this.rows = new StandardisedRows(observations, StandardUnits.of(observations));
    this.settings =
        FitOptions.builder(experts)
            .threads(Threads.ONE)
            .build()
            .settings(new ParameterLayout(rows.p(), experts), rows.totalWeight());
    this.shift = rows.totalWeight() * Math.log(rows.units().responseScale());
  }

  /** Log-likelihood of the optimum that is reached from a model. */
  public double fromModel(MixtureOfExperts model) {
    return follow(rows.units().toStandardUnits(model));
  }

  /** Log-likelihood of the optimum that is reached from a start of its own on all rows. */
  public double fromStart(long seed) {
    RegressionRows data = RegressionRows.of(rows);
    return follow(KPlaneStart.make(data, settings.layout(), Seeds.generator(seed)));
  }

  private double follow(double[] theta) {
    PenalisedLikelihood objective = settings.objective(rows);
    AscentResult em = new EmAlgorithm(objective, Progress.SILENT, "").run(theta, 20, 0);
    AscentResult end =
        new QuasiNewton(objective, Progress.SILENT, "")
            .run(em.theta(), MANY_ITERATIONS, QuasiNewton.TOLERANCE);
    return Solution.of(objective, end, "").logLikelihood() - shift;
  }

  /**
   * Seconds that EM with an inner IRLS takes from the starts of a fit's first race, each followed
   * on all rows until it reaches the target or stands still.
   *
   * @param seed of the fit
   * @param target log-likelihood in users' units
   * @param clock in seconds
   * @return seconds of all starts, and of the fastest one that reached the target (NaN if none)
   */
  public double[] innerIrlsSeconds(long seed, double target, DoubleSupplier clock) {
    double begin = clock.getAsDouble();
    int pilot = settings.raceRows(rows.observations().rows());
    Observations sample = Subsample.of(rows.observations(), pilot, Seeds.derive(seed, -1));
    RegressionRows data = RegressionRows.of(rows.subset(sample));
    double fastest = Double.NaN;
    for (int start = 0; start < settings.starts(); start++) {
      double from = clock.getAsDouble();
      UniformRandomProvider random = Seeds.generator(Seeds.derive(seed, start));
      double[] theta = KPlaneStart.make(data, settings.layout(), random);
      boolean reached =
          new InnerIrls(rows, settings.objective(rows)).run(theta, MANY_ITERATIONS, target + shift);
      double seconds = clock.getAsDouble() - from;
      if (reached && !(seconds >= fastest)) {
        fastest = seconds;
      }
    }
    return new double[] {clock.getAsDouble() - begin, fastest};
  }
}
