package org.dmoe.transport.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.gate.SoftmaxRegressionFit;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Design;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Gaussian;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.ExpertStatistics;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.ambient.Workers;

/**
 * What starts, plans and the final gate of one aggregation share: the ambient mixture on its
 * supporting sample, the cost, the threads.
 */
public final class ReductionContext {

  /**
   * Penalty on the gate's standardised slopes per row of support: keeps directions finite that the
   * support does not determine, and is far below what the labels say about the others.
   */
  private static final double GATE_RIDGE = 1e-12;

  /** Pointwise costs of one pass up to which every start is followed. */
  private static final double SMALL = 2e7;

  /** Experts that empty again and again are more than there are local ones to tell apart. */
  private static final int MOST_ROUNDS = 3;

  private final SupportingSample sample;
  private final int experts;
  private final ExpertCost cost;
  private final Workers workers;
  private final AmbientMixture ambient;
  private final double[] supportGram;

  /** Null until it is asked for: one pass over the support for each local model. */
  private ExpertStatistics statistics;

  /** Of a family that is not Gaussian. */
  private final Optional<CanonicalStatistics> canonical;

  private ReductionContext(
      SupportingSample sample,
      int experts,
      CostKind cost,
      Workers workers,
      AmbientMixture ambient) {
    this.sample = sample;
    this.experts = experts;
    this.cost = ExpertCost.of(cost);
    this.workers = workers;
    this.ambient = ambient;
    this.supportGram = ExpertStatistics.ofSupport(ambient);
    this.canonical = CanonicalStatistics.of(ambient, workers);
  }

  /**
   * The context of local models on a supporting sample.
   *
   * @param models local mixtures of one dimension d, at least one
   * @param sample the supporting sample (S x d)
   * @param experts K of the global mixture
   * @param threads that share the work; no result depends on them
   * @throws IllegalArgumentException if dimensions differ or there is no model
   */
  public static ReductionContext of(
      List<LocalModel> models,
      SupportingSample sample,
      int experts,
      CostKind cost,
      Threads threads,
      Progress progress) {
    Design design = models.isEmpty() ? Design.FULL : models.get(0).mixture().design();
    AmbientMixture ambient = new AmbientMixture(models, StandardisedSupport.of(sample, design));
    if (cost != CostKind.KL && ambient.family() != Gaussian.INSTANCE) {
      throw new IllegalArgumentException(
          "the cost of family %s is KL; %s is for Gaussian experts"
              .formatted(ambient.family().id(), cost));
    }
    Workers workers = new Workers(threads, progress);
    return new ReductionContext(sample, experts, cost, workers, ambient);
  }

  /** K of the global mixture. */
  public int experts() {
    return experts;
  }

  public SupportingSample sample() {
    return sample;
  }

  public ExpertCost cost() {
    return cost;
  }

  public Workers workers() {
    return workers;
  }

  public AmbientMixture ambient() {
    return ambient;
  }

  public synchronized ExpertStatistics statistics() {
    if (statistics == null) {
      statistics = ExpertStatistics.of(ambient, workers);
    }
    return statistics;
  }

  /** Packed Gram matrix of the support's standardised columns, as experts have them. */
  public double[] supportGram() {
    return supportGram.clone();
  }

  /** Of a family that is not Gaussian; empty of Gaussian experts. */
  public Optional<CanonicalStatistics> canonical() {
    return canonical;
  }

  /**
   * @throws IllegalArgumentException if all local models together have fewer than K experts
   */
  public void requireEnoughExperts() {
    if (ambient.size() < experts) {
      throw new IllegalArgumentException(
          "%d experts are asked for, but the %d local models together have %d"
              .formatted(experts, ambient.machines(), ambient.size()));
    }
  }

  /**
   * Whether there is but one local model, of as many experts as are asked for: the plan keeps it.
   */
  public boolean isOfOneModel() {
    return ambient.machines() == 1 && ambient.size() == experts;
  }

  /** Whether pointwise passes from every start are affordable. */
  public boolean small() {
    return (double) sample.size() * ambient.size() * experts <= SMALL;
  }

  public ComponentCoupling componentPlan() {
    return canonical.isPresent()
        ? new CanonicalComponentPlan(canonical.get(), workers)
        : new ComponentPlan(ambient, statistics(), cost, workers);
  }

