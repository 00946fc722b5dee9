package org.dmoe.em;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.family.FamilyLayout;
import org.dmoe.em.family.FamilyLikelihood;
import org.dmoe.em.family.FamilySearch;
import org.dmoe.em.family.FamilySettings;
import org.dmoe.em.family.FamilyUnits;
import org.dmoe.em.family.ResponseRows;
import org.dmoe.em.family.SingleExpert;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.search.StartReport;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.Undetermined;
import org.dmoe.model.family.CanonicalFamily;

/** The local estimator of a family in its canonical link. */
final class FamilyFit {

  /** Where the fit stands and what it is worth, without penalty. */
  private record End(FamilyLayout layout, AscentResult ascent, double logLikelihood) {}

  private final Observations observations;
  private final FitOptions options;
  private final CanonicalFamily family;
  private final FeatureSpec columns;
  private final long seed;
  private final Optional<MixtureOfExperts> start;
  private final Progress progress;
  private final List<String> warnings = new ArrayList<>();
  private List<StartReport> starts = List.of();
  private Undetermined undetermined = Undetermined.NOTHING;

  FamilyFit(
      Observations observations,
      FitOptions options,
      CanonicalFamily family,
      FeatureSpec columns,
      long seed,
      Optional<MixtureOfExperts> start,
      Progress progress) {
    this.observations = observations;
    this.options = options;
    this.family = family;
    this.columns = columns;
    this.seed = seed;
    this.start = start;
    this.progress = progress;
  }

  /**
   * @throws IllegalArgumentException if a response does not fit the family
   */
  FitResult run() {
    for (int i = 0; i < observations.rows(); i++) {
      family.requireResponse(observations.response(i), observations.exposure(i));
    }
    int parameters =
        family.predictors() * options.design().expertSize(observations.dimension() + 1);
    if (observations.rows() <= parameters) {
      return failure(
          FitStatus.TOO_FEW_ROWS,
          "%d usable rows, one expert has %d parameters"
              .formatted(observations.rows(), parameters));
    }
    double meanWeight = observations.totalWeight() / observations.rows();
    if (!(meanWeight >= Double.MIN_NORMAL && meanWeight < Double.POSITIVE_INFINITY)) {
      return failure(
          FitStatus.NUMERICAL_FAILURE,
          "the weights sum to %s; divide them by their mean".formatted(observations.totalWeight()));
    }
    warnings.addAll(FitWarnings.ofWeights(observations));
    return fit(ResponseRows.of(observations, options.design()));
  }

  private FitResult fit(ResponseRows rows) {
    checkColumns(rows);
    SingleExpert single =
        SingleExpert.fit(
            rows, family, options.expertRidge(), options.design(), options.threads(), progress);
    if (!single.ascent().finite()) {
      return failure(FitStatus.NUMERICAL_FAILURE, "the fit of one expert is not finite");
    }
    End alone = new End(single.layout(), single.ascent(), single.logLikelihood());
    ResponseWarnings response = new ResponseWarnings(rows, family, single);
    warnings.addAll(response.warnings());
    int experts = affordable(single.layout());
    if (experts < options.experts()) {
      warnings.add(
          "%d rows allow %d of %d experts"
              .formatted(observations.rows(), experts, options.experts()));
    }
    if (experts == 1 || response.isConstant()) {
      return success(rows, alone, alone);
    }
    FamilySettings settings = settings(single.layout().withExperts(experts));
    Optional<AscentResult> found =
        start.isPresent() && start.get().size() <= experts
            ? Optional.of(climb(rows, start.get()))
            : search(rows, settings, single);
    return success(rows, found.map(ascent -> end(rows, ascent)).orElse(alone), alone);
  }

  private void checkColumns(ResponseRows rows) {
    ColumnCheck check =
        ColumnCheck.of(
            rows.gram(), rows.totalWeight(), rows.covariates(), columns, options.design());
    warnings.addAll(check.warnings());
    undetermined = check.undetermined();
  }

  /**
   * K, or as many experts as rows are enough for; a given start has to have one row a parameter.
   */
  private int affordable(FamilyLayout one) {
    if (start.isPresent() && LocalFit.allows(start.get(), observations)) {
      return Math.max(start.get().size(), FitWarnings.affordable(observations, one, options));
    }
    return FitWarnings.affordable(observations, one, options);
  }

  private FamilySettings settings(FamilyLayout layout) {
    return new FamilySettings(
        layout,
        family,
        options.gateRidge().orElse(family.gateRidge()),
        options.expertRidge(),
        options.starts(),
        options.maxIterations(),
        options.optimizer(),
        options.longRace(),
        options.threads());
  }

  private Optional<AscentResult> search(
      ResponseRows rows, FamilySettings settings, SingleExpert single) {
    FamilySearch search = new FamilySearch(rows, settings, single, seed, progress);
    Optional<AscentResult> best = search.run();
    starts = search.reports();
    return best;
  }

  private AscentResult climb(ResponseRows rows, MixtureOfExperts from) {
    String stage = "given start";
    FamilyLayout layout =
        new FamilyLayout(rows.p(), from.size(), family.predictors(), options.design());
    FamilySettings settings = settings(layout);
    double[] theta = FamilyUnits.toStandardUnits(from, layout, rows.covariates());
    AscentResult ascent = settings.follow(settings.objective(rows), theta, progress, stage);
    starts = List.of(new StartReport(0, stage, ascent.iterations(), ascent.value(), "followed"));
    return ascent;
  }

  private End end(ResponseRows rows, AscentResult ascent) {
    int experts = ascent.experts().mass().length;
    FamilyLayout layout =
        new FamilyLayout(rows.p(), experts, family.predictors(), options.design());
    FamilyLikelihood objective = settings(layout).objective(rows);
    objective.evaluate(ascent.theta(), PassDepth.VALUE);
    return new End(layout, ascent, objective.logLikelihood());
  }

  private FitResult success(ResponseRows rows, End found, End alone) {
    End best = found;
    if (!(found.logLikelihood() >= alone.logLikelihood())) {
      warnings.add("no mixture was better than one expert");
      best = alone;
    }
    warnings.addAll(
        FitWarnings.ofFamily(observations, best.layout(), best.ascent(), options.experts()));
    MixtureOfExperts model;
    try {
      MixtureOfExperts inUsersUnits =
          FamilyUnits.toUsersUnits(best.ascent().theta(), best.layout(), family, rows.covariates());
      model = start.isPresent() ? inUsersUnits : inUsersUnits.canonical();
    } catch (IllegalArgumentException e) {
      return failure(FitStatus.NUMERICAL_FAILURE, "in users' units, " + e.getMessage());
    }
    boolean converged = best.ascent().converged();
    String reason =
        "%s after %d iterations, a step promises %.1e"
            .formatted(
                converged ? "converged" : "not converged",
                best.ascent().iterations(),
                best.ascent().promise());
    return new FitResult(
        converged ? FitStatus.CONVERGED : FitStatus.NOT_CONVERGED,
        Optional.of(model),
        diagnostics(rows.weightUnit() * best.logLikelihood(), best.ascent().iterations(), reason));
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
        starts,
        warnings,
        undetermined,
        Optional.empty());
  }
}
