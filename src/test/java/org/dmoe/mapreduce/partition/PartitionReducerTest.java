package org.dmoe.mapreduce.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.out.OutputRow;
import org.junit.jupiter.api.Test;

class PartitionReducerTest {

  private final ReduceDriver<BytesWritable, RowWritable, Text, OutputRow> driver =
      ReduceDriver.newReduceDriver(new PartitionReducer());

  private static BytesWritable key(String part, long position) {
    BytesWritable key = new BytesWritable();
    PartKey.set(key, PartKey.name(part), PartKey.name("f"), position);
    return key;
  }

  /** Text columns: one that is a covariate too and one that is not. */
  @Test
  void rowsAreWrittenUnderTheirPart() throws IOException {
    TableKey.COLUMNS.set(driver.getConfiguration(), List.of("x1", "x2"));
    TableKey.RESPONSE.set(driver.getConfiguration(), "y");
    TableKey.TEXT_COLUMNS.set(driver.getConfiguration(), List.of("x2", "site"));
    String[] parts = {"a", "a", "ab"};
    for (int i = 0; i < parts.length; i++) {
      RowWritable row = new RowWritable(new double[] {i, 10 + i}, 20 + i, 1, "10", "s" + i);
      driver.addInput(key(parts[i], i), List.of(row));
    }

    List<Pair<Text, OutputRow>> output = driver.run();

    assertThat(output.stream().map(pair -> pair.getFirst().toString())).containsExactly(parts);
    for (int i = 0; i < parts.length; i++) {
      OutputRow expected = new OutputRow(4);
      expected.setDouble(0, i);
      expected.setDouble(1, 10 + i);
      expected.setDouble(2, 20 + i);
      expected.setText(3, "s" + i);
      assertThat(output.get(i).getSecond()).isEqualTo(expected);
    }
    assertThat(driver.getCounters().findCounter(DmoeCounter.PARTITIONS).getValue()).isEqualTo(2);
  }
}
