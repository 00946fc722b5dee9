package org.dmoe.mapreduce.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.model.Scorer;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.out.OutputRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictMapperTest {

  @TempDir private Path directory;

  private final MapDriver<RowKey, RowWritable, NullWritable, OutputRow> driver =
      MapDriver.newMapDriver(new PredictMapper());

  @Test
  void eachRowGetsItsPrediction() throws IOException {
    MixtureOfExperts mixture = Mixtures.random(new SplittableRandom(3), 3, 2);
    driver.addCacheFile(write(mixture));
    TableKey.TEXT_COLUMNS.set(driver.getConfiguration(), List.of("id", "site"));
    JobKey.QUANTILES.set(driver.getConfiguration(), List.of("0.1", "0.9"));
    double[][] x = {{0.5, -1}, {2, 1}, {-1, 0}};
    for (int i = 0; i < x.length; i++) {
      driver.addInput(new RowKey("a", i), new RowWritable(x[i], Double.NaN, 1, "r" + i, "north"));
    }

    List<OutputRow> rows = driver.run().stream().map(Pair::getSecond).toList();

    assertThat(rows).hasSize(3);
    for (int i = 0; i < x.length; i++) {
      assertPrediction(rows.get(i), mixture, x[i]);
      assertThat(rows.get(i).getText(0)).isEqualTo("r" + i);
      assertThat(rows.get(i).getText(1)).isEqualTo("north");
    }
  }

  /** Columns: two texts, mean, variance, two quantiles, three probabilities, expert. */
  private static void assertPrediction(OutputRow row, MixtureOfExperts mixture, double[] x) {
    double[] pi = mixture.gate().probabilities(x);
    Scorer scorer = Scorer.of(mixture);
    scorer.at(x);
    assertThat(row.size()).isEqualTo(10);
    assertThat(row.getDouble(2)).isCloseTo(mixture.mean(x), within(1e-12));
    assertThat(row.getDouble(3)).isCloseTo(mixture.variance(x), within(1e-12));
    assertThat(scorer.cumulative(row.getDouble(4))).isCloseTo(0.1, within(1e-12));
    assertThat(scorer.cumulative(row.getDouble(5))).isCloseTo(0.9, within(1e-12));
    int most = (int) row.getLong(9) - 1;
    for (int k = 0; k < 3; k++) {
      assertThat(row.getDouble(6 + k)).isCloseTo(pi[k], within(1e-14));
      assertThat(pi[most]).isGreaterThanOrEqualTo(pi[k]);
    }
  }

  private URI write(MixtureOfExperts mixture) throws IOException {
    Path file = directory.resolve("m.json");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeJson(out, StoredModel.of("m", mixture, 1));
    }
    return URI.create(file.toUri() + "#" + PredictMapper.MODEL);
  }
}
