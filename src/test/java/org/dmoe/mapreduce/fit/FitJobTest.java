package org.dmoe.mapreduce.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.assertj.core.groups.Tuple;
import org.dmoe.aggregate.GlobalModel;
import org.dmoe.em.FitOptions;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.SupportCsv;
import org.dmoe.mapreduce.LocalRunner;
import org.dmoe.mapreduce.Tables;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.OwnCounters;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.RowCounter;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.TableOptions;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitJobTest {

  @TempDir private Path root;
  private LocalRunner runner;
  private Path input;
  private Path support;

  @BeforeEach
  void tables() throws IOException {
    runner = new LocalRunner(root);
    input = root.resolve("input");
    Tables.threeFiles(input, 200);
    support = root.resolve("s.csv");
    try (OutputStream out = Files.newOutputStream(support)) {
      SupportCsv.write(out, LocalModels.support(LocalModels.FEATURES));
    }
  }

  @Test
  void theModelsBytesDoNotDependOnTheThreads() throws IOException {
    Counters counters = run(1, "one", 0.5);
    run(2, "two", 0.5);
    Path one = root.resolve("one").resolve(FitOutputFormat.MODEL_FILE);
    assertThat(one).hasSameBinaryContentAs(root.resolve("two/model/model.avro"));
    assertThat(counters.findCounter(RowCounter.ROWS).getValue()).isEqualTo(600);
    List<StoredModel> locals = read("one/local/local-models.avro");
    assertThat(locals)
        .hasSizeGreaterThan(4)
        .extracting(StoredModel::id)
        .isSorted()
        .contains("a#000000000000000", "b#000000000006000", "sub/c");
    assertThat(locals.stream().mapToDouble(StoredModel::sampleSize).sum()).isEqualTo(600);
    StoredModel global = read("one/model/model.avro").get(0);
    assertThat(global.sampleSize()).isEqualTo(600);
    assertThat(global.features()).containsExactly("x1", "x2");
    assertThat(global.provenance()).containsEntry("seed", "3");
    assertThat(global.aggregation().orElseThrow().getLocals()).hasSize(locals.size());
    assertThat(global.mixture().orElseThrow().experts())
        .extracting(expert -> Math.rint(expert.intercept()))
        .containsExactly(-3.0, 3.0);
  }

  @Test
  void aSplitWithTooFewRowsIsReportedAndNotUsed() throws IOException {
    Tables.write(input.resolve("d.csv"), Tables.csv(2, 4));
    Tables.write(input.resolve("e.csv"), "y,x1,x2\n");
    Counters counters = runFiles("out", 0.5);
    assertThat(counters.findCounter(DmoeCounter.LOCAL_MODELS_REJECTED).getValue()).isEqualTo(1);
    assertThat(counters.findCounter(RowCounter.SPLITS_WITHOUT_ROWS).getValue()).isEqualTo(1);
    assertThat(read("out/model/model.avro").get(0).aggregation().orElseThrow().getLocals())
        .filteredOn(local -> !GlobalModel.isUsed(local))
        .singleElement()
        .satisfies(local -> assertThat(local.getId()).isEqualTo("d"))
        .satisfies(local -> assertThat(local.getStatus()).contains("2 usable rows"));
  }

  /** Empty files and files of too few rows among them. */
  @Test
  void machinesThatShareATaskGiveTheSameBytes() throws IOException {
    for (int f = 0; f < 7; f++) {
      Tables.write(input.resolve("d" + f + ".csv"), Tables.csv(f == 3 ? 0 : 2 + 40 * f, 10 + f));
    }
    Counters alone = runFiles("alone", 0.5, 0);
    assertThat(lastProgress()).startsWith("10 maps");
    for (int most : new int[] {1, 3, 4}) {
      Counters shared = runFiles("shared" + most, 0.5, most);
      assertThat(lastProgress()).startsWith(most + " map");
      assertThat(OwnCounters.values(shared)).isEqualTo(OwnCounters.values(alone));
      assertThat(root.resolve("shared" + most + "/model/model.avro"))
          .hasSameBinaryContentAs(root.resolve("alone/model/model.avro"));
      assertThat(read("shared" + most + "/local/local-models.avro"))
          .extracting(StoredModel::id, StoredModel::mixture, StoredModel::status)
          .isEqualTo(
              read("alone/local/local-models.avro").stream()
                  .map(m -> Tuple.tuple(m.id(), m.mixture(), m.status()))
                  .toList());
    }
    assertThat(alone.findCounter(RowCounter.SPLITS_WITHOUT_ROWS).getValue()).isEqualTo(1);
  }

  private String lastProgress() {
    List<String> lines = runner.console().stream().filter(line -> line.contains(" map")).toList();
    return lines.get(lines.size() - 1);
  }

  @Test
  void tooFewUsableModelsLeaveNothing() throws IOException {
    for (String name : List.of("a.csv", "b.csv", "sub/c.csv.gz")) {
      Tables.write(input.resolve(name), Tables.csv(2, 4));
    }
    assertThatThrownBy(() -> runFiles("out", 0))
        .isInstanceOf(NoUsableModelException.class)
        .hasMessageStartingWith("0 of 3 local models can be used: a: TOO_FEW_ROWS")
        .hasMessageNotContaining("\n");
    assertNothingBut("out");
  }

  @Test
  void aBadRowLeavesNothing() throws IOException {
    Tables.write(input.resolve("a.csv"), "y,x1,x2\n1,2,Infinity\n");
    assertThatThrownBy(() -> run(2, "out", 0.5))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(input.resolve("a.csv") + ":2: ")
        .hasMessageContaining("'x2'");
    assertNothingBut("out");
  }

  @Test
  void aSupportOfOtherColumnsIsUnusable() throws IOException {
    Files.writeString(support, "x1,z\n1,2\n");
    assertThatThrownBy(() -> run(1, "out", 0.5))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("'x2'");
  }

  /** No file of any name, whether hidden or not. */
  private void assertNothingBut(String output) throws IOException {
    if (Files.exists(root.resolve(output))) {
      try (Stream<Path> files = Files.walk(root.resolve(output))) {
        assertThat(files.filter(Files::isRegularFile)).isEmpty();
      }
    }
  }

  private List<StoredModel> read(String file) throws IOException {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      return ModelFiles.read(in, file);
    }
  }

  private Counters run(int threads, String output, double minLocalModels) throws IOException {
    return run(threads, output, minLocalModels, TableOptions.of("y"));
  }

  private Counters runFiles(String output, double minLocalModels) throws IOException {
    TableOptions table =
        TableOptions.builder().response("y").partition(TableOptions.Partition.FILE).build();
    return run(1, output, minLocalModels, table);
  }

  private Counters runFiles(String output, double minLocalModels, int mostTasks)
      throws IOException {
    TableOptions table =
        TableOptions.builder().response("y").partition(TableOptions.Partition.FILE).build();
    Configuration conf = runner.conf(2, table);
    TableKey.MAX_TASKS.set(conf, mostTasks);
    return run(conf, output, minLocalModels, Long.MAX_VALUE);
  }

  private Counters run(int threads, String output, double minLocalModels, TableOptions table)
      throws IOException {
    return run(runner.conf(threads, table), output, minLocalModels, 6000);
  }

  private Counters run(Configuration conf, String output, double minLocalModels, long splitSize)
      throws IOException {
    Job job =
        FitJob.create(
            conf,
            Tables.files(input),
            Tables.hadoop(support),
            Tables.hadoop(root.resolve(output)),
            FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2))
                .seed(3)
                .minLocalModels(minLocalModels)
                .provenance(Map.of("seed", "3"))
                .build());
    FileInputFormat.setMaxInputSplitSize(job, splitSize);
    return runner.run(job);
  }
}
