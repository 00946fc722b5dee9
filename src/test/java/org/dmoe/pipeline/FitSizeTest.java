package org.dmoe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.dmoe.aggregate.Pilot;
import org.dmoe.em.FitOptions;
import org.dmoe.em.MemoryEstimate;
import org.dmoe.linalg.Threads;
import org.dmoe.model.family.Categorical;
import org.junit.jupiter.api.Test;

class FitSizeTest {

  private static final FitSize SIZE = new FitSize(20, 4, 10_000);

  /** The rows twice, drawn and fitted, and what their long race needs. */
  @Test
  void thePilotNeedsItsRowsAndItsRace() {
    FitOptions one = FitOptions.builder(4).threads(Threads.ONE).build();
    long race = MemoryEstimate.bytes(10_000, 20, Pilot.options(one));
    assertThat(SIZE.pilot(1_000_000)).isGreaterThan(race + 10_000 * 22 * Double.BYTES);
    assertThat(SIZE.pilot(1_000_000)).isGreaterThan(SIZE.local(10_000)).isLessThan(200L << 20);
  }

  /** No more rows are drawn than there are. */
  @Test
  void growsWithTheRowsUpToTheSizeOfTheSupport() {
    assertThat(SIZE.pilot(5000)).isLessThan(SIZE.pilot(10_000));
    assertThat(SIZE.pilot(10_000)).isEqualTo(SIZE.pilot(20_000));
    assertThat(SIZE.draw(5000)).isLessThan(SIZE.draw(10_000));
    assertThat(SIZE.draw(10_000)).isEqualTo(SIZE.draw(20_000));
  }

  /** What machines send of ten classes, and what the plan keeps of each of their experts. */
  @Test
  void growsWithTheLinearPredictorsOfAnExpert() {
    FitSize classes = new FitSize(20, 4, 10_000, Categorical.of(10));
    long kept = 64L * 4 * (10_000 + 9 * 21 * 9 * 21) * Double.BYTES;
    assertThat(classes.aggregation(64)).isEqualTo(SIZE.aggregation(64) + kept);
    FitOptions options =
        FitOptions.builder(4).family(Categorical.of(10)).threads(Threads.ONE).build();
    assertThat(classes.local(10_000)).isEqualTo(MemoryEstimate.bytes(10_000, 20, options));
    assertThat(classes.pilot(10_000)).isGreaterThan(SIZE.pilot(10_000));
  }

  @Test
  void growsWithTheThreadsOfItsTask() {
    Configuration conf = new Configuration(false);
    conf.set("mapreduce.framework.name", "yarn");
    conf.setInt("mapreduce.map.cpu.vcores", 3);
    conf.setInt("mapreduce.reduce.cpu.vcores", 5);
    FitSize size = SIZE.inTasks(conf, 7);
    FitOptions.Builder options = FitOptions.builder(4);
    assertThat(size.local(10_000))
        .isGreaterThan(SIZE.local(10_000))
        .isEqualTo(MemoryEstimate.bytes(10_000, 20, options.threads(new Threads(3)).build()));
    assertThat(size.centralised(10_000))
        .isEqualTo(MemoryEstimate.bytes(10_000, 20, options.threads(new Threads(5)).build()));
    assertThat(size.pilot(10_000)).isGreaterThan(SIZE.pilot(10_000));
    assertThat(size.aggregation(7)).isEqualTo(SIZE.aggregation(7));
  }
}
