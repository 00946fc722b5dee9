package org.dmoe.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.dmoe.em.FitOptions;
import picocli.CommandLine.Option;

/** Options of the likelihood that passes climb. */
final class RefineArguments {

  static final String AUTO = "auto";

  @Option(
      names = "--gate-ridge",
      paramLabel = "R",
      description =
          "Ridge on the gate's standardised slopes, as of the fit (default: 0.001, or 0.03 where"
              + " rows are few; 0.1 for other families than gaussian).")
  private Optional<Double> gateRidge = Optional.empty();

  @Option(
      names = "--expert-ridge",
      paramLabel = "R",
      description =
          "Ridge on the experts' standardised slopes, as of the fit (default: 0; 0.1 for"
              + " categorical, 0.01 for binomial and poisson).")
  private Optional<Double> expertRidge = Optional.empty();

  /** The fit whose likelihood is climbed, but for its family and its number of experts. */
  FitOptions options() {
    FitOptions.Builder fit = FitOptions.builder(1);
    expertRidge.ifPresent(fit::expertRidge);
    gateRidge.ifPresent(fit::gateRidge);
    return Check.built(fit::build);
  }

  /** A number, or empty for auto. */
  static OptionalInt steps(String option, String text) {
    if (text.equalsIgnoreCase(AUTO)) {
      return OptionalInt.empty();
    }
    try {
      int steps = Integer.parseInt(text);
      Check.that(steps > 0, "%s %s: must be at least 1, or auto", option, text);
      return OptionalInt.of(steps);
    } catch (NumberFormatException e) {
      throw new UsageException(option + " " + text + ": must be a whole number, or auto");
    }
  }
}
