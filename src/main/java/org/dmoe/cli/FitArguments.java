package org.dmoe.cli;

import java.util.Optional;
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
          "Ridge on the gate's standardised slopes (default: 0.001, or 0.03 where rows are few).")
  Optional<Double> gateRidge = Optional.empty();

  @Option(
      names = "--expert-ridge",
      paramLabel = "R",
      description = "Ridge on the experts' standardised slopes (default: ${DEFAULT-VALUE}).")
  double expertRidge;

  @Option(
      names = "--starts",
      paramLabel = "N",
      description =
          "Starts in the race for each local fit that has one; the pilot has at least 24 (default:"
              + " ${DEFAULT-VALUE}).")
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
    FitOptions.Builder options =
        FitOptions.builder(experts)
            .expertRidge(expertRidge)
            .starts(starts)
            .maxIterations(maxIterations)
            .optimizer(optimizer);
    gateRidge.ifPresent(options::gateRidge);
    return Check.built(options::build);
  }
}
