package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dmoe.evaluate.Criterion;
import org.dmoe.evaluate.ExpertCandidate;
import org.dmoe.evaluate.HeldOut;
import org.dmoe.pipeline.ExpertChoice;

/** The numbers of experts that were tried, on the console. */
final class ExpertChoiceText {

  private ExpertChoiceText() {}

  static String of(ExpertChoice choice) {
    boolean validated = !choice.heldOut().isEmpty();
    List<String> header =
        new ArrayList<>(
            List.of(
                "experts",
                "parameters",
                "log-likelihood",
                "BIC",
                "AIC",
                "ICL",
                "smallest share",
                "one-to-one"));
    if (validated) {
      header.addAll(List.of("held out/row", "std. error"));
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (ExpertCandidate candidate : choice.candidates()) {
      List<String> row = row(choice, candidate);
      if (validated) {
        row.addAll(heldOut(choice.heldOut().get(candidate.experts())));
      }
      table.row(row.toArray(String[]::new));
    }
    return "%s%n* %s; one-to-one: machines that have just the experts of the model"
        .formatted(
            table,
            validated
                ? "the largest held-out log-likelihood a row"
                : "the smallest " + choice.criterion());
  }

  private static List<String> row(ExpertChoice choice, ExpertCandidate candidate) {
    return new ArrayList<>(
        List.of(
            candidate.experts() + (candidate.equals(choice.best()) ? " *" : ""),
            Integer.toString(candidate.parameters()),
            number(candidate.logLikelihood()),
            number(candidate.value(Criterion.BIC)),
            number(candidate.value(Criterion.AIC)),
            number(candidate.value(Criterion.ICL)),
            String.format(Locale.ROOT, "%.4f", candidate.smallestShare()),
            Long.toString(choice.oneToOne().getOrDefault(candidate.experts(), 0L))));
  }

  /** Null where a fold did not allow so many experts. */
  private static List<String> heldOut(HeldOut heldOut) {
    return heldOut == null
        ? List.of("", "")
        : List.of(
            String.format(Locale.ROOT, "%.5f", heldOut.meanLogLikelihood()),
            String.format(Locale.ROOT, "%.5f", heldOut.standardError()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
