package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.plan.ComponentCoupling;
import org.dmoe.transport.plan.ExactTransport;
import org.dmoe.transport.plan.PlanKind;
import org.dmoe.transport.plan.PointwiseScores;
import org.dmoe.transport.plan.ReductionContext;
import org.dmoe.transport.plan.TransportPlan;
import org.dmoe.transport.start.LocalRanking;
import org.dmoe.transport.start.MiddleModel;
import org.dmoe.transport.start.ReductionStarts;

/**
 * How far a mixture is from the local models, as a mean over the supporting sample. Three numbers
 * that must not be confused: the pointwise R_c chooses the global expert at every x, the
 * component-wise R_c once for each local expert (never below the pointwise one), and T_c keeps both
 * margins, so that it also sees the mixture's gate (never below the pointwise R_c either).
 */
public final class TransportObjective {

  /** Most local models whose likelihood is computed. */
  private static final int MOST_SCORED = 16;

  private final ReductionContext context;
  private final PlanKind kind;
  private final AmbientLikelihood likelihood;

  /** Null until it is asked for: all local models are compared with all others. */
  private LocalRanking ranking;

  /** Null until it is asked for. */
  private MiddleModel middle;

  /** Null until it is asked for. */
  private MixtureOfExperts transport;

  private TransportObjective(ReductionContext context, PlanKind kind) {
    this.context = context;
    this.kind = kind;
    this.likelihood = new AmbientLikelihood(context);
  }

  /**
   * Of local models over a supporting sample.
   *
   * @param options of which cost, plan and threads count
   * @throws IllegalArgumentException if dimensions differ or there is no model
   */
  public static TransportObjective of(
      List<LocalModel> models,
      SupportingSample support,
      ReductionOptions options,
      Progress progress) {
    return new TransportObjective(options.context(models, support, progress), options.plan());
  }

  /** The local models. */
  public List<LocalModel> models() {
    return context.ambient().models();
  }

  /** R_c = E_x sum_l pi^_l(x) min_k c(l, k, x). */
  public double pointwise(MixtureOfExperts model) {
    return pointwise(List.of(model))[0];
  }

  /** R_c of each of these models. */
  public double[] pointwise(List<MixtureOfExperts> models) {
    int[] all = IntStream.range(0, context.ambient().machines()).toArray();
    return new PointwiseScores(context, all, models.stream().map(this::experts).toList()).all();
  }

  /** sum_l min_k E_x pi^_l(x) c(l, k, x). */
  public double component(MixtureOfExperts model) {
    return context.componentPlan().couple(experts(model));
  }

  /**
   * E_x E_(y ~ f^W) log g(y|x) of a model g, in nats a row.
   *
   * @throws IllegalArgumentException if responses of the family are no whole numbers
   */
  public double logLikelihood(MixtureOfExperts model) {
    return likelihood.of(model);
  }

  /** E_x c(l, k, x) of each local expert (row) to each expert of the model. */
  public double[][] costs(MixtureOfExperts model) {
    return context.costs(experts(model));
  }

  /** R_c of each local model alone (length M), by that plan; R_c is their mean with lambda_m. */
  public double[] byLocalModel(MixtureOfExperts model, PlanKind kind) {
    TransportPlan plan = context.plan(kind);
    plan.couple(experts(model));
    return context.byLocalModel(plan.costByLocalExpert());
  }

  /**
   * T_c with both margins, by a minimum-cost flow at every row of the support: exact, and meant for
   * models of a few experts.
   */
  public double transport(MixtureOfExperts model) {
    return new ExactTransport(context).mean(model);
  }

  /**
   * That model as the outcome of an aggregation that does not iterate; R_c by the options' plan.
   */
  public Aggregation describe(MixtureOfExperts model, List<String> warnings) {
    TransportPlan plan = context.plan(kind);
    double objective = plan.couple(experts(model));
    return new Aggregation(
        model.canonical(),
        context.ambient().sampleSize(),
        new double[] {objective},
        true,
        List.of(),
        context.byLocalModel(plan.costByLocalExpert()),
        warnings,
        List.of(),
        Optional.empty());
  }

