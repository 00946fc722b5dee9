package org.dmoe.cli;

import org.dmoe.em.FitOptions;
import org.dmoe.em.optimise.Optimizer;
import picocli.CommandLine.Option;

/** Options of the local fits. */
final class FitArguments {

  @Option(
      names = "--experts",
      required = true,
      paramLabel = "K",
      description = "Number of experts, of the local models and of the global one.")
  int experts;

  @Option(
      names = "--gate-ridge",
      paramLabel = "R",
      description =
          "Ridge on the gate's standardised slopes; NaN for 0.001, or 0.03 where rows are few (default: ${DEFAULT-VALUE}).")
  double gateRidge;

  @Option(
      names = "--expert-ridge",
      paramLabel = "R",
      description = "Ridge on the experts' standardised slopes (default: ${DEFAULT-VALUE}).")
  double expertRidge;

  @Option(
      names = "--starts",
      paramLabel = "N",
      description = "Starts in the race for each local fit (default: ${DEFAULT-VALUE}).")
  int starts;

  @Option(
      names = "--max-iterations",
      paramLabel = "N",
      description = "Bound on the iterations of a local fit (default: ${DEFAULT-VALUE}).")
  int maxIterations;

  @Option(
      names = "--optimizer",
      paramLabel = "quasi_newton|em",
      description = "What maximises the local likelihood (default: ${DEFAULT-VALUE}).")
  Optimizer optimizer;

  FitOptions options() {
    Check.that(experts >= 1, "--experts %d: must be at least 1", experts);
    Check.that(
        Double.isNaN(gateRidge) || (gateRidge >= 0 && Double.isFinite(gateRidge)),
        "--gate-ridge %s: must not be negative",
        gateRidge);
    Check.that(
        expertRidge >= 0 && Double.isFinite(expertRidge),
        "--expert-ridge %s: must not be negative",
        expertRidge);
    Check.that(starts >= 1, "--starts %d: must be at least 1", starts);
    Check.that(maxIterations >= 1, "--max-iterations %d: must be at least 1", maxIterations);
    return new FitOptions(experts, gateRidge, expertRidge, starts, maxIterations, optimizer);
  }
}
