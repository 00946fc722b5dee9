package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of models that were scored on rows. */
public final class EvaluationReport {

  private EvaluationReport() {}

  /**
   * @param name of the evaluation
   * @param evaluation contents of evaluation.json
   */
  public static Report of(String name, JsonNode evaluation) {
    List<Map.Entry<String, JsonNode>> models = new ArrayList<>();
    evaluation
        .path("models")
        .fields()
        .forEachRemaining(field -> models.add(Map.entry(field.getKey(), field.getValue())));
    List<Section> sections = new ArrayList<>();
    if (models.size() > 1) {
      sections.add(new Section("Models", List.of(FitFigures.comparison(models, ""))));
    }
    for (Map.Entry<String, JsonNode> model : models) {
      List<Figure> figures = new ArrayList<>(new FamilyFigures(model.getValue()).figures());
      figures.addAll(new DiagnosticFigures(model.getValue()).figures());
      if (!figures.isEmpty()) {
        sections.add(new Section(model.getKey(), figures));
      }
    }
    return new Report(name, headlines(evaluation, models), List.of(), sections, Map.of());
  }

  private static List<String> headlines(
      JsonNode evaluation, List<Map.Entry<String, JsonNode>> models) {
    List<String> lines = new ArrayList<>();
    List<String> input = new ArrayList<>();
    evaluation.path("input").forEach(path -> input.add(path.asText()));
    lines.add(
        "%d model%s on %s rows of %s; %s unreadable rows skipped, %s with missing values."
            .formatted(
                models.size(),
                models.size() == 1 ? "" : "s",
                Text.count(evaluation.path("rows").asLong()),
                String.join(", ", input),
                Text.count(evaluation.path("unreadable").asLong()),
                Text.count(evaluation.path("missing").asLong())));
    models.forEach(model -> lines.add(line(model.getKey(), model.getValue())));
    return lines;
  }

  private static String line(String name, JsonNode metrics) {
    Optional<String> ofFamily = new FamilyFigures(metrics).words();
    if (ofFamily.isPresent()) {
      return name + " " + ofFamily.get() + ".";
    }
    return "%s explains %s of the variance; RMSE %s, log-likelihood %s a row, 95 %% intervals hold %s."
        .formatted(
            name,
            Text.percent(1 - metrics.path("centredRpe").asDouble(Double.NaN)),
            Text.number(metrics.path("rmse").asDouble(Double.NaN)),
            Text.number(metrics.path("meanLogLikelihood").asDouble(Double.NaN)),
            Text.percent(metrics.path("coverage95").asDouble(Double.NaN)));
  }
}
