package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How good the model is on the test rows, alone and beside others. */
final class FitFigures {

  private static final List<Double> NOMINAL = List.of(0.5, 0.8, 0.95);

  private static final List<String> HEADER =
      List.of("model", "log-likelihood a row", "RMSE", "MAE", "R-squared", "coverage of 95 %");

  private final JsonNode metrics;

  /**
   * @param metrics by the models' names; the run's own is the first
   */
  FitFigures(JsonNode metrics) {
    this.metrics = metrics;
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    List<Map.Entry<String, JsonNode>> tested = tested();
    if (!tested.isEmpty()) {
      JsonNode own = tested.get(0).getValue();
      figures.add(comparison(tested, " The first is the run's model."));
      FamilyFigures family = new FamilyFigures(own);
      figures.addAll(family.figures());
      List<Figure> diagnostics = new DiagnosticFigures(own).figures();
      figures.addAll(diagnostics);
      if (diagnostics.isEmpty() && !family.areClasses()) {
        figures.add(calibration(own));
        figures.add(coverage(own));
      }
    }
    return new Section("How good it is", figures);
  }

  /** The metrics of the run's own model on the test rows; a missing node without. */
  JsonNode own() {
    return tested().stream().findFirst().map(Map.Entry::getValue).orElse(metrics.path("none"));
  }

  /** The names of models and their metrics on the test rows. */
  List<Map.Entry<String, JsonNode>> tested() {
    List<Map.Entry<String, JsonNode>> tested = new ArrayList<>();
    metrics
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode test = field.getValue().path("test");
              if (test.isObject()) {
                tested.add(Map.entry(field.getKey(), test));
              }
            });
    return tested;
  }

  /**
   * Models beside each other.
   *
   * @param more what to know of their order
   */
  static Figure comparison(List<Map.Entry<String, JsonNode>> tested, String more) {
    List<String> names = tested.stream().map(Map.Entry::getKey).toList();
    List<Double> values = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> model : tested) {
      JsonNode test = model.getValue();
      values.add(test.path("meanLogLikelihood").asDouble(Double.NaN));
      FamilyFigures family = new FamilyFigures(test);
      rows.add(family.header().isPresent() ? family.row(model.getKey()) : row(model));
    }
    List<String> header = new FamilyFigures(tested.get(0).getValue()).header().orElse(HEADER);
    return Figure.of(
        "Models on the test rows",
        "Log-likelihood a row in nats, the larger the better." + more,
        new Chart(
            Chart.Kind.DOTS,
            "model",
            names,
            "log-likelihood a row",
            List.of(new Chart.Series("log-likelihood a row", values))),
        new DataTable(header, rows));
  }

  private static List<String> row(Map.Entry<String, JsonNode> model) {
    JsonNode test = model.getValue();
    return List.of(
        model.getKey(),
        number(test, "meanLogLikelihood"),
        number(test, "rmse"),
        number(test, "mae"),
        Text.number(1 - test.path("centredRpe").asDouble(Double.NaN)),
        number(test, "coverage95"));
  }

  private static String number(JsonNode test, String name) {
    return Text.number(test.path(name).asDouble(Double.NaN));
  }

  private static Figure calibration(JsonNode own) {
    List<String> tenths = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    double below = 0;
    for (int tenth = 0; tenth < 10; tenth++) {
      double upTo = tenth == 9 ? 1 : own.path("calibration").path(tenth).asDouble(Double.NaN);
      tenths.add("%.1f to %.1f".formatted(tenth / 10.0, (tenth + 1) / 10.0));
      shares.add(upTo - below);
      below = upTo;
    }
    return Figure.of(
        "Probability integral transform",
        "Share of the test rows by P(Y ≤ y | x) under the model; .1 everywhere if it is right.",
        new Chart(
            Chart.Kind.BARS,
            "P(Y ≤ y | x)",
            tenths,
            "share of the rows",
            List.of(new Chart.Series("share of the rows", shares))));
  }

  private static Figure coverage(JsonNode own) {
    List<Double> observed =
        List.of(
            own.path("coverage50").asDouble(Double.NaN),
            own.path("coverage80").asDouble(Double.NaN),
            own.path("coverage95").asDouble(Double.NaN));
    return Figure.of(
        "Reliability of predictive intervals",
        "Share of the test rows inside the central interval of each level.",
        new Chart(
            Chart.Kind.LINES,
            "level",
            NOMINAL,
            "share of the rows",
            List.of(new Chart.Series("observed", observed), new Chart.Series("level", NOMINAL))));
  }
}
