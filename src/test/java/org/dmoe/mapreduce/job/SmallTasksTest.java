package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.dmoe.table.TableKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmallTasksTest {

  private static final String UBER_BYTES = "mapreduce.job.ubertask.maxbytes";
  private static final long MB = 1L << 20;

  private final Configuration conf = new JobConf();

  @BeforeEach
  void cluster() {
    conf.set("mapreduce.framework.name", "yarn");
  }

  private void assertShared(long bytes) {
    assertThat(TableKey.TASK_BYTES.getLong(conf)).isEqualTo(bytes);
    assertThat(conf.getLong(UBER_BYTES, 0)).isEqualTo(2 * bytes);
  }

  @Test
  void rowsThatAreOnlyReadShareAMapUpToASecond() {
    SmallTasks.share(conf, 1);
    assertShared(64 * MB);
  }

  @Test
  void dearRowsAreFewer() {
    SmallTasks.share(conf, 4);
    assertShared(16 * MB);
  }

  @Test
  void eightModelsCostAsMuchAsTheReading() {
    SmallTasks.shareScoring(conf, 8);
    assertShared(32 * MB);
  }

  @Test
  void noCostLeavesNothing() {
    SmallTasks.share(conf, 1e30);
    assertShared(1);
  }

  @Test
  void whatTheUserHasSaidStays() {
    conf.set(TableKey.TASK_BYTES.key(), "0");
    SmallTasks.shareUpTo(5 * MB, conf);
    assertThat(TableKey.TASK_BYTES.getLong(conf)).isZero();
  }

  @Test
  void theLocalRunnerStartsNoTasks() {
    conf.set("mapreduce.framework.name", "local");
    SmallTasks.shareUpTo(5 * MB, conf);
    assertThat(TableKey.TASK_BYTES.isSet(conf)).isFalse();
  }

  @Test
  void theLocalRunnerHasEightMapsASlot() {
    conf.set("mapreduce.framework.name", "local");
    conf.setInt("mapreduce.local.map.tasks.maximum", 3);
    SmallTasks.limit(conf, 1000);
    assertThat(TableKey.MAX_TASKS.getInt(conf)).isEqualTo(24);
  }

  @Test
  void aClusterHasAsManyMapsAsItMay() {
    SmallTasks.limit(conf, 1000);
    assertThat(TableKey.MAX_TASKS.getInt(conf)).isEqualTo(1000);
  }

  @Test
  void anotherNumberOfMapsStays() {
    TableKey.MAX_TASKS.set(conf, 7);
    SmallTasks.limit(conf, 1000);
    assertThat(TableKey.MAX_TASKS.getInt(conf)).isEqualTo(7);
  }
}
