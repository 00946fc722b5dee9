package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dmoe.evaluate.Metrics;
import org.dmoe.mapreduce.pipeline.ModelScore;

/** Transport costs and metrics as a table, one line a model. */
final class ScoreText {

  private ScoreText() {}

  static String of(List<ModelScore> scores) {
    boolean costs = scores.stream().anyMatch(score -> !Double.isNaN(score.relaxedCost()));
    boolean metrics = scores.stream().anyMatch(score -> score.metrics().isPresent());
    List<String> header = new ArrayList<>(List.of("model"));
    if (costs) {
      header.addAll(List.of("R_c", "T_c"));
    }
    if (metrics) {
      header.addAll(List.of("log-lik/row", "RMSE", "MAE", "RPE", "1-R2", "correlation", "rows"));
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (ModelScore score : scores) {
      table.row(line(score, costs, metrics));
    }
    return table.toString();
  }

  private static List<String> line(ModelScore score, boolean costs, boolean metrics) {
    List<String> line = new ArrayList<>(List.of(score.name()));
    if (costs) {
      line.add(number("%.6f", score.relaxedCost()));
      line.add(number("%.6f", score.transportCost()));
    }
    if (metrics) {
      line.addAll(
          score
              .metrics()
              .map(ScoreText::line)
              .orElseGet(() -> List.of("", "", "", "", "", "", "")));
    }
    return line;
  }

  private static List<String> line(Metrics m) {
    return List.of(
        number("%.5f", m.meanLogLikelihood()),
        number("%.5g", m.rmse()),
        number("%.5g", m.mae()),
        number("%.5f", m.rpe()),
        number("%.5f", m.centredRpe()),
        number("%.5f", m.correlation()),
        Long.toString(m.rows()));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
