package org.dmoe.mapreduce.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.data.Observations;
import org.dmoe.evaluate.Metrics;
import org.dmoe.evaluate.RowSums;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateMapperTest {

  @TempDir private Path directory;

  private final MapDriver<RowKey, RowWritable, ScoreKey, ArrayPrimitiveWritable> driver =
      MapDriver.newMapDriver(new EvaluateMapper());

  @Test
  void everyModelIsScoredOnEveryRow() throws IOException {
    List<MixtureOfExperts> models = List.of(line(1, 2), line(0, -1));
    for (int m = 0; m < models.size(); m++) {
      driver.addCacheFile(write(m, models.get(m)));
    }
    JobKey.MODELS.set(driver.getConfiguration(), models.size());
    TableKey.RESPONSE.set(driver.getConfiguration(), "y");
    TableKey.COLUMNS.set(driver.getConfiguration(), List.of("x"));
    driver.setMapInputPath(new org.apache.hadoop.fs.Path("/d/a.csv"));
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 5; i++) {
      rows.add(new double[] {i}, 2.5 * i, 1 + i);
      driver.addInput(new RowKey("a", i), new RowWritable(new double[] {i}, 2.5 * i, 1 + i));
    }
    Observations all = rows.build();
    List<Pair<ScoreKey, ArrayPrimitiveWritable>> output = driver.run();
    assertThat(output)
        .extracting(Pair::getFirst)
        .containsExactly(
            ScoreKey.ofMetrics(0, "/d/a.csv#000000000000000"),
            ScoreKey.ofMetrics(1, "/d/a.csv#000000000000000"));
    for (int m = 0; m < models.size(); m++) {
      double[] state = (double[]) output.get(m).getSecond().get();
      assertThat(RowSums.fromArray(state).metrics()).isEqualTo(Metrics.of(models.get(m), all));
    }
  }

  @Test
  void knownLabelsAreCountedWhereTheyAreGiven() throws IOException {
    driver.addCacheFile(write(0, line(1, 2)));
    JobKey.MODELS.set(driver.getConfiguration(), 1);
    TableKey.RESPONSE.set(driver.getConfiguration(), "y");
    TableKey.COLUMNS.set(driver.getConfiguration(), List.of("x"));
    driver.setMapInputPath(new org.apache.hadoop.fs.Path("/d/a.csv"));
    for (String label : List.of("b", "a", "b", "")) {
      driver.addInput(new RowKey("a", 0), new RowWritable(new double[] {1}, 3, 2.5, label));
    }
    String split = "/d/a.csv#000000000000000";

    List<Pair<ScoreKey, ArrayPrimitiveWritable>> output = driver.run();

    assertThat(output)
        .extracting(Pair::getFirst)
        .containsExactly(
            ScoreKey.ofMetrics(0, split),
            ScoreKey.ofLabel(0, "a", split),
            ScoreKey.ofLabel(0, "b", split));
    assertThat((double[]) output.get(2).getSecond().get()).containsExactly(5, 5, 2);
  }

  private URI write(int number, MixtureOfExperts mixture) throws IOException {
    Path file = directory.resolve("m" + number + ".json");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeJson(out, StoredModel.of("m", mixture, 1));
    }
    return URI.create(file.toUri() + "#" + EvaluateJob.cacheName(number));
  }

  private static MixtureOfExperts line(double intercept, double slope) {
    return MixtureOfExperts.of(
        SoftmaxGate.uniform(1, 1), List.of(GaussianExpert.of(new double[] {intercept, slope}, 2)));
  }
}
