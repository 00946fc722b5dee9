package org.dmoe.cli;

import java.util.Optional;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.pipeline.FitRequestBuilder;
import picocli.CommandLine.Option;

/** What is asked of the certainty of a fitted model. */
final class InferenceArguments {

  /** What a pass can be asked for. */
  private enum Covariance {
    SANDWICH,
    MODEL,
    MACHINE
  }

  @Option(
      names = "--inference",
      description =
          "Standard errors, tests and effects of the model, by one more pass over the rows after"
              + " the last step; implies --refine 1, and --refine auto implies it.")
  private boolean inference;

  @Option(
      names = "--covariance",
      paramLabel = "sandwich|model|machine",
      description =
          "What the errors of --inference rest on: sandwich: valid even where the model is wrong; model: valid where it is right; machine: the spread between machines, for machines that differ (default: sandwich).")
  private Optional<Covariance> covariance = Optional.empty();

  void choose(FitRequestBuilder request) {
    if (inference || covariance.isPresent()) {
      String kind = covariance.orElse(Covariance.SANDWICH).name();
      request.inference(CovarianceKind.valueOf(kind));
    }
  }
}
