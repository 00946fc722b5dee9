package org.dmoe.em;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.em.lasso.LassoPath;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.Undetermined;

/**
 * The sparse local estimator: the mixture of Gaussian experts on a path of lasso fits whose terms
 * have the least BIC, refitted without penalty on them; all other slopes are exactly zero. What
 * experts are to share is free of the penalty and not held equal.
 */
public final class SparseFit {

  private static final int LEAST_ROWS_OF_EXPERT = 2;

  private final Observations observations;
  private final FitOptions options;
  private final LassoParts parts;
  private final Progress progress;

  private SparseFit(
      Observations observations, FitOptions options, LassoParts parts, Progress progress) {
    this.observations = observations;
    this.options = options;
    this.parts = parts;
    this.progress = progress;
  }

  /**
   * Follows the path from a given mixture or, without one, from the local fit.
   *
   * @param start in users' units, of the rows' dimension
   * @param columns of which the covariates are made, for warnings
   * @param seed of the local fit
   */
  public static FitResult fit(
      Optional<MixtureOfExperts> start,
      Observations observations,
      FitOptions options,
      LassoParts parts,
      FeatureSpec columns,
      long seed,
      Progress progress) {
    SparseFit fit = new SparseFit(observations, options, parts, progress);
    if (start.isPresent()) {
      return fit.from(start.get());
    }
    FitResult local = LocalFit.fit(observations, options, columns, seed, progress);
    return local.model().map(fit::from).orElse(local);
  }

  private FitResult from(MixtureOfExperts start) {
    if (observations.rows() < LEAST_ROWS_OF_EXPERT * start.size()) {
      return failure(FitStatus.TOO_FEW_ROWS, observations.rows() + " usable rows");
    }
    StandardUnits units = StandardUnits.of(observations, options.design());
    if (units.responseConstant()) {
      return failure(FitStatus.NUMERICAL_FAILURE, "the response is constant");
    }
    StandardisedRows rows = new StandardisedRows(observations, units);
    Design design = unshared(options.design(), rows.p());
    ParameterLayout layout =
        new ParameterLayout(rows.p(), start.size(), design)
            .withNoise(start.noise().map(units::toStandardUnits));
    double evidence = units.evidence();
    PenalisedLikelihood objective =
        options.settings(layout, rows.totalWeight() * evidence).objective(rows);
    double[] theta = units.toStandardUnits(start.restrictedTo(design));
    return new LassoPath(objective, parts, evidence, progress)
        .from(theta, shared(options.design(), rows.p()))
        .map(choice -> success(choice, layout, units, rows.totalWeight()))
        .orElseGet(
            () ->
                failure(
                    FitStatus.NUMERICAL_FAILURE,
                    "no mixture on the path has rows enough for its coefficients"));
  }

  private FitResult success(
      LassoPath.Choice choice, ParameterLayout layout, StandardUnits units, double totalWeight) {
    MixtureOfExperts model;
    try {
      model = units.toUsersUnits(choice.theta(), layout);
    } catch (IllegalArgumentException e) {
      return failure(FitStatus.NUMERICAL_FAILURE, "in users' units, " + e.getMessage());
    }
    double shift = totalWeight * PortableMath.log(units.responseScale());
    double logLikelihood = units.weightUnit() * (choice.logLikelihood() - shift);
    String reason =
        String.format(
            Locale.ROOT,
            "lasso of strength %.3g: %d of %d parameters",
            choice.strength(),
            choice.parameters(),
            layout.freeParameters());
    return new FitResult(
        FitStatus.CONVERGED,
        Optional.of(model),
        diagnostics(logLikelihood, choice.iterations(), reason));
  }

  /** The same coefficients, none of them shared. */
  private static Design unshared(Design design, int p) {
    boolean[] gate = new boolean[p - 1];
    boolean[] experts = new boolean[p - 1];
    for (int j = 1; j < p; j++) {
      gate[j - 1] = design.gateHas(j);
      experts[j - 1] = design.expertsHave(j);
    }
    return Design.of(gate, design.gateHas(0), experts, design.expertsHave(0));
  }

  private static boolean[] shared(Design design, int p) {
    boolean[] shared = new boolean[p - 1];
    for (int j = 1; j < p; j++) {
      shared[j - 1] = design.isEqual(j);
    }
    return shared;
  }

  private FitResult failure(FitStatus status, String reason) {
    return new FitResult(status, Optional.empty(), diagnostics(Double.NaN, 0, reason));
  }

  private FitDiagnostics diagnostics(double logLikelihood, int iterations, String reason) {
    return new FitDiagnostics(
        observations.rows(),
        observations.totalWeight(),
        logLikelihood,
        iterations,
        reason,
        List.of(),
        List.of(),
        Undetermined.NOTHING,
        Optional.empty());
  }
}