  /** R_c of a mixture by that plan. */
  public double objective(MixtureOfExperts model, PlanKind kind) {
    return plan(kind).couple(GlobalExperts.of(model, ambient.support()));
  }

  public TransportPlan plan(PlanKind kind) {
    return switch (kind) {
      case COMPONENT -> componentPlan();
      case POINTWISE ->
          canonical.isPresent()
              ? new CanonicalPointwisePlan(canonical.get(), workers)
              : new PointwisePlan(ambient, cost, workers);
    };
  }

  /**
   * Couples experts such that none is empty: one that received no mass becomes the local expert
   * that is served worst, and the plan is made for it as it is then.
   *
   * @return the experts that the plan, its marginals and its costs belong to
   */
  public GlobalExperts settle(TransportPlan plan, GlobalExperts experts) {
    GlobalExperts settled = experts;
    plan.couple(settled);
    for (int round = 0; round < MOST_ROUNDS && !plan.reseed().isEmpty(); round++) {
      settled = plan.barycentre();
      plan.couple(settled);
    }
    return settled;
  }

  /** E_x c(l, k, x), the plain mean over the support, of each local to each global expert. */
  public double[][] costs(GlobalExperts global) {
    if (canonical.isPresent()) {
      return canonical.get().meanDivergences(global);
    }
    double[][] costs = new double[ambient.size()][global.size()];
    for (int l = 0; l < costs.length; l++) {
      for (int k = 0; k < global.size(); k++) {
        double[] difference = ComponentPlan.minus(ambient.beta(l), global.beta()[k]);
        double variance = global.variance()[k];
        costs[l][k] =
            cost.offset(ambient.variance(l), variance)
                + cost.pull(ambient.variance(l))
                    * cost.slope(variance)
                    * PackedSymmetric.quadraticForm(supportGram, difference);
      }
    }
    return costs;
  }

  /** The mixture of those experts whose gate follows the plan's marginals (S x K). */
  public MixtureOfExperts mixture(
      GlobalExperts experts, double[][] marginals, List<String> warnings) {
    workers.report("gate of the global model");
    int S = sample.size();
    double[][] X = new double[S][];
    double[] weights = new double[S];
    for (int s = 0; s < S; s++) {
      X[s] = sample.row(s);
      weights[s] = 1;
    }
    SoftmaxRegressionFit.Result fit =
        SoftmaxRegressionFit.fit(X, marginals, weights, GATE_RIDGE * S, ambient.design());
    if (!fit.converged()) {
      warnings.add("the global gate did not converge in %d steps".formatted(fit.iterations()));
    }
    if (!fit.determined()) {
      warnings.add(
          "the global gate is one of many: its labels can be separated, or its columns depend on each other (%s)"
              .formatted(columns(fit.undetermined())));
    }
    SoftmaxGate gate = fit.gate();
    return MixtureOfExperts.of(
            ambient.family(), gate, experts.restore(ambient.family(), ambient.support()))
        .restrictedTo(ambient.design());
  }

  private String columns(List<Integer> places) {
    return places.stream()
        .map(
            place ->
                place == 0
                    ? "intercept"
                    : sample.features().isEmpty()
                        ? "column " + (place - 1)
                        : "'" + sample.features().get(place - 1) + "'")
        .collect(Collectors.joining(", "));
  }

  /** Costs of local experts (length L) as mean costs of local models (length M). */
  public double[] byLocalModel(double[] costs) {
    double[] result = new double[ambient.machines()];
    for (int m = 0; m < result.length; m++) {
      for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
        result[m] += costs[l];
      }
      result[m] /= ambient.share(m);
    }
    return result;
  }

  /** What the user should know about the support, one line each. */
  public List<String> supportWarnings() {
    List<String> warnings = new ArrayList<>();
    int p = ambient.support().columns();
    int rank = NormalEquations.rank(supportGram, p);
    if (rank < p) {
      warnings.add(
          ("the supporting sample (%d rows) determines %d of %d coefficients of an expert; the"
                  + " others are averages of the local experts'")
              .formatted(sample.size(), rank, p));
    }
    return warnings;
  }
}
