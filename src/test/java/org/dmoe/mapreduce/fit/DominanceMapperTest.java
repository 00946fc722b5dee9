package org.dmoe.mapreduce.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.dmoe.aggregate.Dominance;
import org.dmoe.aggregate.LocalRecords;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DominanceMapperTest {

  private static final String SPLIT = "/d/a.csv#000000000000000";
  private static final List<String> FEATURES = List.of("x1", "x2");
  private static final FitJobOptions OPTIONS =
      FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2))
          .seed(9)
          .minLocalModels(0.5)
          .provenance(Map.of("version", "1"))
          .build();

  @TempDir private Path directory;

  private final MapDriver<RowKey, RowWritable, Text, AvroValue<ModelRecord>> driver =
      MapDriver.newMapDriver(new DominanceMapper());
  private Observations rows;

  @BeforeEach
  void configure() {
    Configuration conf = driver.getConfiguration();
    AvroSerialization.addToConfiguration(conf);
    AvroSerialization.setValueWriterSchema(conf, ModelRecord.getClassSchema());
    OPTIONS.store(conf);
    TableKey.RESPONSE.set(conf, "y");
    TableKey.COLUMNS.set(conf, FEATURES);
    driver.setMapInputPath(new org.apache.hadoop.fs.Path("/d/a.csv"));
    rows = addRows(1);
  }

  @Test
  void aBadOptimumIsLeftForTheOneAboveTheRival() throws IOException {
    StoredModel bad = fitted(SPLIT, oneExpert());
    StoredModel good = fitted("/d/b.csv", best());
    StoredModel kept = run(bad, good);
    double gain = logLikelihood(kept) - logLikelihood(bad);
    assertThat(logLikelihood(kept)).isCloseTo(logLikelihood(good), offset(1e-3));
    assertThat(kept.id()).isEqualTo(SPLIT);
    assertThat(counter()).isEqualTo(1);
    assertThat(Dominance.of(List.of(bad, good), List.of(kept, good)))
        .containsExactly(new Dominance(SPLIT, "/d/b.csv", gain));
    assertThat(gain).isGreaterThan(100);
  }

  @Test
  void whatTheRowsCannotSayIsSaidOfTheBetterModelToo() throws IOException {
    driver.clearInput();
    rows = addRows(0);
    StoredModel kept = run(fitted(SPLIT, oneExpert()), fitted("/d/b.csv", best()));
    assertThat(counter()).isEqualTo(1);
    assertThat(kept.undetermined().size()).isEqualTo(1);
    assertThat(kept.undetermined()).isEqualTo(fitted(SPLIT, best()).undetermined());
  }

  @Test
  void theBestFitIsKeptAsItIs() throws IOException {
    StoredModel good = fitted(SPLIT, best());
    assertThat(run(good, fitted("/d/b.csv", oneExpert()))).isEqualTo(good);
    assertThat(counter()).isZero();
  }

  @Test
  void modelsOfOtherColumnsOrMoreExpertsAreNoRivals() throws IOException {
    StoredModel bad = fitted(SPLIT, oneExpert());
    StoredModel elsewhere = withFeatures(fitted("/d/b.csv", best()), List.of("x2", "x1"));
    assertThat(run(bad, elsewhere)).isEqualTo(bad);
  }

  @Test
  void aMachineWithoutAModelStaysWithout() throws IOException {
    StoredModel none = LocalModels.failed(SPLIT);
    assertThat(run(none, fitted("/d/b.csv", best()))).isEqualTo(none);
  }

  private StoredModel run(StoredModel... locals) throws IOException {
    Path file = directory.resolve("locals.avro");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeAvro(out, List.of(locals));
    }
    driver.addCacheFile(URI.create(file.toUri() + "#" + DominanceJob.LOCALS));
    return ModelRecords.fromRecord(driver.run().get(0).getSecond().datum());
  }

  private MixtureOfExperts best() {
    return LocalFit.fit(rows, OPTIONS.fit(), 1, Progress.SILENT).model().orElseThrow();
  }

  private MixtureOfExperts oneExpert() {
    return LocalFit.fit(rows, FitOptions.of(1), 1, Progress.SILENT).model().orElseThrow();
  }

  private StoredModel fitted(String id, MixtureOfExperts mixture) {
    FitOptions options = FitOptions.of(mixture.size());
    return new LocalRecords(new FeatureSpec(FEATURES, "y"), options, OPTIONS.provenance())
        .of(
            id,
            LocalFit.fitFrom(
                mixture, rows, options, new FeatureSpec(FEATURES, "y"), Progress.SILENT),
            0.5);
  }

  private static StoredModel withFeatures(StoredModel model, List<String> features) {
    return model.toBuilder().names(features, model.response()).build();
  }

  private static double logLikelihood(StoredModel model) {
    return model.fit().orElseThrow().getLogLikelihood();
  }

  /**
   * @param spread of the second covariate
   */
  private Observations addRows(double spread) {
    Random random = new Random(4);
    Observations.Builder all = Observations.builder(2);
    for (int i = 0; i < 400; i++) {
      double[] x = {random.nextGaussian(), spread * random.nextGaussian()};
      double y = (x[0] > 0 ? 3 + x[1] : -3 - x[0]) + 0.3 * random.nextGaussian();
      all.add(x, y);
      driver.addInput(new RowKey("a", i), new RowWritable(x, y, 1));
    }
    return all.build();
  }

  private long counter() {
    return driver.getCounters().findCounter(DmoeCounter.LOCAL_MODELS_DOMINATED).getValue();
  }
}
