package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.linalg.Threads;
import org.dmoe.model.WrongOptionException;
import org.junit.jupiter.api.Test;

class TaskThreadsTest {

  private final Configuration conf = new Configuration(false);
  private final int processors = Threads.ofMachine().count();

  @Test
  void oneMapOfTheLocalRunnerHasTheMachine() {
    conf.setInt(TaskThreads.LOCAL_MAPS, processors);
    assertThat(TaskThreads.ofMap(conf).count()).isEqualTo(processors);
    assertThat(TaskThreads.ofReduce(conf).count()).isEqualTo(processors);
  }

  @Test
  void mapsOfTheLocalRunnerShareIt() {
    conf.setInt("mapreduce.job.maps", 4 * processors);
    conf.setInt(TaskThreads.LOCAL_MAPS, processors);
    assertThat(TaskThreads.ofMap(conf).count()).isEqualTo(1);
    conf.setInt(TaskThreads.LOCAL_MAPS, 1);
    assertThat(TaskThreads.ofMap(conf).count()).isEqualTo(processors);
  }

  @Test
  void onAClusterTheContainerSays() {
    conf.set("mapreduce.framework.name", "yarn");
    assertThat(TaskThreads.ofMap(conf).count()).isEqualTo(1);
    conf.setInt("mapreduce.map.cpu.vcores", 3);
    conf.setInt("mapreduce.reduce.cpu.vcores", 5);
    assertThat(TaskThreads.ofMap(conf).count()).isEqualTo(3);
    assertThat(TaskThreads.ofReduce(conf).count()).isEqualTo(5);
  }

  @Test
  void whatIsAskedForCounts() {
    conf.setInt(JobKey.THREADS.key(), 7);
    assertThat(TaskThreads.ofMap(conf).count()).isEqualTo(7);
    assertThat(TaskThreads.ofReduce(conf).count()).isEqualTo(7);
  }

  @Test
  void mapsToComeAreSharedTheMachineWith() {
    conf.setInt(TaskThreads.LOCAL_MAPS, processors);
    assertThat(TaskThreads.ofMap(conf, 1).count()).isEqualTo(processors);
    assertThat(TaskThreads.ofMap(conf, 4 * processors).count()).isEqualTo(1);
  }

  @Test
  void whatIsAskedForMustBeANumber() throws Exception {
    TaskThreads.requireNumber(conf);
    for (String wrong : List.of("0", "-2", "x", "1.5")) {
      conf.set(JobKey.THREADS.key(), wrong);
      assertThatThrownBy(() -> TaskThreads.requireNumber(conf))
          .isInstanceOf(WrongOptionException.class)
          .hasMessage("-D dmoe.task.threads is not a whole number of at least 1: '" + wrong + "'");
    }
  }
}
