package org.dmoe.mapreduce.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.aggregate.GlobalModel;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.io.BadFileException;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.SupportCsv;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.Progress;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitReducerTest {

  private static final SupportingSample SUPPORT = LocalModels.support(LocalModels.FEATURES);

  private final ReduceDriver<Text, AvroValue<ModelRecord>, Text, AvroValue<ModelRecord>> driver =
      ReduceDriver.newReduceDriver(new FitReducer());

  @TempDir private Path directory;
  private Path support;

  @BeforeEach
  void configure() throws IOException {
    Configuration conf = driver.getConfiguration();
    AvroSerialization.addToConfiguration(conf);
    AvroSerialization.setValueWriterSchema(conf, ModelRecord.getClassSchema());
    FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2))
        .seed(9)
        .minLocalModels(0.5)
        .provenance(Map.of("seed", "9"))
        .build()
        .store(conf);
    support = directory.resolve("s.csv");
    try (OutputStream out = Files.newOutputStream(support)) {
      SupportCsv.write(out, SUPPORT);
    }
    driver.withCacheFile(java.net.URI.create(support.toUri() + "#" + FitJob.SUPPORT));
  }

  @Test
  void allLocalModelsAreKeptAndTheUsableOnesAggregated() throws IOException {
    List<StoredModel> locals =
        List.of(
            LocalModels.usable("a", 0, 100),
            LocalModels.failed("b"),
            LocalModels.usable("c", 0.1, 200));
    locals.forEach(this::add);
    List<Pair<Text, AvroValue<ModelRecord>>> output = driver.run();
    assertThat(output)
        .extracting(pair -> pair.getFirst().toString())
        .containsExactly(
            "local/local-models.avro",
            "local/local-models.avro",
            "local/local-models.avro",
            "model/model.avro",
            "model/transport.avro");
    assertThat(output.subList(0, 3)).extracting(FitReducerTest::model).isEqualTo(locals);
    GlobalModel.Result expected =
        GlobalModel.aggregate(
            locals,
            SUPPORT,
            ReductionEstimator.of(ReductionOptions.of(2)),
            0.5,
            Map.of("seed", "9"),
            Progress.SILENT);
    assertThat(model(output.get(3))).isEqualTo(expected.model());
    assertThat(model(output.get(4))).isEqualTo(expected.transport().orElseThrow());
    assertThat(counter(DmoeCounter.LOCAL_MODELS_USED)).isEqualTo(2);
    assertThat(counter(DmoeCounter.LOCAL_MODELS_REJECTED)).isEqualTo(1);
  }

  @Test
  void aRecordThatIsNoModelIsRejectedWithItsFault() throws IOException {
    add(LocalModels.usable("a", 0, 100));
    ModelRecord broken = ModelRecords.toRecord(LocalModels.usable("b", 0, 100));
    broken.getExperts().get(1).setVariance(-1);
    driver.addInput(new Text("b"), List.of(new AvroValue<>(broken)));
    List<Pair<Text, AvroValue<ModelRecord>>> output = driver.run();
    assertThat(model(output.get(1)).status()).startsWith("INVALID: expert 2: variance");
    List<String> statuses =
        model(output.get(2)).aggregation().orElseThrow().getLocals().stream()
            .map(LocalShareRecord::getStatus)
            .toList();
    assertThat(statuses).hasSize(2);
    assertThat(statuses.get(0)).isEqualTo("USED");
    assertThat(statuses.get(1)).startsWith("REJECTED: INVALID: expert 2: variance");
  }

  @Test
  void tooFewUsableModelsFailTheTask() {
    add(LocalModels.usable("a", 0, 100));
    add(LocalModels.failed("b"));
    add(LocalModels.failed("c"));
    assertThatThrownBy(driver::run)
        .isInstanceOf(NoUsableModelException.class)
        .hasMessageStartingWith("1 of 3 local models can be used");
  }

  @Test
  void aSupportThatIsNotOneIsNamed() throws IOException {
    Files.writeString(support, "x1,x2\n1,\n");
    add(LocalModels.usable("a", 0, 100));
    assertThatThrownBy(driver::run)
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("s.csv: line 2");
  }

  private void add(StoredModel model) {
    driver.addInput(new Text(model.id()), List.of(new AvroValue<>(ModelRecords.toRecord(model))));
  }

  private static StoredModel model(Pair<Text, AvroValue<ModelRecord>> output) {
    return ModelRecords.fromRecord(output.getSecond().datum());
  }

  private long counter(Enum<?> counter) {
    return driver.getCounters().findCounter(counter).getValue();
  }
}
