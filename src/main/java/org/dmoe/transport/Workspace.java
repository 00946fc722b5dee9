package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.GateFit;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;

/** What starts, plans and the final gate of one aggregation share. Closed when it is done. */
final class Workspace implements AutoCloseable {

  /**
   * Penalty on the gate's standardised slopes per row of support: keeps directions finite that the
   * support does not determine, and is far below what the labels say about the others.
   */
  private static final double GATE_RIDGE = 1e-12;

  /** Pointwise costs of one pass up to which every start is followed. */
  private static final double SMALL = 2e7;

  private final SupportingSample sample;
  private final ReductionOptions options;
  private final ExpertCost cost;
  private final Workers workers;
  private final AmbientMixture ambient;
  private final ExpertStatistics statistics;
  private List<MmStarts.Start> starts;

  private Workspace(
      SupportingSample sample, ReductionOptions options, Workers workers, AmbientMixture ambient) {
    this.sample = sample;
    this.options = options;
    this.cost = ExpertCost.of(options.cost());
    this.workers = workers;
    this.ambient = ambient;
    this.statistics = ExpertStatistics.of(ambient, workers);
  }

  static Workspace of(
      List<LocalModel> models,
      SupportingSample sample,
      ReductionOptions options,
      Progress progress) {
    AmbientMixture ambient = new AmbientMixture(models, StandardisedSupport.of(sample));
    Workers workers = new Workers(options.threads(), progress);
    try {
      return new Workspace(sample, options, workers, ambient);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  ReductionOptions options() {
    return options;
  }

  ExpertCost cost() {
    return cost;
  }

  Workers workers() {
    return workers;
  }

  AmbientMixture ambient() {
    return ambient;
  }

  ExpertStatistics statistics() {
    return statistics;
  }

  /**
   * @throws IllegalArgumentException if all local models together have fewer than K experts
   */
  void requireEnoughExperts() {
    if (ambient.size() < options.experts()) {
      throw new IllegalArgumentException(
          "%d experts are asked for, but the %d local models together have %d"
              .formatted(options.experts(), ambient.machines(), ambient.size()));
    }
  }

  /** Whether pointwise passes from every start are affordable. */
  boolean small() {
    return (double) sample.size() * ambient.size() * options.experts() <= SMALL;
  }

  ComponentPlan componentPlan() {
    return new ComponentPlan(ambient, statistics, cost, workers);
  }

  /** The starts, made when they are first asked for. */
  List<MmStarts.Start> starts() {
    if (starts == null) {
      starts = new MmStarts(this).all();
    }
    return starts;
  }

  /** R_c of a mixture by that plan. */
  double objective(MixtureOfExperts model, ReductionOptions.PlanKind kind) {
    return plan(kind).couple(GlobalExperts.of(model, ambient.support()));
  }

  TransportPlan plan(ReductionOptions.PlanKind kind) {
    return switch (kind) {
      case COMPONENT -> componentPlan();
      case POINTWISE -> new PointwisePlan(ambient, cost, workers);
    };
  }

  /** The mixture of those experts whose gate follows the plan's marginals (S x K). */
  MixtureOfExperts mixture(GlobalExperts experts, double[][] marginals, List<String> warnings) {
    workers.report("gate of the global model");
    int S = sample.size();
    double[][] X = new double[S][];
    double[] weights = new double[S];
    for (int s = 0; s < S; s++) {
      X[s] = sample.row(s);
      weights[s] = 1;
    }
    GateFit.Result fit = GateFit.fit(X, marginals, weights, GATE_RIDGE * S);
    if (!fit.converged()) {
      warnings.add("the global gate did not converge in %d steps".formatted(fit.iterations()));
    }
    SoftmaxGate gate = fit.gate();
    return MixtureOfExperts.of(gate, experts.restore(ambient.support()));
  }

  /** Costs of local experts (length L) as mean costs of local models (length M). */
  double[] byLocalModel(double[] costs) {
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
  List<String> supportWarnings() {
    List<String> warnings = new ArrayList<>();
    int p = ambient.support().columns();
    int rank = NormalEquations.rank(statistics.total(), p);
    if (rank < p) {
      warnings.add(
          ("the supporting sample (%d rows) determines %d of %d coefficients of an expert; the"
                  + " others are averages of the local experts'")
              .formatted(sample.size(), rank, p));
    }
    return warnings;
  }

  @Override
  public void close() {
    workers.close();
  }
}
