package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.TaskType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskHeapTest {

  private static final long MB = 1L << 20;

  private Configuration conf;

  @BeforeEach
  void cluster() {
    conf = new JobConf();
    conf.set("mapreduce.framework.name", "yarn");
  }

  @Test
  void whatTheUserHasNotSetIsAskedForByTheEstimate() throws NotEnoughHeapException {
    TaskHeap heap = new TaskHeap(conf, TaskType.MAP);
    heap.request(3000 * MB, 4, "it");
    assertThat(conf.getInt("mapreduce.map.memory.mb", 0)).isEqualTo(3840);
    assertThat(heap.bytes(4)).isGreaterThanOrEqualTo(3000 * MB);
  }

  @Test
  void enoughIsLeftAsItIs() throws NotEnoughHeapException {
    String before = conf.get("mapreduce.reduce.memory.mb");
    new TaskHeap(conf, TaskType.REDUCE).request(500 * MB, 1, "it");
    assertThat(conf.get("mapreduce.reduce.memory.mb")).isEqualTo(before);
  }

  @Test
  void theClustersDefaultIsRaised() throws NotEnoughHeapException {
    SiteFile.set(conf, "mapreduce.map.memory.mb", "512");
    SiteFile.set(conf, "mapreduce.map.java.opts", "-Xmx400m -Dx=y");
    TaskHeap heap = new TaskHeap(conf, TaskType.MAP);
    assertThat(heap.bytes(1)).isEqualTo(400 * MB);
    heap.request(1000 * MB, 1, "it");
    assertThat(heap.bytes(1)).isGreaterThanOrEqualTo(1000 * MB);
    assertThat(conf.get("mapreduce.map.java.opts")).isEqualTo("-Dx=y");
  }

  @Test
  void whatTheUserHasSetIsHeldToTheEstimate() {
    conf.set("mapreduce.map.memory.mb", "1024");
    TaskHeap heap = new TaskHeap(conf, TaskType.MAP);
    assertThatThrownBy(() -> heap.request(1500 * MB, 1, "the fit of 'a'"))
        .isInstanceOf(NotEnoughHeapException.class)
        .hasMessageContaining("the fit of 'a' needs about 1,500 MB of heap")
        .hasMessageContaining("-D mapreduce.map.memory.mb=2048");
    assertThat(conf.get("mapreduce.map.memory.mb")).isEqualTo("1024");
  }

  @Test
  void aContainerLargerThanTheClustersLargestIsRefused() {
    conf.set("yarn.scheduler.maximum-allocation-mb", "2048");
    TaskHeap heap = new TaskHeap(conf, TaskType.MAP);
    assertThatThrownBy(() -> heap.request(3000 * MB, 1, "it"))
        .isInstanceOf(NotEnoughHeapException.class)
        .hasMessageContaining("3840 MB")
        .hasMessageContaining("2048 MB");
  }

  @Test
  void mapsOfTheLocalRunnerShareThisProcess() {
    conf.set("mapreduce.framework.name", "local");
    conf.setInt("mapreduce.local.map.tasks.maximum", 4);
    long all = Runtime.getRuntime().maxMemory();
    TaskHeap heap = new TaskHeap(conf, TaskType.MAP);
    assertThat(heap.bytes(10)).isEqualTo(all / 4);
    assertThat(heap.bytes(2)).isEqualTo(all / 2);
    assertThatThrownBy(() -> heap.request(all, 2, "it"))
        .hasMessageContaining("mapreduce.local.map.tasks.maximum=1");
  }
}
