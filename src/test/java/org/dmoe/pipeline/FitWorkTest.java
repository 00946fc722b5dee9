package org.dmoe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.dmoe.aggregate.StartKind;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.table.TableKey;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;

class FitWorkTest {

  private static final String UBER = "mapreduce.job.ubertask.enable";
  private static final long MB = 1L << 20;

  /** The quickstart's stations. */
  private static final Machine STATION = new Machine("station", 2 * MB, 26_280, 0);

  private static FitWork work(StartKind start) {
    FitJobOptions.Builder options =
        FitJobOptions.builder(FitOptions.of(4), ReductionOptions.of(4)).start(start);
    return new FitWork(19, options.build());
  }

  private static Configuration cluster() {
    Configuration conf = new JobConf();
    conf.set("mapreduce.framework.name", "yarn");
    return conf;
  }

  private static List<Machine> stations(int number) {
    return Collections.nCopies(number, STATION);
  }

  @Test
  void fewSmallMachinesAreLeftToTheApplicationMaster() {
    Configuration conf = cluster();
    work(StartKind.PILOT).share(stations(12), conf);
    assertThat(conf.getPropertySources(UBER)).containsExactly("mapred-default.xml");
  }

  @Test
  void manyShareTasksOfSomeSeconds() {
    Configuration conf = cluster();
    FitWork work = work(StartKind.PILOT);
    work.share(stations(1000), conf);
    assertThat(conf.getPropertySources(UBER)).doesNotContain("mapred-default.xml");
    assertThat(conf.getBoolean(UBER, true)).isFalse();
    long together = TableKey.TASK_BYTES.getLong(conf) / STATION.bytes();
    assertThat(together * work.seconds(STATION.rows())).isBetween(8.0, 10.0);
  }

  @Test
  void aRaceOfItsOwnTakesAMachineLonger() {
    Configuration conf = cluster();
    work(StartKind.OWN).share(stations(12), conf);
    assertThat(conf.getBoolean(UBER, true)).isFalse();
    assertThat(TableKey.TASK_BYTES.getLong(conf)).isLessThan(2 * STATION.bytes());
  }

  @Test
  void whatTheUserHasSaidStays() {
    Configuration conf = cluster();
    TableKey.TASK_BYTES.set(conf, 0);
    conf.setBoolean(UBER, true);
    work(StartKind.OWN).share(stations(12), conf);
    assertThat(TableKey.TASK_BYTES.getLong(conf)).isZero();
    assertThat(conf.getBoolean(UBER, false)).isTrue();
  }

  @Test
  void theLocalRunnerHasATaskForEachMachine() {
    Configuration conf = new Configuration();
    work(StartKind.PILOT).share(stations(12), conf);
    assertThat(TableKey.TASK_BYTES.isSet(conf)).isFalse();
  }
}
