package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How good a model of classes or counts is on the test rows. */
final class FamilyFigures {

  private static final int MOST_COUNTS = 20;

  private final JsonNode classes;
  private final JsonNode counts;
  private final JsonNode test;

  /**
   * @param test metrics of a model
   */
  FamilyFigures(JsonNode test) {
    this.test = test;
    this.classes = test.path("classes");
    this.counts = test.path("counts");
  }

  boolean areClasses() {
    return classes.isObject();
  }

  private boolean areCounts() {
    return counts.isObject();
  }

  /** Names of what {@link #row} tells; empty where the response is a number. */
  Optional<List<String>> header() {
    if (areClasses()) {
      return Optional.of(
          List.of("model", "log-likelihood a row", "error rate", "Brier score", "AUC"));
    }
    return areCounts()
        ? Optional.of(List.of("model", "log-likelihood a row", "RMSE", "MAE", "deviance a row"))
        : Optional.empty();
  }

  List<String> row(String name) {
    return areClasses()
        ? List.of(
            name,
            number(test, "meanLogLikelihood"),
            Text.percent(value(classes, "errorRate")),
            number(classes, "brier"),
            Text.number(meanAuc()))
        : List.of(
            name,
            number(test, "meanLogLikelihood"),
            number(test, "rmse"),
            number(test, "mae"),
            number(counts, "deviance"));
  }

  /** What to know first; empty where the response is a number. */
  Optional<String> words() {
    if (areClasses()) {
      return Optional.of(
          "puts %s of the weight into the right class; Brier score %s, AUC %s, log-likelihood %s a row"
              .formatted(
                  Text.percent(1 - value(classes, "errorRate")),
                  number(classes, "brier"),
                  Text.number(meanAuc()),
                  number(test, "meanLogLikelihood")));
    }
    return areCounts()
        ? Optional.of(
            "has a deviance of %s a row; RMSE %s, log-likelihood %s a row"
                .formatted(
                    number(counts, "deviance"),
                    number(test, "rmse"),
                    number(test, "meanLogLikelihood")))
        : Optional.empty();
  }

  List<Figure> figures() {
    if (areClasses()) {
      return List.of(confusion(), calibration());
    }
    return areCounts() ? List.of(rootogram()) : List.of();
  }

  private Figure confusion() {
    List<String> header = new ArrayList<>(List.of("rows of"));
    classes.path("classes").forEach(name -> header.add("as " + name.asText()));
    header.add("AUC");
    List<List<String>> rows = new ArrayList<>();
    for (int c = 0; c < classes.path("classes").size(); c++) {
      List<String> row = new ArrayList<>(List.of(classes.path("classes").path(c).asText()));
      classes.path("confusion").path(c).forEach(cell -> row.add(Text.number(cell.asDouble())));
      row.add(Text.number(classes.path("auc").path(c).asDouble(Double.NaN)));
      rows.add(row);
    }
    return Figure.of(
        "Classes seen and predicted",
        "Weight of the test rows of each class by the most probable class.",
        new DataTable(header, rows));
  }

  private Figure calibration() {
    List<Double> middles = new ArrayList<>();
    for (int t = 0; t < 10; t++) {
      middles.add((2 * t + 1) / 20.0);
    }
    List<Chart.Series> series = new ArrayList<>();
    int classesShown = classes.path("classes").size();
    for (int c = classesShown == 2 ? 1 : 0; c < classesShown; c++) {
      List<Double> observed = new ArrayList<>();
      classes
          .path("calibration")
          .path(c)
          .forEach(tenth -> observed.add(tenth.path("observed").asDouble(Double.NaN)));
      series.add(new Chart.Series(classes.path("classes").path(c).asText(), observed));
    }
    return Figure.of(
        "Calibration of the probabilities",
        "Share of each class among the test rows whose probability of it lies in the tenth around that.",
        new Chart(Chart.Kind.LINES, "probability", middles, "share of the rows", series));
  }

  private Figure rootogram() {
    List<String> names = new ArrayList<>();
    List<Double> observed = new ArrayList<>();
    List<Double> expected = new ArrayList<>();
    for (int c = 0; c < MOST_COUNTS; c++) {
      JsonNode bar = counts.path("rootogram").path(c);
      names.add(Integer.toString(c));
      observed.add(Math.sqrt(value(bar, "observed")));
      expected.add(Math.sqrt(value(bar, "expected")));
    }
    return Figure.of(
        "Rootogram",
        "Square roots of the numbers of test rows with each count, seen and expected.",
        new Chart(
            Chart.Kind.BARS,
            "count",
            names,
            "square root of rows",
            List.of(new Chart.Series("seen", observed), new Chart.Series("expected", expected))));
  }

  /** Classes that are not in the rows have none. */
  private double meanAuc() {
    double sum = 0;
    int known = 0;
    for (JsonNode auc : classes.path("auc")) {
      double value = auc.asDouble(Double.NaN);
      sum += Double.isNaN(value) ? 0 : value;
      known += Double.isNaN(value) ? 0 : 1;
    }
    return sum / known;
  }

  private static double value(JsonNode node, String name) {
    return node.path(name).asDouble(Double.NaN);
  }

  private static String number(JsonNode node, String name) {
    return Text.number(value(node, name));
  }
}