  /** The local model with the least sum over the others of lambda_i R_c, R_c pointwise. */
  public Aggregation middle() {
    MiddleModel found = middleModel();
    return describe(context.ambient().model(found.machine()).mixture(), found.warnings());
  }

  private MiddleModel middleModel() {
    if (middle == null) {
      middle = MiddleModel.of(context, ranking());
    }
    return middle;
  }

  private LocalRanking ranking() {
    if (ranking == null) {
      ranking = LocalRanking.of(context);
    }
    return ranking;
  }

  /**
   * The local model of highest likelihood under all of them, E_x E_(y ~ f^W) log f_m(y|x), among
   * the nearest to the others: the one for all to climb from, where no rows can be drawn for a
   * pilot.
   *
   * @throws IllegalArgumentException if no local model has K experts
   */
  public Aggregation likeliest() {
    List<MixtureOfExperts> nearest = nearest();
    if (nearest.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the local models has %d experts".formatted(context.experts()));
    }
    return describe(nearest.get(likelihood.highest(nearest)), List.of());
  }

  /** Local models of K experts and the least R_c. */
  private List<MixtureOfExperts> nearest() {
    return ranking().best(context.ambient().machines()).stream()
        .map(m -> context.ambient().model(m).mixture())
        .filter(mixture -> mixture.size() == context.experts())
        .limit(MOST_SCORED)
        .toList();
  }

  /**
   * Greedy merging alone: K experts by Runnalls' cost, the gate from the component-wise plan.
   *
   * @throws IllegalArgumentException if all local models together have fewer than K experts
   */
  public Aggregation greedy() {
    context.requireEnoughExperts();
    ReductionStarts.Start start = new ReductionStarts(context).greedy();
    List<String> warnings = new ArrayList<>();
    if (!start.name().equals(ReductionStarts.GREEDY)) {
      warnings.add(start.name());
    }
    ComponentCoupling plan = context.componentPlan();
    GlobalExperts experts = context.settle(plan, start.experts());
    return describe(context.mixture(experts, plan.marginals(), warnings), warnings);
  }

  /**
   * Local models matched to the middle model by the assignment of least summed E_x KL, then their
   * parameters averaged with lambda_m. Where numbers of experts differ from K, the middle model is
   * reduced or extended to K, unmatched local experts do not enter the average, and the gate
   * follows the component-wise plan.
   *
   * @throws IllegalArgumentException if all local models together have fewer than K experts
   */
  public Aggregation alignedAverage() {
    context.requireEnoughExperts();
    MiddleModel found = middleModel();
    List<String> warnings = new ArrayList<>(found.warnings());
    return describe(new AlignedAverage(context).around(found.machine(), warnings), warnings);
  }

  /**
   * Takes that model for what the transport plan makes of the local models; it need not be made.
   */
  public void knowTransport(MixtureOfExperts model) {
    transport = model;
  }

  /**
   * What that reduction makes of the local models; the transport plan, which all reductions begin
   * with, is followed once.
   *
   * @throws IllegalArgumentException as {@link ReductionEstimator#aggregate}
   */
  public MixtureOfExperts reduced(ReductionEstimator reduction) {
    context.requireEnoughExperts();
    if (transport == null) {
      transport = reduction.transport(context).model();
    }
    return reduction.after(transport, likelihood);
  }

  private GlobalExperts experts(MixtureOfExperts model) {
    StandardisedSupport support = context.ambient().support();
    if (model.dimension() + 1 != support.columns()) {
      throw new IllegalArgumentException(
          "the model has %d covariates, the supporting sample has %d"
              .formatted(model.dimension(), support.columns() - 1));
    }
    return GlobalExperts.of(model, support);
  }
}
