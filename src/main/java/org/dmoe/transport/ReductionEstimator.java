package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;

/**
 * The reduction estimator of F. Chamroukhi and N. T. Pham, "Optimal Transport Aggregation for
 * Distributed Mixture-of-Experts", arXiv 2312.09877: the mixture of K experts that is nearest to
 * the ambient mixture of all local experts, found by majorisation-minimisation from several starts.
 */
public final class ReductionEstimator implements Aggregator {

  /** Relative difference of R_c below which the earlier start wins. */
  private static final double TIE = 1e-12;

  private final ReductionOptions options;
  private final Optional<MixtureOfExperts> initial;

  private ReductionEstimator(ReductionOptions options, Optional<MixtureOfExperts> initial) {
    this.options = options;
    this.initial = initial;
  }

  /** The estimator with its own starts. */
  public static ReductionEstimator of(ReductionOptions options) {
    return new ReductionEstimator(Objects.requireNonNull(options, "options"), Optional.empty());
  }

  /**
   * This estimator, starting from that model's experts and from nothing else.
   *
   * @throws IllegalArgumentException if the model has not the number of experts asked for
   */
  public ReductionEstimator startingFrom(MixtureOfExperts model) {
    if (model.size() != options.experts()) {
      throw new IllegalArgumentException(
          "the initial model has %d experts, not %d".formatted(model.size(), options.experts()));
    }
    return new ReductionEstimator(options, Optional.of(model));
  }

  @Override
  public String name() {
    return "reduction";
  }

  /**
   * {@inheritDoc}
   *
   * <p>R_c in the result is that of the plan in the options.
   *
   * @throws IllegalArgumentException also if more experts are asked for than all local models have
   *     together, or the initial model has another dimension
   */
  @Override
  public Aggregation aggregate(
      List<LocalModel> models, SupportingSample support, Progress progress) {
    try (Workspace workspace = Workspace.of(models, support, options, progress)) {
      workspace.requireEnoughExperts();
      return aggregate(workspace, options.plan());
    }
  }

  /**
   * The reductions by both plans; the plan in the options does not count.
   *
   * @throws IllegalArgumentException as {@link #aggregate}
   */
  public PlanComparison bothPlans(
      List<LocalModel> models, SupportingSample support, Progress progress) {
    try (Workspace workspace = Workspace.of(models, support, options, progress)) {
      workspace.requireEnoughExperts();
      Aggregation component = aggregate(workspace, ReductionOptions.PlanKind.COMPONENT);
      Aggregation pointwise = aggregate(workspace, ReductionOptions.PlanKind.POINTWISE);
      return new PlanComparison(
          component,
          pointwise,
          workspace.objective(component.model(), ReductionOptions.PlanKind.POINTWISE),
          workspace.objective(pointwise.model(), ReductionOptions.PlanKind.COMPONENT));
    }
  }

  private Aggregation aggregate(Workspace workspace, ReductionOptions.PlanKind kind) {
    List<MajorisationMinimisation.Run> runs = runs(workspace, kind);
    MajorisationMinimisation.Run best = best(runs);
    TransportPlan plan = workspace.plan(kind);
    plan.couple(best.experts());
    plan.reseed();
    List<String> warnings = new ArrayList<>(workspace.supportWarnings());
    for (String line : best.reseeded()) {
      warnings.add("an expert received no mass and was started again from " + line);
    }
    MixtureOfExperts model = workspace.mixture(best.experts(), plan.marginals(), warnings);
    return new Aggregation(
        model.canonical(),
        workspace.ambient().sampleSize(),
        best.trace().stream().mapToDouble(r -> r).toArray(),
        best.converged(),
        runs.stream().map(MajorisationMinimisation.Run::fate).toList(),
        workspace.byLocalModel(plan.costByLocalExpert()),
        warnings);
  }

  private List<MajorisationMinimisation.Run> runs(
      Workspace workspace, ReductionOptions.PlanKind kind) {
    if (initial.isPresent()) {
      return List.of(run(workspace, kind, given(workspace)));
    }
    List<MmStarts.Start> starts = workspace.starts();
    boolean affordable = kind == ReductionOptions.PlanKind.COMPONENT || workspace.small();
    if (affordable) {
      return starts.stream().map(start -> run(workspace, kind, start)).toList();
    }
    List<MajorisationMinimisation.Run> runs = new ArrayList<>();
    for (MmStarts.Start start : starts) {
      runs.add(run(workspace, ReductionOptions.PlanKind.COMPONENT, start));
    }
    MajorisationMinimisation.Run best = best(runs);
    String name = "component-wise solution from " + best.name();
    return List.of(run(workspace, kind, new MmStarts.Start(name, best.experts())));
  }

  private MmStarts.Start given(Workspace workspace) {
    StandardisedSupport support = workspace.ambient().support();
    MixtureOfExperts model = initial.orElseThrow();
    if (model.dimension() + 1 != support.columns()) {
      throw new IllegalArgumentException(
          "the initial model has %d covariates, the supporting sample has %d"
              .formatted(model.dimension(), support.columns() - 1));
    }
    return new MmStarts.Start("given model", GlobalExperts.of(model, support));
  }

  private MajorisationMinimisation.Run run(
      Workspace workspace, ReductionOptions.PlanKind kind, MmStarts.Start start) {
    return MajorisationMinimisation.run(
        start.name(),
        workspace.plan(kind),
        start.experts(),
        options.maxIterations(),
        workspace.workers());
  }

  /** The run of least R_c; the earliest on a tie. */
  private static MajorisationMinimisation.Run best(List<MajorisationMinimisation.Run> runs) {
    MajorisationMinimisation.Run best = runs.get(0);
    for (MajorisationMinimisation.Run run : runs) {
      if (run.objective() < best.objective() - TIE * Math.abs(best.objective())) {
        best = run;
      }
    }
    return best;
  }
}
