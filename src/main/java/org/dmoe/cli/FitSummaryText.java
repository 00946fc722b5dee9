package org.dmoe.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Dominance;
import org.dmoe.inference.Heterogeneity;
import org.dmoe.inference.MachineTest;
import org.dmoe.pipeline.FitSummary;
import org.dmoe.pipeline.RowCounts;
import org.dmoe.run.RunFiles;

/** The end of a fit on the console: how good, how far, how long. */
final class FitSummaryText {

  private static final int MOST_BEATEN = 20;

  private FitSummaryText() {}

  /**
   * @param effects of the columns; empty without inference
   */
  static String of(FitSummary summary, Optional<String> effects) {
    StringBuilder text = new StringBuilder("\n");
    text.append(rows(summary)).append("\n");
    summary.lasso().ifPresent(vote -> text.append("lasso: " + vote.summary() + "\n"));
    StartText.ofPilot(summary.start()).ifPresent(line -> text.append(line).append("\n"));
    summary.choice().ifPresent(c -> text.append("\n" + ExpertChoiceText.of(c) + "\n\n"));
    text.append(ModelSummaryText.of(summary)).append("\n\n");
    effects.ifPresent(table -> text.append(table).append("\n\n"));
    summary.dominated().ifPresent(beaten -> text.append(dominance(beaten, summary)).append("\n"));
    text.append(AggregationText.of(summary.model())).append("\n\n");
    if (!summary.scores().isEmpty()) {
      text.append(ScoreText.of(summary.scores())).append('\n');
      text.append(ScoreText.legend(summary.scores())).append("\n\n");
      ScoreText.labels(summary.scores()).ifPresent(t -> text.append(t).append("\n\n"));
    }
    summary.heterogeneity().ifPresent(of -> text.append(machines(of)).append("\n\n"));
    text.append(WarningText.of(summary.warnings()));
    text.append(seconds(summary.seconds())).append("\n");
    text.append("run directory: ").append(summary.output()).append("\n");
    text.append("report: ").append(new Path(summary.output(), RunFiles.REPORT));
    return text.toString();
  }

  private static String rows(FitSummary summary) {
    RowCounts rows = summary.rows();
    String skipped =
        rows.unreadable() + rows.missing() == 0
            ? ""
            : " (skipped: %d unreadable, %d with missing values)"
                .formatted(rows.unreadable(), rows.missing());
    return "training rows: " + rows.used() + skipped;
  }

  private static String dominance(List<Dominance> beaten, FitSummary summary) {
    double gained = beaten.stream().mapToDouble(Dominance::gain).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "dominance test: %d of %d local fits beaten on their own rows; log-likelihood gained: %.3f\n",
            beaten.size(),
            summary.localModels(),
            gained));
    for (Dominance dominance : beaten.subList(0, Math.min(MOST_BEATEN, beaten.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s restarted from %s: gained %.3f\n",
              dominance.local(),
              dominance.winner(),
              dominance.gain()));
    }
    return text.toString();
  }

  private static String machines(Heterogeneity of) {
    MachineTest.Together score = of.score();
    String test =
        String.format(
            Locale.ROOT,
            "one model for all %d machines: score test %.1f on %d, p %.4f",
            score.machines(),
            score.statistic(),
            score.degreesOfFreedom(),
            score.pValue());
    return of.ratio()
        .map(
            ratio ->
                String.format(
                    Locale.ROOT,
                    "%s; likelihood ratio %.1f on %d (a description, no test)",
                    test,
                    ratio.statistic(),
                    ratio.degreesOfFreedom()))
        .orElse(test);
  }

  private static String seconds(Map<String, Double> seconds) {
    StringBuilder text = new StringBuilder("seconds:");
    seconds.forEach(
        (stage, value) -> text.append(String.format(Locale.ROOT, " %s %.1f", stage, value)));
    double total = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return text.append(String.format(Locale.ROOT, ", together %.1f", total)).toString();
  }
}
