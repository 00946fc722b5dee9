package org.dmoe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.LocalRunner;
import org.dmoe.mapreduce.SimulatedFileSystem;
import org.dmoe.mapreduce.Tables;
import org.dmoe.run.Output;
import org.dmoe.table.in.TableOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command asks of a file system with very many small files. */
class ManyFilesTest {

  private static final TableOptions FILES =
      TableOptions.of("y").toBuilder().partition(TableOptions.Partition.FILE).build();

  @TempDir private Path temp;
  private Configuration conf;

  @BeforeEach
  void configure() {
    conf = new LocalRunner(temp).conf(2, FILES);
    SimulatedFileSystem.addTo(conf);
  }

  private FitRequest request(int files, int rows) {
    return FitRequest.builder(
            new RowSource(List.of(SimulatedFileSystem.table(files, rows)), FILES),
            FitOptions.of(2),
            Output.of(Tables.hadoop(temp.resolve("run"))))
        .build();
  }

  private static void assertListedOnce(int files, int rows) {
    assertThat(SimulatedFileSystem.lists(SimulatedFileSystem.table(files, rows))).isEqualTo(1);
    for (int i = 0; i < files; i += 100) {
      assertThat(SimulatedFileSystem.lists(SimulatedFileSystem.file(files, rows, i).getParent()))
          .isEqualTo(1);
    }
  }

  /** A look at the header, the sample, the fit and its score; at some files the plan looks too. */
  @Test
  void aFitListsOnceAndOpensAFileOnceForItsHeaderAndForEachJob() throws IOException {
    FitSummary summary = FitPipeline.run(conf, request(130, 40), line -> {});
    assertThat(summary.rows().used()).isEqualTo(130 * 40);
    assertThat(summary.model().aggregation().orElseThrow().getLocals()).hasSize(130);
    assertListedOnce(130, 40);
    assertThat(SimulatedFileSystem.opens(SimulatedFileSystem.file(130, 40, 50))).isEqualTo(4);
    assertThat(SimulatedFileSystem.calls("open")).isLessThan(4 * 130 + 10);
  }

  /** In a JVM of its own, for its heap of a gigabyte. */
  @Test
  void aPlanOfVeryManyFilesLooksAtEachOnceInAGigabyte() throws Exception {
    Process plan =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-ea",
                "-cp",
                System.getProperty("java.class.path"),
                ManyFilesTest.class.getName(),
                temp.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(plan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(plan.waitFor()).as(said).isZero();
  }

  /** The plan of 100,000 files. */
  public static void main(String[] directory) throws IOException {
    ManyFilesTest test = new ManyFilesTest();
    test.temp = Path.of(directory[0]);
    test.configure();
    FitForecast forecast = FitPipeline.forecast(test.conf, test.request(100_000, 3));
    assertThat(forecast.machines()).hasSize(100_000);
    assertThat(forecast.machines().get(99_999).name()).isEqualTo("d00999/m99999");
    assertListedOnce(100_000, 3);
    assertThat(SimulatedFileSystem.calls("open")).isLessThan(100_000 + 10);
    assertThat(SimulatedFileSystem.calls("status")).isLessThan(10);
  }
}
