package org.dmoe.mapreduce.refine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.LocalRunner;
import org.dmoe.mapreduce.Tables;
import org.dmoe.mapreduce.job.OwnCounters;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.table.RowCounter;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefineJobTest {

  private static final StoredModel MODEL =
      StoredModel.of(
              "m",
              MixtureOfExperts.of(
                  SoftmaxGate.of(new double[][] {{0, -2, 0}, {0, 0, 0}}),
                  List.of(
                      GaussianExpert.of(new double[] {-3, -1, 1}, 0.25),
                      GaussianExpert.of(new double[] {3, 2, -1}, 0.5))),
              10)
          .toBuilder()
          .names(List.of("x1", "x2"), "y")
          .build();

  @TempDir private Path root;

  /** Files without rows, and one whose rows have no weight, among them. */
  @Test
  void machinesThatShareATaskGiveTheSameBytes() throws IOException {
    LocalRunner runner = new LocalRunner(root);
    for (int f = 0; f < 6; f++) {
      String weight = f == 4 ? "0" : "1.5";
      String rows = Tables.csv(f == 0 || f == 2 ? 0 : 20 * f, f);
      Tables.write(
          root.resolve("input/d" + f + ".csv"),
          rows.replace("\n", "," + weight + "\n").replaceFirst(weight, "w"));
    }
    Counters alone = run(runner, "alone", 0);
    Counters shared = run(runner, "shared", Long.MAX_VALUE);
    assertThat(runner.console()).anyMatch(line -> line.startsWith("6 maps"));
    assertThat(runner.console()).anyMatch(line -> line.startsWith("1 map,"));
    for (String file : List.of(SumsOutputFormat.FILE, SumsOutputFormat.MACHINES)) {
      assertThat(root.resolve("shared").resolve(file))
          .hasSameBinaryContentAs(root.resolve("alone").resolve(file));
    }
    assertThat(OwnCounters.values(shared)).isEqualTo(OwnCounters.values(alone));
    assertThat(alone.findCounter(RowCounter.SPLITS_WITHOUT_ROWS).getValue()).isEqualTo(3);
  }

  private Counters run(LocalRunner runner, String output, long taskBytes) throws IOException {
    TableOptions table =
        TableOptions.builder()
            .response("y")
            .roles(ColumnRoles.builder().weight("w").build())
            .partition(TableOptions.Partition.FILE)
            .build();
    Configuration conf = runner.conf(1, table);
    TableKey.TASK_BYTES.set(conf, taskBytes);
    Path file = root.resolve("m.avro");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeAvro(out, List.of(MODEL));
    }
    Job job =
        RefineJob.create(
            conf,
            Tables.files(root.resolve("input")),
            Tables.hadoop(file),
            MODEL,
            Tables.hadoop(root.resolve(output)),
            true);
    return runner.run(job);
  }
}
