package org.dmoe.mapreduce.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.inference.MeanConfidence;
import org.dmoe.inference.MeanInterval;
import org.dmoe.inference.ParameterCovariance;
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

  /** Columns: mean, variance, error, low, high, no quantile, two probabilities, expert. */
  @Test
  void intervalsOfTheMeanRestOnTheModelsCovariance() throws IOException {
    MixtureOfExperts mixture = Mixtures.random(new SplittableRandom(3), 2, 1);
    ParameterCovariance covariance = diagonal(mixture.freeParameters());
    StoredModel model =
        StoredModel.builder("m", Optional.of(mixture), 1)
            .inference(
                Optional.of(new InferenceSummary(covariance, 100, -150, List.of(0.25, 0.75))))
            .build();
    driver.addCacheFile(write(model));
    new PredictOptions(List.of(), OptionalDouble.of(0.9)).store(driver.getConfiguration());
    driver.addInput(new RowKey("a", 0), new RowWritable(new double[] {0.5}, Double.NaN, 1));

    OutputRow row = driver.run().get(0).getSecond();

    MeanInterval expected = MeanConfidence.of(mixture, covariance, 0.9).at(new double[] {0.5});
    assertThat(row.size()).isEqualTo(8);
    assertThat(row.getDouble(0)).isEqualTo(expected.mean());
    assertThat(row.getDouble(2)).isEqualTo(expected.standardError());
    assertThat(row.getDouble(3)).isEqualTo(expected.low());
    assertThat(row.getDouble(4)).isEqualTo(expected.high());
    assertThat(expected.low()).isLessThan(expected.mean());
  }

  private static ParameterCovariance diagonal(int nu) {
    double[] lower = new double[nu * (nu + 1) / 2];
    for (int i = 0; i < nu; i++) {
      lower[i * (i + 1) / 2 + i] = 0.01 * (i + 1);
    }
    return new ParameterCovariance(
        CovarianceKind.SANDWICH, lower, new int[0], new int[0], 4, false);
  }

  private URI write(MixtureOfExperts mixture) throws IOException {
    return write(StoredModel.of("m", mixture, 1));
  }

  private URI write(StoredModel model) throws IOException {
    Path file = directory.resolve("m.json");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeJson(out, model);
    }
    return URI.create(file.toUri() + "#" + PredictMapper.MODEL);
  }
}
