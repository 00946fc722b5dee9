package org.dmoe.mapreduce.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.assertj.core.data.Offset;
import org.dmoe.data.Observations;
import org.dmoe.evaluate.Diagnostics;
import org.dmoe.evaluate.MachineResiduals;
import org.dmoe.evaluate.Metrics;
import org.dmoe.evaluate.ResidualHistogram;
import org.dmoe.evaluate.RowEvaluator;
import org.dmoe.io.BadFileException;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.LocalRunner;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateJobTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  @TempDir private Path root;
  private LocalRunner runner;
  private Path input;

  @BeforeEach
  void tables() throws IOException {
    runner = new LocalRunner(root);
    input = root.resolve("input");
    Tables.threeFiles(input, 200);
  }

  @Test
  void metricsAreThoseOfAllRowsTogether() throws IOException {
    MixtureOfExperts good = mixture(-1, 1);
    MixtureOfExperts swapped = mixture(1, -1);
    List<Path> models =
        List.of(
            write("a/model.avro", good, List.of("x1", "x2")),
            write("b/model.avro", swapped, List.of("x2", "x1")),
            write("c/model.avro", good, List.of()));
    List<Metrics> metrics = run(1, models, "one");
    assertSame(metrics.get(0), Metrics.of(good, rows(0, 1)));
    assertSame(metrics.get(1), Metrics.of(swapped, rows(1, 0)));
    assertThat(metrics.get(2)).isEqualTo(metrics.get(0).withDiagnostics(null));
    assertThat(run(2, models, "two")).isEqualTo(metrics);
  }

  /** Files are machines, whether they are one split or several. */
  @Test
  void picturesAreOfAllRowsAndOfEachFile() throws IOException {
    MixtureOfExperts good = mixture(-1, 1);
    List<Path> models = List.of(write("a/model.avro", good, List.of("x1", "x2")));
    Diagnostics found = run(2, models, "one").get(0).diagnostics();
    Diagnostics whole = whole(good);
    assertThat(found.pit()).isEqualTo(whole.pit());
    assertThat(found.reliability()).isEqualTo(whole.reliability());
    assertThat(found.rootograms()).isEqualTo(whole.rootograms());
    assertThat(found.residuals()).isEqualTo(whole.residuals());
    assertThat(found.predictions()).hasSameSizeAs(whole.predictions());
    assertThat(found.machineCount()).isEqualTo(3);
    assertThat(found.machines())
        .hasSize(3)
        .allSatisfy(machine -> assertThat(machine.rows()).isEqualTo(200))
        .extracting(Diagnostics.Residuals::machine)
        .doesNotHaveDuplicates();
    assertThat(run(1, models, "two").get(0).diagnostics()).isEqualTo(found);
  }

  private static Diagnostics whole(MixtureOfExperts model) {
    RowEvaluator evaluator = RowEvaluator.withDiagnostics(model);
    ResidualHistogram residuals = new ResidualHistogram();
    Observations rows = rows(0, 1);
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      evaluator.add(x, rows.response(i), 1);
      evaluator.addTo(residuals, 1);
    }
    MachineResiduals machines = new MachineResiduals();
    machines.add("all", residuals);
    return evaluator.diagnostics().orElseThrow().diagnostics(machines);
  }

  @Test
  void aModelThatNeedsAnotherColumnIsNamed() throws IOException {
    List<Path> models = List.of(write("a/model.avro", mixture(-1, 1), List.of("x1", "pressure")));
    assertThatThrownBy(() -> run(1, models, "out"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContainingAll(root + "/a/model.avro: ", "'pressure'");
  }

  @Test
  void aModelOfAnotherDimensionIsNamed() throws IOException {
    Tables.write(input.resolve("a.csv"), "y,x1\n1,2\n");
    Files.delete(input.resolve("b.csv"));
    Files.delete(input.resolve("sub/c.csv.gz"));
    List<Path> models = List.of(write("a/model.avro", mixture(-1, 1), List.of()));
    assertThatThrownBy(() -> run(1, models, "out"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("the model has 2 covariates, the table 1");
  }

  @Test
  void aFileThatIsNoModelIsNamed() throws IOException {
    Path file = Files.writeString(root.resolve("m.json"), "{\"experts\":[]}");
    assertThatThrownBy(() -> run(1, List.of(file), "out"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("m.json: ");
  }

  private static void assertSame(Metrics found, Metrics wanted) {
    assertThat(found.rows()).isEqualTo(wanted.rows());
    assertThat(found.meanLogLikelihood()).isCloseTo(wanted.meanLogLikelihood(), CLOSE);
    assertThat(found.rpe()).isCloseTo(wanted.rpe(), CLOSE);
    assertThat(found.centredRpe()).isCloseTo(wanted.centredRpe(), CLOSE);
    assertThat(found.rmse()).isCloseTo(wanted.rmse(), CLOSE);
    assertThat(found.mae()).isCloseTo(wanted.mae(), CLOSE);
    assertThat(found.correlation()).isCloseTo(wanted.correlation(), CLOSE);
    assertThat(found.coverage80()).isCloseTo(wanted.coverage80(), CLOSE);
  }

  /** All rows with the columns x1 and x2 put where the arguments say. */
  private static Observations rows(int first, int second) {
    Observations.Builder rows = Observations.builder(2);
    for (int seed = 1; seed <= 3; seed++) {
      for (String line : Tables.csv(200, seed).lines().skip(1).toList()) {
        String[] fields = line.split(",");
        double[] x = new double[2];
        x[first] = Double.parseDouble(fields[1]);
        x[second] = Double.parseDouble(fields[2]);
        rows.add(x, Double.parseDouble(fields[0]));
      }
    }
    return rows.build();
  }

  private static MixtureOfExperts mixture(double slope1, double slope2) {
    return MixtureOfExperts.of(
        SoftmaxGate.of(new double[][] {{0, -2, 0}, {0, 0, 0}}),
        List.of(
            GaussianExpert.of(new double[] {-3, slope1, slope2}, 0.25),
            GaussianExpert.of(new double[] {3, 2, -1}, 0.5)));
  }

  private Path write(String name, MixtureOfExperts mixture, List<String> features)
      throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    StoredModel model = StoredModel.of("m", mixture, 10).toBuilder().names(features, "y").build();
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeAvro(out, List.of(model));
    }
    return file;
  }

  /** Labels and pictures too; a file without rows among them. */
  @Test
  void machinesThatShareATaskGiveTheSameBytes() throws IOException {
    for (String file : List.of("a.csv", "b.csv", "d.csv")) {
      List<String> lines = Tables.csv(file.equals("b.csv") ? 0 : 60, 4).lines().toList();
      StringBuilder labelled = new StringBuilder(lines.get(0) + ",z\n");
      for (int i = 1; i < lines.size(); i++) {
        labelled.append(lines.get(i)).append(i % 3 == 0 ? ",p\n" : ",q\n");
      }
      Tables.write(input.resolve(file), labelled.toString());
    }
    Files.delete(input.resolve("sub/c.csv.gz"));
    byte[] alone = runFiles("alone", 0);
    assertThat(new String(alone, StandardCharsets.UTF_8)).contains("\"labels\"", "\"machines\"");
    assertThat(lastProgress()).startsWith("3 maps");
    assertThat(runFiles("shared", Long.MAX_VALUE)).isEqualTo(alone);
    assertThat(lastProgress()).startsWith("1 map,");
  }

  private String lastProgress() {
    List<String> lines = runner.console().stream().filter(line -> line.contains(" map")).toList();
    return lines.get(lines.size() - 1);
  }

  private byte[] runFiles(String name, long taskBytes) throws IOException {
    List<org.apache.hadoop.fs.Path> models =
        List.of(
            Tables.hadoop(write("a/model.avro", mixture(-1, 1), List.of("x1", "x2"))),
            Tables.hadoop(write("b/model.avro", mixture(1, -1), List.of("x2", "x1"))));
    TableOptions table =
        TableOptions.builder()
            .response("y")
            .roles(ColumnRoles.builder().label("z").build())
            .partition(TableOptions.Partition.FILE)
            .build();
    Configuration conf = runner.conf(2, table);
    TableKey.TASK_BYTES.set(conf, taskBytes);
    org.apache.hadoop.fs.Path output = Tables.hadoop(root.resolve(name));
    runner.run(EvaluateJob.create(conf, Tables.files(input), models, 1, output));
    return Files.readAllBytes(root.resolve(name).resolve("part-r-00000"));
  }

  private List<Metrics> run(int threads, List<Path> models, String name) throws IOException {
    List<org.apache.hadoop.fs.Path> files = new ArrayList<>();
    models.forEach(model -> files.add(Tables.hadoop(model)));
    org.apache.hadoop.fs.Path output = Tables.hadoop(root.resolve(name));
    Job job =
        EvaluateJob.create(
            runner.conf(threads, TableOptions.of("y")), Tables.files(input), files, 2, output);
    FileInputFormat.setMaxInputSplitSize(job, 4000);
    runner.run(job);
    return EvaluateJob.read(job.getConfiguration(), output);
  }
}
