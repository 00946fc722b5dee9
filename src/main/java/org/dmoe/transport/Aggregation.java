package org.dmoe.transport;

import java.util.List;
import java.util.Optional;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.MixtureOfExperts;

/**
 * The outcome of an aggregation.
 *
 * @param model the global mixture, experts in canonical order
 * @param sampleSize sum of the local models' sample sizes
 * @param objectiveTrace R_c (mean over the support) before each iteration of the winning start and
 *     at its end; a single value for aggregations that do not iterate
 * @param converged whether the iteration stopped by itself
 * @param starts what became of each start
 * @param localCosts for each local model, in order, its mean cost of transport to the global model
 *     (its share of R_c divided by lambda_m)
 * @param warnings for the user, each one line
 * @param likelihoodTrace L before each iteration of the likelihood reduction and at its end, in
 *     nats a row of the support; empty where there was none
 * @param likelihood what a likelihood reduction leaves besides; empty where there was none
 */
public record Aggregation(
    MixtureOfExperts model,
    double sampleSize,
    double[] objectiveTrace,
    boolean converged,
    List<ReductionStartReport> starts,
    double[] localCosts,
    List<String> warnings,
    List<Double> likelihoodTrace,
    Optional<Likelihood> likelihood) {

  public Aggregation {
    objectiveTrace = objectiveTrace.clone();
    starts = List.copyOf(starts);
    localCosts = localCosts.clone();
    warnings = List.copyOf(warnings);
    likelihoodTrace = List.copyOf(likelihoodTrace);
  }

  /**
   * What a likelihood reduction leaves beside its end.
   *
   * @param transport what the transport plan alone gave
   * @param statistics of all machines' rows, added up along the plan to the model's experts; empty
   *     where a machine did not send them, or an expert has no rows
   */
  public record Likelihood(Aggregation transport, Optional<EmStatistics> statistics) {}

  /** What the transport plan alone gave, where a likelihood reduction followed. */
  public Optional<Aggregation> transport() {
    return likelihood.map(Likelihood::transport);
  }

  /** Of all machines' rows, where a likelihood reduction followed and they are known. */
  public Optional<EmStatistics> statistics() {
    return likelihood.flatMap(Likelihood::statistics);
  }

  /** R_c where the winning start began. */
  public double firstObjective() {
    return objectiveTrace[0];
  }

  /** R_c of the result. */
  public double lastObjective() {
    return objectiveTrace[objectiveTrace.length - 1];
  }

  /** Number of updates of the winning start. */
  public int iterations() {
    return objectiveTrace.length - 1;
  }

  @Override
  public double[] objectiveTrace() {
    return objectiveTrace.clone();
  }

  @Override
  public double[] localCosts() {
    return localCosts.clone();
  }
}
