package org.dmoe.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One cell: {@code fit} and what follows it, and {@code evaluate} against the truth. */
final class CellRun {

  static final String GLOBAL = "global";
  static final String REDUCTION = "reduction";
  static final String PASS = "one pass";
  static final String PASSES = "all passes";
  static final String FEDERATED = "federated average";

  /** Rows over which costs to the truth are means. */
  private static final String COST_ROWS = "1000";

  /** Rounds of federated averaging, and EM steps of a machine in each. */
  private static final int ROUNDS = 5;

  private static final List<String> FEDERATED_STEPS =
      List.of("--optimizer", "em", "--max-iterations", "5", "--aggregator", "aligned-average");

  private static final double NANOS = 1e9;

  private final Cell cell;
  private final Setting setting;
  private final Path work;
  private final Path run;
  private final Path evaluation;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /**
   * @param output folder of all there is
   */
  CellRun(Cell cell, Path output) {
    this.cell = cell;
    setting = cell.setting();
    work = output.resolve("work");
    run = work.resolve("run");
    evaluation = work.resolve("evaluation");
  }

  /** All models, the best first. */
  static List<String> models() {
    return List.of(
        GLOBAL,
        PASSES,
        PASS,
        REDUCTION,
        "likelihood",
        "transport",
        "statistics",
        FEDERATED,
        "middle",
        "weighted average");
  }

  void into(Results results) throws IOException {
    Folders.delete(work);
    Files.createDirectories(work);
    PaperData data = PaperData.of(work.getParent(), cell);
    timed("fit", fit(data));
    Map<String, String> models = models(data);
    timed("evaluate", evaluate(data, models));
    CellFiles files = new CellFiles(cell, run, evaluation, models, seconds);
    results.add(cell, files.lines(), files.objective());
    Folders.delete(work);
  }

  private void timed(String name, List<String> command) throws IOException {
    long start = System.nanoTime();
    Program.run(command);
    seconds.merge(name, (System.nanoTime() - start) / NANOS, Double::sum);
  }

  private List<String> fit(PaperData data) throws IOException {
    List<String> arguments = fit(data, start(data), run);
    arguments.addAll(setting.method().options());
    if (!setting.isGlobal() && !setting.isOfOtherExperts()) {
      arguments.addAll(List.of("--refine", setting.method().refine()));
    }
    arguments.addAll(List.of("--support-size", "" + setting.support()));
    return arguments;
  }

  private List<String> fit(PaperData data, String start, Path output) {
    List<String> arguments = new ArrayList<>(List.of("fit"));
    arguments.addAll(data.training());
    arguments.addAll(List.of("--experts", "" + setting.local()));
    arguments.addAll(List.of("--start", start, "--seed", "" + cell.replicate()));
    arguments.addAll(List.of("--output", output.toString()));
    return arguments;
  }

  private String start(PaperData data) throws IOException {
    Optional<BadStart> bad = BadStart.of(setting.start());
    if (bad.isEmpty()) {
      return setting.start();
    }
    Path file = work.resolve("start.json");
    bad.get().write(data.truth(), cell.replicate(), file);
    return file.toString();
  }

  /** Files of models, below the folder of this run, with their names. */
  private Map<String, String> models(PaperData data) throws IOException {
    Map<String, String> models = new LinkedHashMap<>();
    if (setting.isGlobal()) {
      models.put("run/local/local-models.avro", GLOBAL);
      return models;
    }
    if (setting.isOfOtherExperts()) {
      return ofOtherExperts(data);
    }
    models.put("run/refine/pass-0.avro", REDUCTION);
    models.put("run/model/model.avro", setting.method() == Method.PASSES ? PASSES : PASS);
    models.put("run/refine/candidates.avro", "");
    if (setting.method() == Method.FEDERATED) {
      models.put(federated(data), FEDERATED);
    }
    if (setting.method() == Method.TIMED) {
      timed("aggregate", aggregate("again"));
    }
    return models;
  }

  private Map<String, String> ofOtherExperts(PaperData data) throws IOException {
    timed("aggregate", aggregate("aggregated"));
    List<String> refine = new ArrayList<>(List.of("refine", "--model"));
    refine.add(work.resolve("aggregated").toString());
    refine.addAll(data.rows());
    refine.addAll(List.of("--passes", "1", "--output", work.resolve("passed.avro").toString()));
    timed("refine", refine);
    return Map.of(
        "aggregated/model/model.avro", REDUCTION,
        "aggregated/model/transport.avro", "transport",
        "passed.avro", PASS);
  }

  private List<String> aggregate(String into) {
    return List.of(
        "aggregate",
        run.toString(),
        "--support",
        run.toString(),
        "--experts",
        "" + setting.experts(),
        "--output",
        work.resolve(into).toString());
  }

  private String federated(PaperData data) throws IOException {
    Path start = run.resolve("pilot").resolve("pilot.avro");
    String file = "";
    for (int round = 1; round <= ROUNDS; round++) {
      String folder = "round-" + round;
      List<String> arguments = fit(data, start.toString(), work.resolve(folder));
      arguments.addAll(FEDERATED_STEPS);
      arguments.addAll(List.of("--support", run.toString()));
      timed("federated", arguments);
      file = folder + "/model/model.avro";
      start = work.resolve(file);
    }
    return file;
  }

  private List<String> evaluate(PaperData data, Map<String, String> models) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--model"));
    models.keySet().forEach(file -> arguments.add(work.resolve(file).toString()));
    arguments.addAll(data.test());
    if (setting.isSimulated() && setting.method() != Method.LASSO) {
      arguments.addAll(List.of("--support-size", COST_ROWS));
    }
    arguments.addAll(List.of("--output", evaluation.toString()));
    return arguments;
  }
}
