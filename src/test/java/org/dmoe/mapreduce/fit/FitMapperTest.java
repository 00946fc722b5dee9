package org.dmoe.mapreduce.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.RowFolds;
import org.dmoe.model.Progress;
import org.dmoe.table.RowCounter;
import org.dmoe.table.StableHash;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.in.TableOptions.Partition;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FitMapperTest {

  private static final String SPLIT = "/d/a.csv#000000000000000";
  private static final FitJobOptions OPTIONS =
      FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2))
          .seed(9)
          .minLocalModels(0.5)
          .provenance(Map.of("version", "1"))
          .build();

  private final MapDriver<RowKey, RowWritable, Text, AvroValue<ModelRecord>> driver =
      MapDriver.newMapDriver(new FitMapper());

  @BeforeEach
  void configure() {
    Configuration conf = driver.getConfiguration();
    AvroSerialization.addToConfiguration(conf);
    AvroSerialization.setValueWriterSchema(conf, ModelRecord.getClassSchema());
    OPTIONS.store(conf);
    TableKey.RESPONSE.set(conf, "y");
    TableKey.COLUMNS.set(conf, List.of("x1", "x2"));
    driver.setMapInputPath(new Path("/d/a.csv"));
  }

  @Test
  void aSplitGivesTheModelThatTheEstimatorGives() throws IOException {
    Observations rows = addRows(300);
    Pair<Text, AvroValue<ModelRecord>> output = driver.run().get(0);
    assertThat(output.getFirst()).hasToString(SPLIT);
    StoredModel model = ModelRecords.fromRecord(output.getSecond().datum());
    FitResult expected =
        LocalFit.fit(rows, OPTIONS.fit(), StableHash.of(9, SPLIT), Progress.SILENT);
    assertThat(model.mixture()).isEqualTo(expected.model());
    assertThat(model.status()).isEqualTo(expected.status().name());
    assertThat(model.id()).isEqualTo(SPLIT);
    assertThat(model.features()).containsExactly("x1", "x2");
    assertThat(model.response()).isEqualTo("y");
    assertThat(model.sampleSize()).isEqualTo(300);
    assertThat(model.provenance()).containsEntry("version", "1");
    assertThat(model.fit().orElseThrow().getRows()).isEqualTo(300);
    assertThat(model.fit().orElseThrow().getLogLikelihood())
        .isEqualTo(expected.diagnostics().logLikelihood());
    assertThat(counter(DmoeCounter.LOCAL_MODELS)).isEqualTo(1);
    assertThat(counter(DmoeCounter.STARTS)).isEqualTo(expected.diagnostics().starts().size());
    assertThat(counter(DmoeCounter.LOCAL_MODELS_WITHOUT_MODEL)).isZero();
  }

  /** The rows of the other folds, and no others; every row is in one fold. */
  @Test
  void aFoldOfRowsIsLeftOut() throws IOException {
    Observations rows = addRows(300);
    JobKey.FOLDS.set(driver.getConfiguration(), 3);
    JobKey.LEFT_OUT.set(driver.getConfiguration(), 1);
    RowFolds folds = new RowFolds(9, 3);
    Observations.Builder kept = Observations.builder(2);
    int[] counts = new int[3];
    double[] x = new double[2];
    for (int i = 0; i < 300; i++) {
      int fold = folds.of(new RowKey("a", i));
      counts[fold]++;
      rows.copyRow(i, x);
      if (fold != 1) {
        kept.add(x, rows.response(i), rows.weight(i));
      }
    }
    StoredModel model = ModelRecords.fromRecord(driver.run().get(0).getSecond().datum());
    FitResult expected =
        LocalFit.fit(kept.build(), OPTIONS.fit(), StableHash.of(9, SPLIT), Progress.SILENT);
    assertThat(model.mixture()).isEqualTo(expected.model());
    for (int count : counts) {
      assertThat(count).isBetween(70, 130);
    }
  }

  @Test
  void tooFewRowsGiveARecordThatSaysSo() throws IOException {
    addRows(3);
    StoredModel model = ModelRecords.fromRecord(driver.run().get(0).getSecond().datum());
    assertThat(model.mixture()).isEmpty();
    assertThat(model.status()).isEqualTo("TOO_FEW_ROWS");
    assertThat(model.fit().orElseThrow().getReason()).contains("3 usable rows");
    assertThat(model.sampleSize()).isEqualTo(3);
    assertThat(counter(DmoeCounter.LOCAL_MODELS)).isEqualTo(1);
    assertThat(counter(DmoeCounter.LOCAL_MODELS_WITHOUT_MODEL)).isEqualTo(1);
  }

  @Test
  void rowsOfWeightZeroAreNoRows() throws IOException {
    driver.addInput(new RowKey("a", 0), new RowWritable(new double[] {1, 2}, 3, 0));
    assertThat(driver.run()).isEmpty();
    assertThat(counter(RowCounter.ZERO_WEIGHT_ROWS_SKIPPED)).isEqualTo(1);
    assertThat(counter(RowCounter.SPLITS_WITHOUT_ROWS)).isEqualTo(1);
    assertThat(counter(DmoeCounter.LOCAL_MODELS)).isZero();
  }

  /** Rows of files come one file after another. */
  @Test
  void eachFileIsAMachineWhereThatIsAskedFor() throws IOException {
    TableKey.PARTITION.set(driver.getConfiguration(), Partition.FILE);
    Observations a = addRows("a", 60);
    driver.addInput(new RowKey("none", 0), new RowWritable(new double[] {1, 2}, 3, 0));
    Observations b = addRows("b", 80);
    List<Pair<Text, AvroValue<ModelRecord>>> output = driver.run();
    assertThat(output).extracting(pair -> pair.getFirst().toString()).containsExactly("a", "b");
    List<Observations> rows = List.of(a, b);
    for (int m = 0; m < 2; m++) {
      StoredModel model = ModelRecords.fromRecord(output.get(m).getSecond().datum());
      long seed = StableHash.of(9, model.id());
      assertThat(model.mixture())
          .isEqualTo(LocalFit.fit(rows.get(m), OPTIONS.fit(), seed, Progress.SILENT).model());
    }
    assertThat(counter(DmoeCounter.LOCAL_MODELS)).isEqualTo(2);
  }

  private Observations addRows(int number) {
    return addRows("a", number);
  }

  private Observations addRows(String file, int number) {
    Random random = new Random(4);
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < number; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double y = (x[0] > 0 ? 3 + x[1] : -3 - x[0]) + 0.3 * random.nextGaussian();
      rows.add(x, y);
      driver.addInput(new RowKey(file, i), new RowWritable(x, y, 1));
    }
    return rows.build();
  }

  private long counter(Enum<?> counter) {
    return driver.getCounters().findCounter(counter).getValue();
  }
}
