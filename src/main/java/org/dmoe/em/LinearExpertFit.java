package org.dmoe.em;

import java.util.Optional;
import java.util.function.Function;
import org.dmoe.data.FeatureSpec;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.Penalty;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.EmAlgorithm;
import org.dmoe.em.search.Solution;
import org.dmoe.model.Noise;
import org.dmoe.model.Progress;

/** One linear expert: what a mixture must be better than. */
final class LinearExpertFit {

  private static final String STAGE = "linear expert";
  private static final int ITERATIONS = 100;
  private static final double TOLERANCE = 1e-10;

  private final StandardisedRows rows;
  private final FitOptions options;
  private final Progress progress;
  private final ParameterLayout layout;
  private final PenalisedLikelihood objective;
  private final Solution plain;

  LinearExpertFit(StandardisedRows rows, FitOptions options, Progress progress) {
    this.rows = rows;
    this.options = options;
    this.progress = progress;
    this.layout = new ParameterLayout(rows.p(), 1, options.design());
    this.objective = objective(layout);
    this.plain = climb(objective, new double[layout.size()]);
  }

  /** Of all rows. */
  Solution plain() {
    return plain;
  }

  /** What the rows do not determine. */
  ColumnCheck check(FeatureSpec columns) {
    return ColumnCheck.of(
        objective.gram(), rows.totalWeight(), rows.units().covariates(), columns, options.design());
  }

  /** Beside noise, which is found with it. */
  Solution beside(Noise first, NoiseClimbs climbs) {
    Function<ParameterLayout, NoiseClimbs.Climb> beside =
        noisy -> theta -> climb(objective(noisy), theta);
    ParameterLayout noisy = layout.withNoise(Optional.of(first));
    return climbs.settled(beside.apply(noisy).from(plain.ascent().theta()), beside);
  }

  private PenalisedLikelihood objective(ParameterLayout of) {
    double ridge = options.expertRidge() / rows.units().evidence();
    return new PenalisedLikelihood(rows, of, new Penalty(of, 0, ridge), options.threads());
  }

  private Solution climb(PenalisedLikelihood of, double[] theta) {
    AscentResult ascent = new EmAlgorithm(of, progress, STAGE).run(theta, ITERATIONS, TOLERANCE);
    return Solution.of(of, ascent, STAGE);
  }
}
