package org.dmoe.em;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.Standardisation;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.RowStatistics;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.EmAlgorithm;
import org.dmoe.em.search.MixtureSearch;
import org.dmoe.em.search.SearchSettings;
import org.dmoe.em.search.Solution;
import org.dmoe.em.search.StartReport;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.Undetermined;
import org.dmoe.model.family.CanonicalFamily;

/**
 * The local estimator: the softmax-gated mixture of linear experts of largest penalised likelihood
 * for one machine's rows, found by a race of starts. Gaussian experts are fitted here, those of
 * other families by {@link FamilyFit}. Same rows, options and seed give the same bytes.
 */
public final class LocalFit {

  private final Observations observations;
  private final FitOptions options;
  private final long seed;
  private final Progress progress;
  private final FeatureSpec columns;
  private final Optional<MixtureOfExperts> start;
  private final List<String> warnings = new ArrayList<>();
  private List<StartReport> starts = List.of();
  private Undetermined undetermined = Undetermined.NOTHING;

  private LocalFit(
      Observations observations,
      FitOptions options,
      FeatureSpec columns,
      long seed,
      Optional<MixtureOfExperts> start,
      Progress progress) {
    this.observations = observations;
    this.options = options;
    this.columns = columns;
    this.seed = seed;
    this.start = start;
    this.progress = progress;
  }

  /** As the other one, with columns named by their number, from 0, in warnings. */
  public static FitResult fit(
      Observations observations, FitOptions options, long seed, Progress progress) {
    return fit(observations, options, new FeatureSpec(List.of(), ""), seed, progress);
  }

  /**
   * Fits a mixture to rows.
   *
   * @param columns of which the covariates are made, for warnings
   * @param seed derived from the global seed and the identity of the rows
   * @param progress told at every iteration
   */
  public static FitResult fit(
      Observations observations,
      FitOptions options,
      FeatureSpec columns,
      long seed,
      Progress progress) {
    return fit(observations, options, columns, seed, Optional.empty(), progress);
  }

  /**
   * Climbs from a given mixture, in users' units, to the optimum above it; no other start is tried.
   * Experts keep the start's order, so that expert k of the model is what expert k has become.
   *
   * @param start of the rows' dimension d, with at most as many experts as the options ask for;
   *     what their design has not is excluded
   * @throws IllegalArgumentException if the start has another dimension or family, or more experts
   */
  public static FitResult fitFrom(
      MixtureOfExperts start,
      Observations observations,
      FitOptions options,
      FeatureSpec columns,
      Progress progress) {
    if (start.dimension() != observations.dimension() || start.size() > options.experts()) {
      throw new IllegalArgumentException(
          "a start of %d experts over %d covariates cannot serve a fit of %d experts over %d"
              .formatted(
                  start.size(), start.dimension(), options.experts(), observations.dimension()));
    }
    if (!start.family().equals(options.family())) {
      throw new IllegalArgumentException(
          "a start of family %s cannot serve a fit of family %s"
              .formatted(start.family().id(), options.family().id()));
    }
    Optional<MixtureOfExperts> from = Optional.of(start.restrictedTo(options.design()));
    return fit(observations, options, columns, 0, from, progress);
  }

  private static FitResult fit(
      Observations observations,
      FitOptions options,
      FeatureSpec columns,
      long seed,
      Optional<MixtureOfExperts> start,
      Progress progress) {
    if (options.family() instanceof CanonicalFamily family) {
      return new FamilyFit(observations, options, family, columns, seed, start, progress).run();
    }
    return new LocalFit(observations, options, columns, seed, start, progress).run();
  }

  /** Whether rows are enough for as many experts as a start has; only then a fit climbs from it. */
  public static boolean allows(MixtureOfExperts start, Observations rows) {
    if (start.family() instanceof CanonicalFamily) {
      return rows.rows() >= start.freeParameters();
    }
    int p = start.design().expertSize(rows.dimension() + 1);
    return FitWarnings.affordableExperts(rows.rows(), p, start.size()) == start.size();
  }

  /**
   * Experts that a fit of that many rows of d covariates has at most: K, or as many as have d + 2
   * rows each; 0 where there are too few for one.
   */
  public static int affordableExperts(long rows, int d, int experts) {
    int p = d + 1;
    int counted = (int) Math.min(rows, Integer.MAX_VALUE);
    return counted < p + 1 ? 0 : FitWarnings.affordableExperts(counted, p, experts);
  }

  private FitResult run() {
    int p = options.design().expertSize(observations.dimension() + 1);
    if (observations.rows() < p + 1) {
      return failure(
          FitStatus.TOO_FEW_ROWS,
          "%d usable rows, one linear expert has %d parameters"
              .formatted(observations.rows(), p + 1));
    }
    double meanWeight = observations.totalWeight() / observations.rows();
    if (!(meanWeight >= Double.MIN_NORMAL && meanWeight < Double.POSITIVE_INFINITY)) {
      return failure(
          FitStatus.NUMERICAL_FAILURE,
          "the weights sum to %s; divide them by their mean".formatted(observations.totalWeight()));
    }
    StandardUnits units = StandardUnits.of(observations);
    if (units.responseConstant()) {
      warnings.add("the response is constant; variances are at their floor");
    }
    warnings.addAll(FitWarnings.ofWeights(observations));
    return fit(new StandardisedRows(observations, units));
  }

