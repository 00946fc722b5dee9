package org.dmoe.cli;

import java.util.List;
import java.util.Locale;
import org.dmoe.evaluate.Metrics;
import org.dmoe.mapreduce.pipeline.ModelScore;

/** Metrics as a table, one line a model. */
final class ScoreText {

  private ScoreText() {}

  static String of(List<ModelScore> scores) {
    TextTable table =
        new TextTable("model", "log-lik/row", "RMSE", "MAE", "RPE", "1-R2", "correlation", "rows");
    for (ModelScore score : scores) {
      Metrics m = score.metrics();
      table.row(
          score.name(),
          number("%.5f", m.meanLogLikelihood()),
          number("%.5g", m.rmse()),
          number("%.5g", m.mae()),
          number("%.5f", m.rpe()),
          number("%.5f", m.centredRpe()),
          number("%.5f", m.correlation()),
          Long.toString(m.rows()));
    }
    return table.toString();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
