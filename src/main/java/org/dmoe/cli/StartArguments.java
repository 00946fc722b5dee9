package org.dmoe.cli;

import java.util.Arrays;
import java.util.Optional;
import org.dmoe.aggregate.StartKind;
import org.dmoe.pipeline.FitRequestBuilder;
import picocli.CommandLine.Option;

/** Where local fits start. */
final class StartArguments {

  @Option(
      names = "--start",
      paramLabel = "pilot|own|both|MODEL",
      description =
          "Where each machine's fit starts (default: ${DEFAULT-VALUE}). pilot: from one fit of the"
              + " supporting rows, which reach one task with their response for that; own: from a"
              + " race of its own; both: from the pilot, unless its own race ends much better;"
              + " MODEL: from this model (a file or a run directory), of the same features and number of experts (no row leaves its machine then but the covariates of the supporting sample).")
  private String start;

  void choose(FitRequestBuilder request) {
    Optional<StartKind> kind =
        Arrays.stream(StartKind.values())
            .filter(k -> k != StartKind.MODEL && k.name().equalsIgnoreCase(start))
            .findFirst();
    kind.ifPresentOrElse(request::start, () -> request.startFrom(Paths.of(start)));
  }
}
