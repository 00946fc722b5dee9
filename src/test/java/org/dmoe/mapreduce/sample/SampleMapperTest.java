package org.dmoe.mapreduce.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.WritableComparator;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.StableHash;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.junit.jupiter.api.Test;

class SampleMapperTest {

  private final MapDriver<RowKey, RowWritable, SampleKey, SampledRow> driver =
      MapDriver.newMapDriver(new SampleMapper());

  @Test
  void theRowsOfSmallestHashAreKeptInTheirOrder() throws IOException {
    List<SampleKey> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      RowKey key = new RowKey(i % 2 == 0 ? "a" : "b", 10L * i);
      driver.addInput(key, new RowWritable(new double[] {i, -i}, 99, 1));
      all.add(new SampleKey(StableHash.of(5, key.file()), key));
    }
    all.sort(null);
    configure(8, 5);
    List<Pair<SampleKey, SampledRow>> kept = driver.run();
    assertThat(kept).extracting(Pair::getFirst).isEqualTo(all.subList(0, 8));
    for (Pair<SampleKey, SampledRow> pair : kept) {
      double x1 = pair.getSecond().x()[0];
      assertThat(pair.getSecond().x()).containsExactly(x1, -x1);
      RowKey row = new RowKey(x1 % 2 == 0 ? "a" : "b", 10L * (long) x1);
      assertThat(pair.getFirst()).isEqualTo(new SampleKey(StableHash.of(5, row.file()), row));
    }
  }

  @Test
  void bytesAreInTheOrderOfTheKeys() throws IOException {
    List<SampleKey> keys = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      keys.add(new SampleKey(StableHash.of(5, "f"), new RowKey("f" + i % 3, i / 2)));
    }
    for (SampleKey a : keys) {
      for (SampleKey b : keys) {
        DataOutputBuffer bytes = new DataOutputBuffer();
        a.write(bytes);
        int middle = bytes.getLength();
        b.write(bytes);
        int order =
            WritableComparator.get(SampleKey.class)
                .compare(
                    bytes.getData(),
                    0,
                    middle,
                    bytes.getData(),
                    middle,
                    bytes.getLength() - middle);
        assertThat(Integer.signum(order)).isEqualTo(Integer.signum(a.compareTo(b)));
      }
    }
  }

  @Test
  void fewerRowsAreAllKept() throws IOException {
    configure(8, 5);
    for (int i = 0; i < 3; i++) {
      driver.addInput(new RowKey("a", i), new RowWritable(new double[] {i}, 0, 1));
    }
    assertThat(driver.run()).hasSize(3);
  }

  /** Without a pilot no response leaves the mapper. */
  @Test
  void responsesAndWeightsComeAlongOnlyForAPilot() throws IOException {
    configure(8, 5);
    driver.addInput(new RowKey("a", 0), new RowWritable(new double[] {1}, 7, 2));
    assertThatIllegalStateException()
        .isThrownBy(() -> driver.run().get(0).getSecond().y())
        .withMessage("the row came without its response");
  }

  @Test
  void aPilotsRowsAreLabelled() throws IOException {
    configure(8, 5);
    JobKey.PILOT.set(driver.getConfiguration(), "true");
    driver.addInput(new RowKey("a", 0), new RowWritable(new double[] {1}, 7, 2));
    SampledRow row = driver.run().get(0).getSecond();
    assertThat(row.y()).isEqualTo(7);
    assertThat(row.weight()).isEqualTo(2);
  }

  private void configure(int size, long seed) {
    JobKey.SUPPORT_SIZE.set(driver.getConfiguration(), size);
    JobKey.SEED.set(driver.getConfiguration(), seed);
  }
}
