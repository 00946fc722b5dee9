package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The run itself: stages, options, inputs, versions, counters. */
final class RunFigures {

  private static final int MOST_INPUTS = 50;

  private final JsonNode run;

  RunFigures(JsonNode run) {
    this.run = run;
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    if (run.path("seconds").size() > 0) {
      figures.add(stages());
    }
    figures.add(invocation());
    figures.add(facts("Options", "As they were in this run.", "options"));
    if (run.path("counters").size() > 0) {
      figures.add(facts("Counters", "Of the local fits' job.", "counters"));
    }
    figures.add(facts("Versions", "Of what ran.", "versions"));
    if (run.path("inputs").size() > 0) {
      figures.add(inputs());
    }
    return new Section("The run", figures);
  }

  private Figure invocation() {
    List<List<String>> rows = new ArrayList<>();
    for (String name : List.of("command", "started", "ended", "host")) {
      if (run.path(name).isTextual()) {
        rows.add(List.of(name, run.path(name).asText()));
      }
    }
    return Figure.of(
        "Command line", "To run it again.", new DataTable(List.of("name", "value"), rows));
  }

  private Figure stages() {
    List<String> names = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    run.path("seconds")
        .fields()
        .forEachRemaining(
            stage -> {
              names.add(stage.getKey());
              seconds.add(stage.getValue().asDouble());
            });
    double total = seconds.stream().mapToDouble(Double::doubleValue).sum();
    return Figure.of(
        "Stages",
        "Seconds of each stage, together %s.".formatted(Text.number(total)),
        new Chart(
            Chart.Kind.BARS,
            "stage",
            names,
            "seconds",
            List.of(new Chart.Series("seconds", seconds))));
  }

  private Figure facts(String title, String note, String name) {
    List<List<String>> rows = new ArrayList<>();
    flatten("", run.path(name), rows);
    return Figure.of(title, note, new DataTable(List.of("name", "value"), rows));
  }

  private static void flatten(String prefix, JsonNode node, List<List<String>> rows) {
    node.fields()
        .forEachRemaining(
            field -> {
              String name = prefix + field.getKey();
              if (field.getValue().isObject()) {
                flatten(name + ".", field.getValue(), rows);
              } else {
                rows.add(List.of(name, value(field.getValue())));
              }
            });
  }

  private static String value(JsonNode node) {
    if (!node.isArray()) {
      return node.isNull() ? "–" : node.asText();
    }
    List<String> parts = new ArrayList<>();
    node.forEach(part -> parts.add(part.asText()));
    return String.join(" ", parts);
  }

  private Figure inputs() {
    List<List<String>> rows = new ArrayList<>();
    JsonNode inputs = run.path("inputs");
    for (int i = 0; i < Math.min(MOST_INPUTS, inputs.size()); i++) {
      JsonNode input = inputs.get(i);
      rows.add(List.of(input.path("path").asText(), Text.count(input.path("bytes").asLong())));
    }
    String more = inputs.size() > MOST_INPUTS ? ", the first %d listed".formatted(MOST_INPUTS) : "";
    return Figure.of(
        "Inputs",
        "%d files%s.".formatted(inputs.size(), more),
        new DataTable(List.of("file", "bytes"), rows));
  }
}
