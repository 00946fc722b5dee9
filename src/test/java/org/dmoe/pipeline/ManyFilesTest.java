package org.dmoe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

  /** A look at the header, the sample and the fit; at some files the plan looks too. */
  @Test
  void aFitListsOnceAndOpensAFileOnceForItsHeaderAndForEachJob() throws IOException {
    FitSummary summary = FitPipeline.run(conf, request(130, 40), line -> {});
    assertThat(summary.rows().used()).isEqualTo(130 * 40);
    assertThat(summary.model().aggregation().orElseThrow().getLocals()).hasSize(130);
    assertListedOnce(130, 40);
    assertThat(SimulatedFileSystem.opens(SimulatedFileSystem.file(130, 40, 50))).isEqualTo(3);
    assertThat(SimulatedFileSystem.calls("open")).isLessThan(3 * 130 + 10);
  }

  @Test
  void aPlanOfVeryManyFilesLooksAtEachOnce() throws IOException {
    FitForecast forecast = FitPipeline.forecast(conf, request(100_000, 3));
    assertThat(forecast.machines()).hasSize(100_000);
    assertThat(forecast.machines().get(99_999).name()).isEqualTo("d00999/m99999");
    assertListedOnce(100_000, 3);
    assertThat(SimulatedFileSystem.calls("open")).isLessThan(100_000 + 10);
    assertThat(SimulatedFileSystem.calls("status")).isLessThan(10);
  }
}
