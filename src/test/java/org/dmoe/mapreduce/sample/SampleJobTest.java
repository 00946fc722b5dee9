package org.dmoe.mapreduce.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.dmoe.mapreduce.LocalRunner;
import org.dmoe.mapreduce.Tables;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.RowCounter;
import org.dmoe.table.in.TableOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleJobTest {

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
  void theSampleDoesNotDependOnSplitsThreadsOrCompression() throws IOException {
    String one = sample(1, Long.MAX_VALUE, "one", 50, 1);
    assertThat(one.lines()).hasSize(51).startsWith("x1,x2").doesNotHaveDuplicates();
    assertThat(sample(2, 1500, "many", 50, 1)).isEqualTo(one);
    Tables.write(input.resolve("sub/c.csv"), Tables.csv(200, 3));
    Files.delete(input.resolve("sub/c.csv.gz"));
    assertThat(sample(2, 1000, "plain", 50, 1)).isEqualTo(one);
    assertThat(sample(1, Long.MAX_VALUE, "seed", 50, 2)).isNotEqualTo(one);
  }

  @Test
  void aSmallerSampleIsTheBeginningOfALargerOne() throws IOException {
    List<String> small = sample(1, 3000, "small", 20, 7).lines().toList();
    List<String> large = sample(1, 3000, "large", 60, 7).lines().toList();
    assertThat(large.subList(0, 21)).isEqualTo(small);
  }

  @Test
  void allRowsAreTakenWhereThereAreFewer() throws IOException {
    Set<String> rows = new HashSet<>();
    for (int seed = 1; seed <= 3; seed++) {
      Tables.csv(200, seed).lines().skip(1).forEach(row -> rows.add(row.split(",", 2)[1]));
    }
    List<String> all = sample(1, 4000, "all", 1000, 1).lines().toList();
    assertThat(all.subList(1, all.size())).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void countersAndProgressAreTold() throws IOException {
    Counters counters = run(1, 3000, "out", 50, 1);
    assertThat(counters.findCounter(RowCounter.ROWS).getValue()).isEqualTo(600);
    assertThat(counters.findCounter(DmoeCounter.SUPPORT_ROWS).getValue()).isEqualTo(50);
    assertThat(runner.console()).last().asString().matches("\\d+ maps, 600 rows read");
  }

  @Test
  void aBadRowFailsTheJobInOneLine() throws IOException {
    Tables.write(input.resolve("b.csv"), "y,x1,x2\n1,2,3\n4,five,6\n");
    assertThatThrownBy(() -> run(2, Long.MAX_VALUE, "out", 50, 1))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(input.resolve("b.csv") + ":3: column 'x1': not a number: 'five'");
    assertThat(root.resolve("out/support.csv")).doesNotExist();
  }

  @Test
  void badRowsOfAllTasksTogetherAreBounded() throws IOException {
    Tables.write(input.resolve("a.csv"), "y,x1,x2\n1,2,3\n4,five,6\n");
    Tables.write(input.resolve("b.csv"), "y,x1,x2\n1,2,3\n4,5\n");
    TableOptions table = TableOptions.builder().response("y").maxBadRows(1).build();
    long aTaskEach = 30;
    assertThatThrownBy(() -> runner.run(job(table, 1, aTaskEach, "one", 50, 1)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(input.resolve("a.csv") + ":3: ")
        .hasMessageEndingWith("(2 unreadable rows in all, --max-bad-rows 1)");
    Counters counters =
        runner.run(job(table.toBuilder().maxBadRows(2).build(), 1, aTaskEach, "two", 50, 1));
    assertThat(counters.findCounter(RowCounter.BAD_ROWS).getValue()).isEqualTo(2);
  }

  @Test
  void headersAloneAreUnusable() throws IOException {
    for (String name : List.of("a.csv", "b.csv", "sub/c.csv.gz")) {
      Tables.write(input.resolve(name), "y,x1,x2\n");
    }
    assertThatThrownBy(() -> run(1, Long.MAX_VALUE, "out", 50, 1))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("no rows");
  }

  private String sample(int threads, long splitSize, String output, int size, long seed)
      throws IOException {
    run(threads, splitSize, output, size, seed);
    return Files.readString(root.resolve(output).resolve(SampleJob.SUPPORT_FILE));
  }

  private Counters run(int threads, long splitSize, String output, int size, long seed)
      throws IOException {
    return runner.run(job(TableOptions.of("y"), threads, splitSize, output, size, seed));
  }

  private Job job(
      TableOptions table, int threads, long splitSize, String output, int size, long seed)
      throws IOException {
    Configuration conf = runner.conf(threads, table);
    Job job =
        SampleJob.create(
            conf, Tables.files(input), Tables.hadoop(root.resolve(output)), size, seed);
    FileInputFormat.setMaxInputSplitSize(job, splitSize);
    return job;
  }
}
