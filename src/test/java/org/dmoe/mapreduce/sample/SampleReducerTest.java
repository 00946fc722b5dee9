package org.dmoe.mapreduce.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.mrunit.mapreduce.MapReduceDriver;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.junit.jupiter.api.Test;

class SampleReducerTest {

  @Test
  void theFirstRowsAreTaken() throws IOException {
    ReduceDriver<SampleKey, SampledRow, SampleKey, SampledRow> driver =
        ReduceDriver.newReduceDriver(new SampleReducer());
    JobKey.SUPPORT_SIZE.set(driver.getConfiguration(), 2);
    for (int i = 0; i < 4; i++) {
      driver.addInput(
          new SampleKey(7, new RowKey("a", i)), List.of(new SampledRow(new double[] {i})));
    }
    assertThat(driver.run()).extracting(pair -> pair.getSecond().x()[0]).containsExactly(0.0, 1.0);
    assertThat(driver.getCounters().findCounter(DmoeCounter.SUPPORT_ROWS).getValue()).isEqualTo(2);
  }

  @Test
  void noRowsAreUnusableInput() {
    ReduceDriver<SampleKey, SampledRow, SampleKey, SampledRow> driver =
        ReduceDriver.newReduceDriver(new NothingLeft());
    driver.withInput(new SampleKey(), List.of(new SampledRow()));
    assertThatThrownBy(driver::run)
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("no rows");
  }

  /** MRUnit insists on an input, so this one's is used up before it begins. */
  private static final class NothingLeft
      extends org.apache.hadoop.mapreduce.Reducer<SampleKey, SampledRow, SampleKey, SampledRow> {
    @Override
    public void run(Context context) throws IOException, InterruptedException {
      context.nextKey();
      new SampleReducer().run(context);
    }
  }

  @Test
  void theShuffleBringsTheRowsIntoTheOrderOfTheirHashes() throws IOException {
    MapReduceDriver<RowKey, RowWritable, SampleKey, SampledRow, SampleKey, SampledRow> driver =
        MapReduceDriver.newMapReduceDriver(new SampleMapper(), new SampleReducer());
    JobKey.SUPPORT_SIZE.set(driver.getConfiguration(), 20);
    JobKey.SEED.set(driver.getConfiguration(), 3);
    for (int i = 0; i < 40; i++) {
      driver.addInput(new RowKey("f", i), new RowWritable(new double[] {i}, 0, 1));
    }
    List<Pair<SampleKey, SampledRow>> sample = driver.run();
    assertThat(sample).hasSize(20).extracting(Pair::getFirst).isSorted();
  }
}
