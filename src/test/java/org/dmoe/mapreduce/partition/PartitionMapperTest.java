package org.dmoe.mapreduce.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.StableHash;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.junit.jupiter.api.Test;

class PartitionMapperTest {

  private final MapDriver<RowKey, RowWritable, BytesWritable, RowWritable> driver =
      MapDriver.newMapDriver(new PartitionMapper());

  private void configure(String by, int most) {
    JobKey.PARTITIONING.set(driver.getConfiguration(), by);
    TableKey.TEXT_COLUMNS.set(driver.getConfiguration(), List.of("other", "site"));
    JobKey.MAX_PARTITIONS.set(driver.getConfiguration(), most);
  }

  private static RowWritable row(int i, String site) {
    return new RowWritable(new double[] {i}, Double.NaN, 1, "o", site);
  }

  private static String part(BytesWritable key) {
    return new String(key.getBytes(), 0, PartKey.partLength(key), StandardCharsets.UTF_8);
  }

  @Test
  void aColumnsValueNamesThePart() throws IOException {
    configure("column:site", 2);
    driver.addInput(new RowKey("a", 7), row(1, "n"));
    driver.addInput(new RowKey("a", 9), row(2, "s"));
    driver.addInput(new RowKey("b", 0), row(3, "n"));

    List<Pair<BytesWritable, RowWritable>> output = driver.run();

    assertThat(output.stream().map(pair -> part(pair.getFirst())))
        .containsExactly("site=n", "site=s", "site=n");
    assertThat(output.stream().map(pair -> (int) pair.getSecond().x()[0])).containsExactly(1, 2, 3);
  }

  @Test
  void tooManyValuesAreRefused() {
    configure("column:site", 1);
    driver.addInput(new RowKey("a", 7), row(1, "n"));
    driver.addInput(new RowKey("a", 9), row(2, "s"));

    assertThatThrownBy(driver::run)
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContainingAll("column:site", "more than 1 values", "--max-partitions");
  }

  @Test
  void randomPartsFollowTheHashAndAreOfLikeSize() throws IOException {
    configure("random:4", 1);
    JobKey.SEED.set(driver.getConfiguration(), 3);
    int[] sizes = new int[4];
    for (int i = 0; i < 4000; i++) {
      driver.addInput(new RowKey("a", i), row(i, ""));
    }
    for (Pair<BytesWritable, RowWritable> pair : driver.run()) {
      int i = (int) pair.getSecond().x()[0];
      long hash = StableHash.at(StableHash.of(3, "partition:a"), i);
      int part = (int) (hash >>> 62);
      assertThat(part(pair.getFirst())).isEqualTo("part-0000" + part);
      sizes[part]++;
    }
    for (int size : sizes) {
      assertThat(size).isBetween(850, 1150);
    }
  }

  @Test
  void keysSortByPartFileAndPosition() {
    List<BytesWritable> keys =
        List.of(
            key("a", "f", 300),
            key("a", "f", Long.MAX_VALUE),
            key("a", "f2", 0),
            key("ab", "a", 1));

    assertThat(keys.stream().sorted().toList()).isEqualTo(keys);
    assertThat(PartKey.partHash(key("p", "x", 1))).isEqualTo(PartKey.partHash(key("p", "y", 2)));
    assertThat(ByteBuffer.wrap(keys.get(0).copyBytes(), 4, 8).getLong()).isEqualTo(300);
  }

  private static BytesWritable key(String part, String file, long position) {
    BytesWritable key = new BytesWritable();
    PartKey.set(key, PartKey.name(part), PartKey.name(file), position);
    return new BytesWritable(key.copyBytes());
  }
}
