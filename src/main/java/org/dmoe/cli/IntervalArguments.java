package org.dmoe.cli;

import java.util.Optional;
import org.dmoe.inference.Inference;
import picocli.CommandLine.Option;

/** How the certainty of a model is shown. */
final class IntervalArguments {

  @Option(
      names = "--level",
      defaultValue = "0.95",
      paramLabel = "P",
      description = "Level of the intervals (default: ${DEFAULT-VALUE}).")
  private double level;

  @Option(
      names = "--gate-reference",
      paramLabel = "K",
      description = "Expert that the gate's coefficients are shown against (default: the last).")
  private Optional<Integer> gateReference = Optional.empty();

  double level() {
    return Check.built(
        () -> {
          Inference.requireLevel(level);
          return level;
        });
  }

  /**
   * From 0.
   *
   * @param experts of the model
   */
  int gateReference(int experts) {
    int given = gateReference.orElse(experts);
    Check.that(
        given >= 1 && given <= experts,
        "--gate-reference %d: the experts are 1 to %d",
        given,
        experts);
    return given - 1;
  }
}
