package org.dmoe.mapreduce.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.model.Progress;
import org.dmoe.table.StableHash;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CentralisedReducerTest {

  private static final FitJobOptions OPTIONS =
      FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2))
          .seed(9)
          .minLocalModels(0.5)
          .build();

  private final ReduceDriver<RowKey, RowWritable, Text, AvroValue<ModelRecord>> driver =
      ReduceDriver.newReduceDriver(new CentralisedReducer());

  @BeforeEach
  void configure() {
    Configuration conf = driver.getConfiguration();
    AvroSerialization.addToConfiguration(conf);
    AvroSerialization.setValueWriterSchema(conf, ModelRecord.getClassSchema());
    OPTIONS.store(conf);
    TableKey.RESPONSE.set(conf, "y");
    TableKey.COLUMNS.set(conf, List.of("x1"));
  }

  @Test
  void allRowsGiveTheModelThatTheEstimatorGives() throws IOException {
    Random random = new Random(5);
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 300; i++) {
      double[] x = {random.nextGaussian()};
      double y = (x[0] > 0 ? 2 * x[0] + 3 : -x[0] - 3) + 0.3 * random.nextGaussian();
      rows.add(x, y);
      driver.addInput(new RowKey("f" + i / 100, i), List.of(new RowWritable(x, y, 1)));
    }
    Pair<Text, AvroValue<ModelRecord>> output = driver.run().get(0);
    assertThat(output.getFirst()).hasToString(FitOutputFormat.GLOBAL_FILE);
    StoredModel model = ModelRecords.fromRecord(output.getSecond().datum());
    assertThat(model.mixture())
        .isEqualTo(
            LocalFit.fit(rows.build(), OPTIONS.fit(), StableHash.of(9, "global"), Progress.SILENT)
                .model());
  }
}
