package org.dmoe.mapreduce.partition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionJobTest {

  private static final long MB = 1L << 20;

  @ParameterizedTest
  @CsvSource({
    "1, random:16, 1, 1",
    "256, random:16, 1, 1",
    "257, random:16, 1, 2",
    "10000, random:16, 1, 16",
    "10000, column:site, 1, 40",
    "10000000, column:site, 1, 1000",
    "1, column:site, 5, 5",
    "1, random:3, 5, 3"
  })
  void reducersFollowTheSizeUnlessTheyAreSet(long mb, String by, int asked, int reducers) {
    assertThat(PartitionJob.reducers(mb * MB, Partitioning.parse(by), asked)).isEqualTo(reducers);
  }
}
