package org.dmoe.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is measured from the command line, by the jar of this build or of another: 20 covariates, 4
 * experts, start of the program included.
 */
final class CommandMeasures {

  private static final int MACHINES = 128;
  private static final int TEST_ROWS = 100_000;
  private static final List<String> FORMATS = List.of("avro", "csv", "parquet");

  private final String jar;
  private final String heap;
  private final Path dir;
  private final long rows;
  private final int runs;
  private final Consumer<Measure> found;

  /**
   * @param dir for rows and runs
   * @param rows of the fits, and of what is read and predicted
   * @param runs of which the median is taken
   * @param found told each measure
   */
  CommandMeasures(String jar, String heap, Path dir, long rows, int runs, Consumer<Measure> found) {
    this.jar = jar;
    this.heap = heap;
    this.dir = dir;
    this.rows = rows;
    this.runs = runs;
    this.found = found;
  }

  void run() throws IOException, InterruptedException {
    found.accept(Measure.seconds("start: --help", median(List.of("--help"))));
    Path data = dir.resolve("machines");
    simulate(data, "avro", rows, MACHINES, 0);
    Path test = dir.resolve("test");
    simulate(test, "avro", Math.min(rows, TEST_ROWS), 1, rows);
    fits(data, test);
    for (String format : FORMATS) {
      readAndWrite(format, data);
    }
  }

  private void fits(Path data, Path test) throws IOException, InterruptedException {
    List<String> fit =
        List.of(
            "fit",
            "--input",
            data.resolve("rows") + "",
            "--response",
            "y",
            "--experts",
            "4",
            "--partition",
            "file",
            "--output",
            dir.resolve("run") + "",
            "--overwrite");
    List<String> scored = with(fit, "--test", test.resolve("rows") + "");
    String of = "fit, %d machines".formatted(MACHINES);
    found.accept(Measure.seconds(of + ", test and comparison", median(with(scored, "--compare"))));
    found.accept(Measure.seconds(of + ", test", median(scored)));
    onePass(of, with(scored, "--refine", "1"));
    run(with(scored, "--with-global"));
    JsonNode run = new ObjectMapper().readTree(dir.resolve("run/run.json").toFile());
    found.accept(Measure.seconds("fit of all rows", run.at("/seconds/global").asDouble()));
  }

  /** Not in every release. */
  private void onePass(String of, List<String> fit) throws InterruptedException {
    try {
      found.accept(Measure.seconds(of + ", test, one pass", median(fit)));
    } catch (IOException e) {
      System.out.println(of + ", test, one pass: not in this build");
    }
  }

  private void readAndWrite(String format, Path truth) throws IOException, InterruptedException {
    Path data = dir.resolve(format);
    List<String> simulate = simulation(data, format, rows, 2, 0);
    found.accept(Measure.rate("simulate, " + format, rows / median(simulate)));
    List<String> reading = List.of("--model", truth + "", "--input", data.resolve("rows") + "");
    List<String> evaluate = new ArrayList<>(List.of("evaluate"));
    evaluate.addAll(reading);
    found.accept(Measure.rate("evaluate, " + format, rows / median(evaluate)));
    List<String> predict = new ArrayList<>(List.of("predict"));
    predict.addAll(reading);
    found.accept(
        Measure.rate(
            "predict with 3 quantiles, " + format,
            rows
                / median(
                    with(
                        predict,
                        "--format",
                        format,
                        "--output",
                        dir.resolve("predictions") + "",
                        "--overwrite"))));
  }

  private void simulate(Path to, String format, long number, int files, long first)
      throws IOException, InterruptedException {
    if (!Files.exists(to)) {
      run(simulation(to, format, number, files, first));
    }
  }

  private static List<String> simulation(
      Path to, String format, long number, int files, long first) {
    return List.of(
        "simulate",
        "--kind",
        "paper",
        "--rows",
        number + "",
        "--files",
        files + "",
        "--first-row",
        first + "",
        "--format",
        format,
        "--output",
        to + "",
        "--overwrite");
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  private double median(List<String> command) throws IOException, InterruptedException {
    double[] seconds = new double[runs];
    for (int i = 0; i < runs; i++) {
      seconds[i] = run(command);
    }
    Arrays.sort(seconds);
    return seconds[runs / 2];
  }

  private double run(List<String> command) throws IOException, InterruptedException {
    return MeasuredRun.of(jar, heap, command).seconds();
  }
}
