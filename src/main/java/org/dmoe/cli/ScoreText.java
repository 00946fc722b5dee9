package org.dmoe.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dmoe.evaluate.Deviation;
import org.dmoe.evaluate.LabelAgreement;
import org.dmoe.evaluate.Metrics;
import org.dmoe.evaluate.ParameterError;
import org.dmoe.pipeline.ModelScore;

/** Transport costs and metrics as a table, one line a model. */
final class ScoreText {

  private static final List<String> METRICS =
      List.of("log-lik/row", "RMSE", "MAE", "RPE", "centred RPE", "correlation", "rows");

  private static final String OF_NUMBERS =
      "RPE: squared error as a share of the response's; centred RPE: of its variance, R-squared is 1 minus it";

  private ScoreText() {}

  /** All tables: metrics, agreement with labels and distance from a reference, calibration. */
  static String whole(List<ModelScore> scores) {
    StringBuilder text = new StringBuilder(of(scores));
    labels(scores).ifPresent(table -> text.append("\n\n").append(table));
    deviations(scores).ifPresent(table -> text.append("\n\n").append(table));
    String last = FamilyScoreText.details(scores).orElseGet(() -> calibration(scores));
    return text.append("\n\n").append(last).toString();
  }

  /** Distances from a reference; empty where there is none. */
  static Optional<String> deviations(List<ModelScore> scores) {
    TextTable table =
        new TextTable(
            "from the reference", "R_c", "T_c", "MSE coefficients", "MSE variances", "MSE gate");
    boolean known = false;
    for (ModelScore score : scores) {
      if (score.deviation().isPresent()) {
        known = true;
        table.row(deviation(score.name(), score.deviation().get()));
      }
    }
    return known ? Optional.of(table.toString()) : Optional.empty();
  }

  private static List<String> deviation(String name, Deviation from) {
    Optional<ParameterError> error = from.parameters();
    return List.of(
        name,
        number("%.6f", from.relaxedCost()),
        number("%.6f", from.transportCost()),
        number("%.5g", error.map(ParameterError::coefficients).orElse(Double.NaN)),
        number("%.5g", error.map(ParameterError::variances).orElse(Double.NaN)),
        number("%.5g", error.map(ParameterError::gate).orElse(Double.NaN)));
  }

  /** Agreement of the most probable experts with known labels; empty where none are known. */
  static Optional<String> labels(List<ModelScore> scores) {
    TextTable table =
        new TextTable(
            "experts against labels", "given", "ARI", "Rand index", "clustering error", "rows");
    boolean known = false;
    for (ModelScore score : scores) {
      Metrics.Labels labels = score.metrics().map(Metrics::labels).orElse(null);
      if (labels != null) {
        known = true;
        table.row(agreement(score.name(), "x and y", labels.posterior()));
        table.row(agreement(score.name(), "x", labels.gate()));
      }
    }
    return known ? Optional.of(table.toString()) : Optional.empty();
  }

  private static List<String> agreement(String name, String given, LabelAgreement agreement) {
    return List.of(
        name,
        given,
        number("%.4f", agreement.adjustedRandIndex()),
        number("%.4f", agreement.randIndex()),
        number("%.4f", agreement.clusteringError()),
        Long.toString(agreement.rows()));
  }

  /** Shares of rows inside predictive intervals and below predictive quantiles. */
  static String calibration(List<ModelScore> scores) {
    List<String> header = new ArrayList<>(List.of("rows within"));
    header.addAll(List.of("50 %", "80 %", "95 %"));
    for (int tenth = 1; tenth < 10; tenth++) {
      header.add("below ." + tenth);
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (ModelScore score : scores) {
      score.metrics().ifPresent(metrics -> table.row(calibration(score.name(), metrics)));
    }
    return table.toString();
  }

  private static List<String> calibration(String name, Metrics metrics) {
    List<String> line = new ArrayList<>(List.of(name));
    line.add(number("%.3f", metrics.coverage50()));
    line.add(number("%.3f", metrics.coverage80()));
    line.add(number("%.3f", metrics.coverage95()));
    metrics.calibration().forEach(share -> line.add(number("%.3f", share)));
    return line;
  }

  static String of(List<ModelScore> scores) {
    boolean costs = scores.stream().anyMatch(score -> score.relaxedCost().isPresent());
    boolean metrics = scores.stream().anyMatch(score -> score.metrics().isPresent());
    List<String> header = new ArrayList<>(List.of("model"));
    if (costs) {
      header.addAll(List.of("R_c", "T_c"));
    }
    Optional<List<String>> ofFamily = FamilyScoreText.header(scores);
    List<String> names = metrics ? ofFamily.orElse(METRICS) : List.of();
    header.addAll(names);
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (ModelScore score : scores) {
      table.row(line(score, costs, names.size(), ofFamily.isPresent()));
    }
    return table.toString();
  }

  /** What the columns are, for those who meet them the first time. */
  static String legend(List<ModelScore> scores) {
    List<String> lines = new ArrayList<>();
    if (scores.stream().anyMatch(score -> score.relaxedCost().isPresent())) {
      lines.add(
          "R_c, T_c: transport cost between the model and the local ones, relaxed and exact; 0 is best");
    }
    if (scores.stream().anyMatch(score -> score.metrics().isPresent())) {
      lines.add("log-lik/row: nats a test row, the larger the better");
      lines.add(FamilyScoreText.header(scores).map(FamilyScoreText::legend).orElse(OF_NUMBERS));
    }
    return String.join("\n", lines);
  }

  private static List<String> line(ModelScore score, boolean costs, int metrics, boolean ofFamily) {
    List<String> line = new ArrayList<>(List.of(score.name()));
    if (costs) {
      line.add(number("%.6f", score.relaxedCost()));
      line.add(number("%.6f", score.transportCost()));
    }
    line.addAll(
        score
            .metrics()
            .map(m -> ofFamily ? FamilyScoreText.line(m) : line(m))
            .orElseGet(() -> Collections.nCopies(metrics, "")));
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

  private static String number(String format, OptionalDouble value) {
    return number(format, value.orElse(Double.NaN));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
