package org.dmoe.cli;

import java.util.Locale;
import java.util.Optional;
import org.dmoe.aggregate.StartKind;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.pipeline.MachineStart;

/** The start of local fits on the console. */
final class StartText {

  private StartText() {}

  /** A line on the pilot that machines started from, or on the model that was given. */
  static Optional<String> ofPilot(MachineStart start) {
    return start
        .model()
        .filter(model -> start.kind() != StartKind.OWN)
        .map(model -> start.kind() == StartKind.MODEL ? "start: the given model" : of(model));
  }

  static String of(StoredModel pilot) {
    FitRecord fit = pilot.fit().orElseThrow();
    String head = "pilot: %s, %d rows".formatted(pilot.status(), fit.getRows());
    if (!Double.isFinite(fit.getLogLikelihood())) {
      return head + ", " + fit.getReason();
    }
    return String.format(
        Locale.ROOT,
        "%s, log-likelihood %.2f (%.5f a %s), %d starts",
        head,
        fit.getLogLikelihood(),
        fit.getLogLikelihood() / pilot.sampleSize(),
        fit.getRows() == pilot.sampleSize() ? "row" : "unit of weight",
        fit.getStarts().size());
  }
}
