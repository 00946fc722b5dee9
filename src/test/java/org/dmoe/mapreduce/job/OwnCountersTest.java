package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.dmoe.table.RowCounter;
import org.junit.jupiter.api.Test;

class OwnCountersTest {

  @Test
  void hadoopsAreLeftOut() {
    Counters counters = new Counters();
    counters.findCounter(DmoeCounter.PARTITIONS).setValue(3);
    counters.findCounter(RowCounter.ROWS).setValue(70);
    counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).setValue(71);

    Map<String, Long> values = OwnCounters.values(counters);

    assertThat(values).containsExactly(Map.entry("ROWS", 70L), Map.entry("PARTITIONS", 3L));
    Counters again = OwnCounters.of(values);
    assertThat(again.findCounter(RowCounter.ROWS).getValue()).isEqualTo(70);
    assertThat(again.findCounter(DmoeCounter.PARTITIONS).getValue()).isEqualTo(3);
  }

  @Test
  void unknownNamesAreRefused() {
    assertThatThrownBy(() -> OwnCounters.of(Map.of("COWS", 1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COWS");
  }
}
