package org.dmoe.mapreduce.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.junit.jupiter.api.Test;

class DescribeTasksTest {

  private static final List<String> COLUMNS = List.of("a", "b");

  private static StatisticsWritable map(String file, String... rows) throws IOException {
    MapDriver<RowKey, RowWritable, Text, StatisticsWritable> driver =
        MapDriver.newMapDriver(new DescribeMapper());
    TableKey.TEXT_COLUMNS.set(driver.getConfiguration(), COLUMNS);
    TableKey.NOT_AVAILABLE.set(driver.getConfiguration(), List.of("NA", "?"));
    for (int i = 0; i < rows.length; i++) {
      driver.addInput(
          new RowKey(file, i),
          new RowWritable(new double[0], Double.NaN, 1, rows[i].split(";", -1)));
    }
    return driver.run().get(0).getSecond();
  }

  @Test
  void cellsAreNumbersTextsOrMissing() throws IOException {
    TableStatistics table = map("a", "1;x", "NA;", "2.5;y", "?;x", "-3e1;1d").get();
    assertThat(table.rows()).isEqualTo(5);
    assertThat(table.column(0).numbers()).isEqualTo(3);
    assertThat(table.column(0).missing()).isEqualTo(2);
    assertThat(table.column(0).min()).isEqualTo(-30);
    assertThat(table.column(0).max()).isEqualTo(2.5);
    assertThat(table.column(1).texts()).isEqualTo(4);
    assertThat(table.column(1).levels()).isEqualTo(Map.of("x", 2L, "y", 1L, "1d", 1L));
    assertThat(table.sample().rows()).hasSize(5);
  }

  @Test
  void partsAreMerged() throws IOException {
    ReduceDriver<Text, StatisticsWritable, Text, StatisticsWritable> driver =
        ReduceDriver.newReduceDriver(new DescribeReducer());
    TableKey.TEXT_COLUMNS.set(driver.getConfiguration(), COLUMNS);
    driver.addInput(new Text("a"), List.of(map("a", "1;x", "2;y")));
    driver.addInput(new Text("b"), List.of(map("b", "6;x")));
    TableStatistics merged = driver.run().get(0).getSecond().get();
    assertThat(merged.rows()).isEqualTo(3);
    assertThat(merged.column(0).mean()).isEqualTo(3);
    assertThat(merged.column(0).sd()).isEqualTo(Math.sqrt(7));
    assertThat(merged.column(1).levels()).isEqualTo(Map.of("x", 2L, "y", 1L));
    assertThat(merged.sample().rows()).hasSize(3);
  }
}
