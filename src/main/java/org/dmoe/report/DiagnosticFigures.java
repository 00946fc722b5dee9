package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.dmoe.evaluate.Diagnostics;
import org.dmoe.evaluate.ResidualHistogram;

/** Whether a model's probabilities hold on rows: calibration, residuals, responsibilities. */
final class DiagnosticFigures {

  private final JsonNode metrics;
  private final JsonNode diagnostics;

  /**
   * @param metrics of a model on rows
   */
  DiagnosticFigures(JsonNode metrics) {
    this.metrics = metrics;
    this.diagnostics = metrics.path("diagnostics");
  }

  /** None where the metrics do not have what they need. */
  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    if (!diagnostics.isObject()) {
      return figures;
    }
    figures.add(pit());
    figures.add(reliability());
    if (diagnostics.path("predictions").size() > 0) {
      figures.add(predictions());
    }
    figures.add(machines());
    for (int k = 0; k < diagnostics.path("rootograms").size(); k++) {
      figures.add(rootogram(k));
    }
    return figures;
  }

  private Figure pit() {
    List<Double> shares = numbers(diagnostics.path("pit"));
    double each = 1.0 / shares.size();
    return Figure.of(
        "Probability integral transform",
        "Share of the rows by P(Y ≤ y | x) under the model; %s everywhere if it is right. High ends:"
                .formatted(Text.number(each))
            + " the model is too sure; a slope: its mean is off.",
        new Chart(
            Chart.Kind.COLUMNS,
            "P(Y ≤ y | x)",
            twentieths(),
            "share of the rows",
            List.of(
                new Chart.Series("share of the rows", shares),
                new Chart.Series("if it is right", Collections.nCopies(shares.size(), each)))));
  }

  /** Ranges of a probability, a twentieth each. */
  private static List<String> twentieths() {
    List<String> names = new ArrayList<>();
    for (int bin = 0; bin < 20; bin++) {
      names.add(String.format(Locale.ROOT, "%.2f to %.2f", bin / 20.0, (bin + 1) / 20.0));
    }
    return names;
  }

  private Figure reliability() {
    List<Double> levels = new ArrayList<>();
    for (int level = 1; level <= 9; level++) {
      levels.add(level / 10.0);
    }
    List<Double> observed = new ArrayList<>(numbers(diagnostics.path("reliability")));
    levels.add(0.95);
    observed.add(metrics.path("coverage95").asDouble(Double.NaN));
    return Figure.of(
        "Reliability of predictive intervals",
        "Share of the rows inside the central interval of each level; below the line the intervals are"
            + " too narrow.",
        new Chart(
            Chart.Kind.LINES,
            "level",
            levels,
            "share of the rows",
            List.of(new Chart.Series("observed", observed), new Chart.Series("level", levels))));
  }

  private Figure predictions() {
    List<Double> predicted = new ArrayList<>();
    List<Double> observed = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode group : diagnostics.path("predictions")) {
      double x = group.path("predicted").asDouble(Double.NaN);
      double y = group.path("observed").asDouble(Double.NaN);
      predicted.add(x);
      observed.add(y);
      rows.add(
          List.of(Text.number(x), Text.number(y), Text.percent(group.path("share").asDouble())));
    }
    return Figure.of(
        "Observed against predicted",
        "Means of rows of about the same prediction; on the line if the mean is right everywhere.",
        new Chart(
            Chart.Kind.LINES,
            "predicted mean",
            predicted,
            "observed mean",
            List.of(new Chart.Series("observed", observed), new Chart.Series("equal", predicted))),
        new DataTable(List.of("predicted", "observed", "share of the rows"), rows));
  }

  private Figure machines() {
    List<JsonNode> lines = new ArrayList<>(List.of(diagnostics.path("residuals")));
    diagnostics.path("machines").forEach(lines::add);
    List<String> names = new ArrayList<>();
    List<List<Double>> quantiles = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode line : lines) {
      String name = line.path("machine").asText();
      List<Double> own = numbers(line.path("quantiles"));
      names.add(name.isEmpty() ? "all rows" : name);
      quantiles.add(own);
      List<String> row = new ArrayList<>(List.of(names.get(names.size() - 1)));
      row.add(Text.count(line.path("rows").asLong()));
      own.forEach(q -> row.add(Text.number(q)));
      rows.add(row);
    }
    List<String> header = new ArrayList<>(List.of("machine", "rows"));
    List<Chart.Series> series = new ArrayList<>();
    for (int q = 0; q < ResidualHistogram.LEVELS.size(); q++) {
      int at = q;
      String name = Text.number(100 * ResidualHistogram.LEVELS.get(q)) + " %";
      header.add(name);
      series.add(new Chart.Series(name, quantiles.stream().map(own -> own.get(at)).toList()));
    }
    return Figure.of(
        "Residuals by machine",
        "Quantiles of standardised residuals (normal quantiles of P(Y ≤ y | x)); -1.64, -0.67, 0, 0.67"
            + " and 1.64 if the model is right. A machine is a file of the input; "
            + machineWords(),
        new Chart(Chart.Kind.DOTS, "machine", names, "standardised residual", series),
        new DataTable(header, rows));
  }

  private String machineWords() {
    long number = diagnostics.path("machineCount").asLong();
    return number > Diagnostics.MOST_MACHINES
        ? "the %d farthest of %s are shown."
            .formatted(Diagnostics.MOST_MACHINES, Text.count(number))
        : "those farthest from the model come first.";
  }

  /** Roots of the counts, as bars of few rows would not be seen beside those of many. */
  private Figure rootogram(int k) {
    List<Double> shares = numbers(diagnostics.path("rootograms").path(k));
    List<String> bins = twentieths();
    List<List<String>> rows = new ArrayList<>();
    for (int bin = 0; bin < shares.size(); bin++) {
      rows.add(List.of(bins.get(bin), Text.percent(shares.get(bin))));
    }
    return Figure.of(
        "Responsibilities of expert " + (k + 1),
        "Rows by the probability that expert %d made them, except those below .0001; bars are roots of"
                .formatted(k + 1)
            + " the share of the rows. Much in the middle: it overlaps with others.",
        new Chart(
            Chart.Kind.COLUMNS,
            "responsibility",
            bins,
            "root of the share",
            List.of(new Chart.Series("rows", shares.stream().map(Math::sqrt).toList()))),
        new DataTable(List.of("responsibility", "share of the rows"), rows));
  }

  private static List<Double> numbers(JsonNode list) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(number -> numbers.add(number.asDouble(Double.NaN)));
    return numbers;
  }
}