  private FitResult fit(StandardisedRows rows) {
    Solution single = fitSingle(rows);
    if (!single.ascent().finite()) {
      return failure(FitStatus.NUMERICAL_FAILURE, "the linear fit is not finite");
    }
    int experts =
        FitWarnings.affordableExperts(
            observations.rows(), options.design().expertSize(rows.p()), options.experts());
    if (experts < options.experts()) {
      warnings.add(
          "%d rows allow %d of %d experts"
              .formatted(observations.rows(), experts, options.experts()));
    }
    if (experts == 1 || rows.units().responseConstant()) {
      return success(rows, single, single);
    }
    Solution best =
        start.isPresent() && start.get().size() <= experts
            ? climb(rows, start.get())
            : search(rows, settings(rows, experts));
    return success(rows, best, single);
  }

  private SearchSettings settings(StandardisedRows rows, int experts) {
    return options.settings(
        new ParameterLayout(rows.p(), experts, options.design()),
        rows.totalWeight() * rows.units().evidence());
  }

  private Solution search(StandardisedRows rows, SearchSettings settings) {
    MixtureSearch search = new MixtureSearch(rows, settings, seed, progress);
    Solution best = search.run();
    starts = search.reports();
    warnings.addAll(search.warnings());
    return best;
  }

  private Solution climb(StandardisedRows rows, MixtureOfExperts from) {
    String stage = "given start";
    SearchSettings settings = settings(rows, from.size());
    PenalisedLikelihood objective = settings.objective(rows);
    double[] theta = rows.units().toStandardUnits(from);
    AscentResult ascent = settings.follow(objective, theta, progress, stage);
    starts = List.of(new StartReport(0, stage, ascent.iterations(), ascent.value(), "followed"));
    return Solution.of(objective, ascent, stage);
  }

  private Solution fitSingle(StandardisedRows rows) {
    PenalisedLikelihood objective =
        new PenalisedLikelihood(
            rows,
            new ParameterLayout(rows.p(), 1, options.design()),
            0,
            options.expertRidge() / rows.units().evidence());
    AscentResult ascent =
        new EmAlgorithm(objective, progress, "linear expert")
            .run(new double[objective.layout().size()], 100, 1e-10);
    Standardisation covariates = rows.units().covariates();
    ColumnCheck check =
        ColumnCheck.of(objective.gram(), rows.totalWeight(), covariates, columns, options.design());
    warnings.addAll(check.warnings());
    undetermined = check.undetermined();
    return Solution.of(objective, ascent, "linear expert");
  }

  private FitResult success(StandardisedRows rows, Solution found, Solution single) {
    Solution best = found;
    if (!(found.logLikelihood() >= single.logLikelihood())) {
      warnings.add("no mixture was better than one linear expert");
      best = single;
    }
    warnings.addAll(FitWarnings.of(observations, best, options.experts()));
    MixtureOfExperts model;
    try {
      MixtureOfExperts inUsersUnits =
          toUsersUnits(best.ascent().theta(), best.layout(), rows.units());
      model = start.isPresent() ? inUsersUnits : inUsersUnits.canonical();
    } catch (IllegalArgumentException e) {
      return failure(FitStatus.NUMERICAL_FAILURE, "in users' units, " + e.getMessage());
    }
    double shift = rows.totalWeight() * PortableMath.log(rows.units().responseScale());
    double logLikelihood = rows.units().weightUnit() * (best.logLikelihood() - shift);
    FitStatus status = best.ascent().converged() ? FitStatus.CONVERGED : FitStatus.NOT_CONVERGED;
    return new FitResult(
        status,
        Optional.of(model),
        diagnostics(
            logLikelihood,
            best.ascent().iterations(),
            best.reason(),
            Optional.of(RowStatistics.of(rows, model))));
  }

  /**
   * @throws IllegalArgumentException if a number is not finite there
   */
  static MixtureOfExperts toUsersUnits(
      double[] theta, ParameterLayout layout, StandardUnits units) {
    double[][] alpha = new double[layout.K()][layout.p()];
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        alpha[k] = units.gateToUsersUnits(theta, layout.gate(k));
      }
      double variance = PortableMath.exp(theta[layout.logVariance(k)]);
      experts.add(
          GaussianExpert.of(
              units.expertToUsersUnits(theta, layout.mean(k)),
              units.varianceToUsersUnits(variance)));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts).withDesign(layout.design());
  }

  private FitResult failure(FitStatus status, String reason) {
    return new FitResult(
        status, Optional.empty(), diagnostics(Double.NaN, 0, reason, Optional.empty()));
  }

  private FitDiagnostics diagnostics(
      double logLikelihood, int iterations, String reason, Optional<EmStatistics> statistics) {
    return new FitDiagnostics(
        observations.rows(),
        observations.totalWeight(),
        logLikelihood,
        iterations,
        reason,
        starts,
        warnings,
        undetermined,
        statistics);
  }
}
