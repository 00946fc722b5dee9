package org.dmoe.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.dmoe.io.ModelFiles;

/**
 * What the files of a cell's jobs say.
 *
 * @param run directory of the fit
 * @param evaluation directory of the evaluation
 * @param models names of the models by the ends of their files' paths
 * @param commands seconds of each command that was run
 */
record CellFiles(
    Cell cell,
    Path run,
    Path evaluation,
    Map<String, String> models,
    Map<String, Double> commands) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of more training rows a fit does not measure the likelihood. */
  private static final int MOST_SCORED = 1_000_000;

  private static final String CANDIDATES = "candidates.avro ";

  List<Line> lines() throws IOException {
    Map<String, Map<Metric, Double>> scores = scores();
    Map<Metric, Double> shared = shared();
    Map<String, Double> stages = stages();
    List<Line> lines = new ArrayList<>();
    for (String name : CellRun.models()) {
      if (scores.containsKey(name)) {
        Map<Metric, Double> values = scores.get(name);
        if (name.equals(CellRun.GLOBAL) || name.equals(CellRun.REDUCTION)) {
          values.putAll(shared);
        }
        whole(name, stages).ifPresent(seconds -> values.put(Metric.WHOLE, seconds));
        lines.add(new Line(cell, name, values));
      }
    }
    return lines;
  }

  private Map<String, Map<Metric, Double>> scores() throws IOException {
    JsonNode all = JSON.readTree(evaluation.resolve("evaluation.json").toFile()).path("models");
    Map<String, Map<Metric, Double>> scores = new LinkedHashMap<>();
    all.fields()
        .forEachRemaining(model -> scores.put(name(model.getKey()), metrics(model.getValue())));
    return scores;
  }

  /** In an evaluation a model is called by its file and, of several in one, by its own name. */
  private String name(String key) {
    int candidate = key.indexOf(CANDIDATES);
    if (candidate >= 0) {
      return key.substring(candidate + CANDIDATES.length()).replace('-', ' ');
    }
    return models.entrySet().stream()
        .filter(model -> key.endsWith("/" + model.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(key);
  }

  private static Map<Metric, Double> metrics(JsonNode model) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      if (!metric.pointer().isEmpty() && model.at(metric.pointer()).isNumber()) {
        values.put(metric, model.at(metric.pointer()).asDouble());
      }
    }
    return values;
  }

  /** Of the run, whichever the model: in the line of the one that every run has. */
  private Map<Metric, Double> shared() throws IOException {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    Map<String, Double> stages = stages();
    values.put(Metric.LONGEST, localFits().max().orElse(0));
    put(values, Metric.AGGREGATION, commands.get("aggregate"));
    if (cell.setting().method() == Method.TIMED) {
      put(values, Metric.SAMPLE, stages.get("sample"));
      put(values, Metric.FIT, stages.get("fit"));
      if (cell.setting().rows() <= MOST_SCORED) {
        put(values, Metric.SCORE, stages.get("measure"));
      }
      values.put(Metric.LOCAL_SUM, localFits().sum());
      values.put(Metric.MODEL_BYTES, (double) Files.size(localModels()));
      values.put(Metric.SUPPORT_BYTES, supportBytes());
    }
    return values;
  }

  private static void put(Map<Metric, Double> values, Metric metric, Double value) {
    if (value != null) {
      values.put(metric, value);
    }
  }

  private double supportBytes() throws IOException {
    Path csv = run.resolve("support").resolve("support.csv");
    try (var lines = Files.lines(csv)) {
      long[] numbers = new long[1];
      lines.skip(1).forEach(line -> numbers[0] += 1 + line.chars().filter(c -> c == ',').count());
      return (double) Double.BYTES * numbers[0];
    }
  }

  /** The whole is known only of models that a user would have made by this very run. */
  private Optional<Double> whole(String model, Map<String, Double> stages) {
    double local = stages.getOrDefault("sample", 0.0) + stages.getOrDefault("fit", 0.0);
    boolean other = cell.setting().isOfOtherExperts();
    double oneShot = local + (other ? commands.get("aggregate") : 0);
    return switch (model) {
      case CellRun.GLOBAL, CellRun.REDUCTION -> Optional.of(oneShot);
      case CellRun.PASS, CellRun.PASSES ->
          Optional.of(oneShot + (other ? commands : stages).getOrDefault("refine", 0.0));
      case CellRun.FEDERATED ->
          Optional.of(stages.getOrDefault("sample", 0.0) + commands.get("federated"));
      default -> Optional.empty();
    };
  }

  private Map<String, Double> stages() throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    JSON.readTree(run.resolve("run.json").toFile())
        .path("seconds")
        .fields()
        .forEachRemaining(stage -> seconds.put(stage.getKey(), stage.getValue().asDouble()));
    return seconds;
  }

  private Path localModels() {
    return run.resolve("local").resolve("local-models.avro");
  }

  private DoubleStream localFits() throws IOException {
    DoubleStream.Builder seconds = DoubleStream.builder();
    try (InputStream in = Files.newInputStream(localModels())) {
      ModelFiles.readAvro(
          in,
          localModels().toString(),
          model -> model.fit().ifPresent(fit -> seconds.add(fit.getSeconds())));
    }
    return seconds.build();
  }

  List<Double> objective() throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("trace").resolve("objective.csv"));
    return lines.subList(1, lines.size()).stream()
        .map(line -> Double.valueOf(line.substring(line.indexOf(',') + 1)))
        .toList();
  }
}
