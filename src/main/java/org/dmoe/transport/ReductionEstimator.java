package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.likelihood.LikelihoodReduction;
import org.dmoe.transport.plan.PlanKind;
import org.dmoe.transport.plan.ReductionContext;
import org.dmoe.transport.plan.TransportPlan;
import org.dmoe.transport.start.ReductionStarts;

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
  private final ReductionStep last;

  private ReductionEstimator(
      ReductionOptions options, Optional<MixtureOfExperts> initial, ReductionStep last) {
    this.options = Objects.requireNonNull(options, "options");
    this.initial = initial;
    this.last = last;
  }

  /** The estimator with its own starts. */
  public static ReductionEstimator of(ReductionOptions options) {
    boolean transport = options.divergence() == Divergence.TRANSPORT;
    return new ReductionEstimator(
        options, Optional.empty(), transport ? ReductionStep.NONE : ReductionStep.POOLED_AND_GATE);
  }

  /** By the transport plan alone, whatever the options say of the divergence. */
  public static ReductionEstimator transport(ReductionOptions options) {
    return new ReductionEstimator(options, Optional.empty(), ReductionStep.TRANSPORT);
  }

  /** From the transport's end to the maximum of the likelihood reduction, experts and gate. */
  public static ReductionEstimator likelihood(ReductionOptions options) {
    return new ReductionEstimator(options, Optional.empty(), ReductionStep.LIKELIHOOD);
  }

  /** Experts pooled from the machines' statistics, with the gate of the transport plan. */
  public static ReductionEstimator statistics(ReductionOptions options) {
    return new ReductionEstimator(options, Optional.empty(), ReductionStep.STATISTICS);
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
    return new ReductionEstimator(options, Optional.of(model), last);
  }

  @Override
  public String name() {
    return last.aggregator();
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
    ReductionContext context = options.context(models, support, progress);
    context.requireEnoughExperts();
    return aggregate(context, options.plan(), starts(context));
  }

  /** The end of the transport plan. */
  Aggregation transport(ReductionContext context) {
    return transport(options).aggregate(context, options.plan(), starts(context));
  }

  /** What follows that end. */
  MixtureOfExperts after(MixtureOfExperts transport, AmbientLikelihood likelihood) {
    return last.follows() ? last.from(transport, likelihood).model().canonical() : transport;
  }

  /**
   * The reductions by both plans; the plan in the options does not count.
   *
   * @throws IllegalArgumentException as {@link #aggregate}
   */
  public PlanComparison bothPlans(
      List<LocalModel> models, SupportingSample support, Progress progress) {
    ReductionContext context = options.context(models, support, progress);
    context.requireEnoughExperts();
    List<ReductionStarts.Start> starts = starts(context);
    Aggregation component = aggregate(context, PlanKind.COMPONENT, starts);
    Aggregation pointwise = aggregate(context, PlanKind.POINTWISE, starts);
    return new PlanComparison(
        component,
        pointwise,
        context.objective(component.model(), PlanKind.POINTWISE),
        context.objective(pointwise.model(), PlanKind.COMPONENT));
  }

  private Aggregation aggregate(
      ReductionContext context, PlanKind kind, List<ReductionStarts.Start> starts) {
    List<MajorisationMinimisation.Run> runs = runs(context, kind, starts);
    MajorisationMinimisation.Run best = best(runs);
    TransportPlan plan = context.plan(kind);
    GlobalExperts experts = context.settle(plan, best.experts());
    List<String> warnings = new ArrayList<>(context.supportWarnings());
    for (String line : best.reseeded()) {
      warnings.add("an expert received no mass and was started again from " + line);
    }
    MixtureOfExperts model = context.mixture(experts, plan.marginals(), warnings);
    Aggregation transport = transport(context, plan, runs, best, model, warnings);
    return last.follows() ? finished(context, plan, transport) : transport;
  }

  private static Aggregation transport(
      ReductionContext context,
      TransportPlan plan,
      List<MajorisationMinimisation.Run> runs,
      MajorisationMinimisation.Run best,
      MixtureOfExperts model,
      List<String> warnings) {
    return new Aggregation(
        model.canonical(),
        context.ambient().sampleSize(),
        best.trace().stream().mapToDouble(r -> r).toArray(),
        best.converged(),
        runs.stream().map(MajorisationMinimisation.Run::report).toList(),
        context.byLocalModel(plan.costByLocalExpert()),
        warnings,
        List.of(),
        Optional.empty());
  }

  private Aggregation finished(
      ReductionContext context, TransportPlan plan, Aggregation transport) {
    LikelihoodReduction.Result result =
        last.from(transport.model(), new AmbientLikelihood(context));
    List<String> warnings = new ArrayList<>(transport.warnings());
    if (!result.converged()) {
      warnings.add("the likelihood reduction did not converge");
    }
    plan.couple(GlobalExperts.of(result.model(), context.ambient().support()));
    double[] costs = context.byLocalModel(plan.costByLocalExpert());
    MixtureOfExperts model = result.model().canonical();
    return new Aggregation(
        model,
        transport.sampleSize(),
        transport.objectiveTrace(),
        transport.converged(),
        transport.starts(),
        costs,
        warnings,
        result.trace(),
        Optional.of(
            new Aggregation.Likelihood(transport, ReductionStep.statistics(model, context))));
  }

  private List<ReductionStarts.Start> starts(ReductionContext context) {
    return initial.isPresent()
        ? List.of(given(context))
        : new ReductionStarts(context).all(options.localStarts());
  }

  private List<MajorisationMinimisation.Run> runs(
      ReductionContext context, PlanKind kind, List<ReductionStarts.Start> starts) {
    boolean affordable = initial.isPresent() || kind == PlanKind.COMPONENT || context.small();
    if (affordable) {
      return starts.stream().map(start -> run(context, kind, start)).toList();
    }
    List<MajorisationMinimisation.Run> runs = new ArrayList<>();
    for (ReductionStarts.Start start : starts) {
      runs.add(run(context, PlanKind.COMPONENT, start));
    }
    MajorisationMinimisation.Run best = best(runs);
    String name = "component-wise solution from " + best.name();
    return List.of(run(context, kind, new ReductionStarts.Start(name, best.experts())));
  }

  private ReductionStarts.Start given(ReductionContext context) {
    StandardisedSupport support = context.ambient().support();
    MixtureOfExperts model = initial.orElseThrow();
    if (model.dimension() + 1 != support.columns()) {
      throw new IllegalArgumentException(
          "the initial model has %d covariates, the supporting sample has %d"
              .formatted(model.dimension(), support.columns() - 1));
    }
    return new ReductionStarts.Start("given model", GlobalExperts.of(model, support));
  }

  private MajorisationMinimisation.Run run(
      ReductionContext context, PlanKind kind, ReductionStarts.Start start) {
    return MajorisationMinimisation.run(
        start.name(),
        context.plan(kind),
        start.experts().sharing(context.ambient().design(), context.ambient().support().columns()),
        options.maxIterations(),
        context.workers());
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
