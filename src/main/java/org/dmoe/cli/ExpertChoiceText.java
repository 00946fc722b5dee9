package org.dmoe.cli;

import java.util.Locale;
import org.dmoe.evaluate.Criterion;
import org.dmoe.evaluate.ExpertCandidate;
import org.dmoe.pipeline.ExpertChoice;

/** The numbers of experts that were tried, on the console. */
final class ExpertChoiceText {

  private ExpertChoiceText() {}

  static String of(ExpertChoice choice) {
    TextTable table =
        new TextTable(
            "experts", "parameters", "log-likelihood", "BIC", "AIC", "ICL", "smallest share");
    for (ExpertCandidate candidate : choice.candidates()) {
      table.row(
          candidate.experts() + (candidate.equals(choice.best()) ? " *" : ""),
          Integer.toString(candidate.parameters()),
          number(candidate.logLikelihood()),
          number(candidate.value(Criterion.BIC)),
          number(candidate.value(Criterion.AIC)),
          number(candidate.value(Criterion.ICL)),
          String.format(Locale.ROOT, "%.4f", candidate.smallestShare()));
    }
    return "%s%n* the smallest %s".formatted(table, choice.criterion());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
