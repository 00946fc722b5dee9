package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SortBufferTest {

  private static final String KEY = "mapreduce.task.io.sort.mb";
  private static final String LOCAL_MAPS = "mapreduce.local.map.tasks.maximum";
  private static final long HEAP_MB = Runtime.getRuntime().maxMemory() >> 20;

  private Configuration conf;

  @BeforeEach
  void local() {
    conf = new JobConf();
    conf.set("mapreduce.framework.name", "local");
  }

  @Test
  void whereThereIsRoomRowsHaveHadoopsBufferAndFewRecordsASmallOne() throws Exception {
    assertThat(HEAP_MB).isGreaterThan(400);
    SortBuffer.forRows(conf);
    assertThat(conf.getInt(KEY, 0)).isEqualTo(100);

    Configuration few = new JobConf();
    SortBuffer.forFew(few);
    assertThat(few.getInt(KEY, 0)).isEqualTo(4);
  }

  @Test
  void mapsAtATimeShareTheHeap() throws Exception {
    int maps = (int) (HEAP_MB / 40);
    conf.setInt(LOCAL_MAPS, maps);
    SortBuffer.forRows(conf);
    assertThat(conf.getInt(KEY, 0)).isEqualTo((int) (HEAP_MB / maps / 4));
  }

  @Test
  void thereIsAlwaysABuffer() throws Exception {
    conf.setInt(LOCAL_MAPS, 1 << 20);
    SortBuffer.forRows(conf);
    assertThat(conf.getInt(KEY, 0)).isEqualTo(1);
  }

  @Test
  void whatTheUserHasSetStands() throws Exception {
    conf.setInt(KEY, 33);
    SortBuffer.forFew(conf);
    assertThat(conf.getInt(KEY, 0)).isEqualTo(33);
  }

  @Test
  void whatTheUserHasSetMustFit() {
    conf.setInt(KEY, 100);
    conf.setInt(LOCAL_MAPS, (int) (HEAP_MB / 100) + 1);
    assertThatThrownBy(() -> SortBuffer.forRows(conf))
        .isInstanceOf(NotEnoughHeapException.class)
        .hasMessageStartingWith("a map with -D mapreduce.task.io.sort.mb=100 needs about 108 MB")
        .hasMessageContaining("give Java -Xmx");
  }

  @Test
  void aReducerOfTheLocalRunnerFetchesToAQuarterOfTheHeap() throws Exception {
    String key = "mapreduce.reduce.shuffle.input.buffer.percent";
    SortBuffer.forRows(conf);
    assertThat(conf.getFloat(key, 0)).isEqualTo(0.25f);

    Configuration cluster = new JobConf();
    cluster.set("mapreduce.framework.name", "yarn");
    String before = cluster.get(key);
    SortBuffer.forRows(cluster);
    assertThat(cluster.get(key)).isEqualTo(before);

    conf.set(key, "0.5");
    SortBuffer.forRows(conf);
    assertThat(conf.get(key)).isEqualTo("0.5");
  }
}
