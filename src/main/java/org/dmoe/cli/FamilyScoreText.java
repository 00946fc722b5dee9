package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dmoe.evaluate.ClassMetrics;
import org.dmoe.evaluate.CountMetrics;
import org.dmoe.evaluate.Metrics;
import org.dmoe.pipeline.ModelScore;

/** What tables say of models of classes and counts. */
final class FamilyScoreText {

  private static final List<String> OF_CLASSES =
      List.of("log-lik/row", "error rate", "Brier", "AUC", "rows");

  private static final List<String> OF_COUNTS =
      List.of("log-lik/row", "RMSE", "MAE", "deviance", "P(y=0)", "share of 0", "rows");

  /** Counts of a table of counts; the rest is one line. */
  private static final int MOST_COUNTS = 15;

  private FamilyScoreText() {}

  /** Header of the metrics; empty where all responses are numbers. */
  static Optional<List<String>> header(List<ModelScore> scores) {
    for (ModelScore score : scores) {
      Metrics metrics = score.metrics().orElse(null);
      if (metrics != null && metrics.classes() != null) {
        return Optional.of(OF_CLASSES);
      }
      if (metrics != null && metrics.counts() != null) {
        return Optional.of(OF_COUNTS);
      }
    }
    return Optional.empty();
  }

  /** Cells under {@link #header}. */
  static List<String> line(Metrics m) {
    if (m.classes() != null) {
      return List.of(
          number("%.5f", m.meanLogLikelihood()),
          number("%.4f", m.classes().errorRate()),
          number("%.5f", m.classes().brier()),
          number("%.4f", m.classes().meanAuc()),
          Long.toString(m.rows()));
    }
    return List.of(
        number("%.5f", m.meanLogLikelihood()),
        number("%.5g", m.rmse()),
        number("%.5g", m.mae()),
        number("%.5f", m.counts().deviance()),
        number("%.4f", m.counts().zeroExpected()),
        number("%.4f", m.counts().zeroShare()),
        Long.toString(m.rows()));
  }

  /** What the columns are. */
  static String legend(List<String> header) {
    return header == OF_CLASSES
        ? "Brier: squared error of the probabilities, summed over the classes; AUC: of a class against the others, mean of all"
        : "deviance: Poisson's, a row; P(y=0): expected share of zeros, beside that of the rows";
  }

  /** Confusion and calibration of each model, or its table of counts; empty for numbers. */
  static Optional<String> details(List<ModelScore> scores) {
    List<String> tables = new ArrayList<>();
    for (ModelScore score : scores) {
      Metrics metrics = score.metrics().orElse(null);
      if (metrics != null && metrics.classes() != null) {
        tables.add(confusion(score.name(), metrics.classes()));
        tables.add(calibration(score.name(), metrics.classes()));
      } else if (metrics != null && metrics.counts() != null) {
        tables.add(counts(score.name(), metrics.counts()));
      }
    }
    return tables.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", tables));
  }

  private static String confusion(String model, ClassMetrics metrics) {
    List<String> header = new ArrayList<>(List.of(model + ": rows of"));
    metrics.classes().forEach(name -> header.add("as " + name));
    header.add("AUC");
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (int c = 0; c < metrics.classes().size(); c++) {
      List<String> line = new ArrayList<>(List.of(metrics.classes().get(c)));
      metrics.confusion().get(c).forEach(weight -> line.add(weight(weight)));
      line.add(number("%.4f", metrics.auc().get(c)));
      table.row(line);
    }
    return table.toString();
  }

  /** Of two classes the second says it all. */
  private static String calibration(String model, ClassMetrics metrics) {
    List<String> header = new ArrayList<>(List.of(model + ": probability"));
    int first = metrics.classes().size() == 2 ? 1 : 0;
    for (int c = first; c < metrics.classes().size(); c++) {
      header.addAll(List.of(metrics.classes().get(c) + " predicted", "observed", "rows"));
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (int t = 0; t < metrics.calibration().get(0).size(); t++) {
      List<String> line = new ArrayList<>();
      line.add(String.format(Locale.ROOT, "%.1f to %.1f", t / 10.0, (t + 1) / 10.0));
      for (int c = first; c < metrics.classes().size(); c++) {
        ClassMetrics.Tenth tenth = metrics.calibration().get(c).get(t);
        line.add(number("%.3f", tenth.predicted()));
        line.add(number("%.3f", tenth.observed()));
        line.add(weight(tenth.weight()));
      }
      table.row(line);
    }
    return table.toString();
  }

  private static String counts(String model, CountMetrics metrics) {
    TextTable table = new TextTable(model + ": count", "rows", "expected");
    List<CountMetrics.Bar> bars = metrics.rootogram();
    for (int c = 0; c < MOST_COUNTS; c++) {
      table.row(
          Integer.toString(c),
          weight(bars.get(c).observed()),
          number("%.1f", bars.get(c).expected()));
    }
    double observed = 0;
    double expected = 0;
    for (CountMetrics.Bar bar : bars.subList(MOST_COUNTS, bars.size())) {
      observed += bar.observed();
      expected += bar.expected();
    }
    return table
        .row(MOST_COUNTS + " or more", weight(observed), number("%.1f", expected))
        .toString();
  }

  private static String weight(double weight) {
    return weight == Math.rint(weight)
        ? Long.toString((long) weight)
        : String.format(Locale.ROOT, "%.2f", weight);
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
