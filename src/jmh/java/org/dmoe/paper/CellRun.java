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
import org.dmoe.io.ModelFiles;

/** One cell: {@code fit}, {@code evaluate} against the truth, and what their files say. */
final class CellRun {

  static final String GLOBAL = "global";
  static final String REDUCTION = "reduction";
  static final String PASS = "one pass";

  /** Rows over which costs to the truth are means. */
  private static final String COST_ROWS = "1000";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Models of a run, by the ends of their names in an evaluation. */
  private static final Map<String, String> NAMES = names();

  private final Cell cell;
  private final Path work;
  private final Path run;
  private final Path evaluation;

  /**
   * @param output folder of all there is
   */
  CellRun(Cell cell, Path output) {
    this.cell = cell;
    work = output.resolve("work");
    run = work.resolve("run");
    evaluation = work.resolve("evaluation");
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("local-models.avro", GLOBAL);
    names.put("pass-0.avro", REDUCTION);
    names.put("model/model.avro", PASS);
    names.put("candidates.avro transport", "transport");
    names.put("candidates.avro statistics", "statistics");
    names.put("candidates.avro middle", "middle");
    names.put("candidates.avro weighted-average", "weighted average");
    return names;
  }

  /** All models, the best first. */
  static List<String> models() {
    return List.of(
        GLOBAL, PASS, REDUCTION, "transport", "statistics", "middle", "weighted average");
  }

  void into(Results results) throws IOException {
    Folders.delete(work);
    Files.createDirectories(work);
    PaperData data = PaperData.of(work.getParent(), cell);
    Program.run(fit(data));
    Program.run(evaluate(data));
    results.add(cell, lines(), objective());
    Folders.delete(work);
  }

  private List<String> fit(PaperData data) throws IOException {
    Setting setting = cell.setting();
    List<String> arguments = new ArrayList<>(List.of("fit"));
    arguments.addAll(data.training());
    arguments.addAll(List.of("--experts", "" + setting.experts()));
    arguments.addAll(List.of("--support-size", "" + setting.support()));
    arguments.addAll(List.of("--start", start(data), "--seed", "" + cell.replicate()));
    arguments.addAll(setting.reduction().options());
    if (!setting.isGlobal()) {
      arguments.addAll(List.of("--refine", "1"));
    }
    arguments.addAll(List.of("--output", run.toString()));
    return arguments;
  }

  private String start(PaperData data) throws IOException {
    String name = cell.setting().start();
    if (BadStart.of(name).isEmpty()) {
      return name;
    }
    Path file = work.resolve("start.json");
    BadStart.of(name).get().write(data.truth(), cell.replicate(), file);
    return file.toString();
  }

  private List<String> evaluate(PaperData data) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--model"));
    List<String> files =
        cell.setting().isGlobal()
            ? List.of("local/local-models.avro")
            : List.of("refine/pass-0.avro", "model/model.avro", "refine/candidates.avro");
    files.forEach(file -> arguments.add(run.resolve(file).toString()));
    arguments.addAll(data.test());
    if (cell.setting().isSimulated()) {
      arguments.addAll(List.of("--support-size", COST_ROWS));
    }
    arguments.addAll(List.of("--output", evaluation.toString()));
    return arguments;
  }

  private List<Line> lines() throws IOException {
    JsonNode models = JSON.readTree(evaluation.resolve("evaluation.json").toFile()).path("models");
    Map<String, Line> lines = new LinkedHashMap<>();
    models
        .fields()
        .forEachRemaining(
            model ->
                NAMES.forEach(
                    (end, name) -> {
                      if (model.getKey().endsWith(end)) {
                        lines.put(name, new Line(cell, name, metrics(model.getValue())));
                      }
                    }));
    Map<String, Double> seconds = seconds();
    double slowest = slowestFit();
    List<Line> ordered = new ArrayList<>();
    for (String name : models()) {
      if (lines.containsKey(name)) {
        ordered.add(withSeconds(lines.get(name), slowest, seconds));
      }
    }
    return ordered;
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

  /** The whole is known only of models that a user would have made by this very run. */
  private static Line withSeconds(Line line, double slowest, Map<String, Double> stages) {
    Map<Metric, Double> values = new EnumMap<>(line.values());
    values.put(Metric.LONGEST, slowest);
    double oneShot = stages.getOrDefault("sample", 0.0) + stages.getOrDefault("fit", 0.0);
    if (List.of(GLOBAL, REDUCTION, PASS).contains(line.model())) {
      boolean passed = line.model().equals(PASS);
      values.put(Metric.WHOLE, oneShot + (passed ? stages.getOrDefault("refine", 0.0) : 0));
    }
    return new Line(line.cell(), line.model(), values);
  }

  private Map<String, Double> seconds() throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    JSON.readTree(run.resolve("run.json").toFile())
        .path("seconds")
        .fields()
        .forEachRemaining(stage -> seconds.put(stage.getKey(), stage.getValue().asDouble()));
    return seconds;
  }

  private double slowestFit() throws IOException {
    Path file = run.resolve("local").resolve("local-models.avro");
    double[] slowest = new double[1];
    try (InputStream in = Files.newInputStream(file)) {
      ModelFiles.readAvro(
          in,
          file.toString(),
          model ->
              model.fit().ifPresent(fit -> slowest[0] = Math.max(slowest[0], fit.getSeconds())));
    }
    return slowest[0];
  }

  private List<Double> objective() throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("trace").resolve("objective.csv"));
    return lines.subList(1, lines.size()).stream()
        .map(line -> Double.valueOf(line.substring(line.indexOf(',') + 1)))
        .toList();
  }
}
