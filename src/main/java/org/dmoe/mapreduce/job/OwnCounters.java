package org.dmoe.mapreduce.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.table.RowCounter;

/** The program's own counters among all those of a job, by name. */
public final class OwnCounters {

  private static final List<Class<? extends Enum<?>>> GROUPS =
      List.of(RowCounter.class, DmoeCounter.class);

  private OwnCounters() {}

  /** Those that were counted, in their own order. */
  public static Map<String, Long> values(Counters counters) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (Class<? extends Enum<?>> group : GROUPS) {
      for (Counter counter : counters.getGroup(group.getName())) {
        values.put(counter.getName(), counter.getValue());
      }
    }
    return values;
  }

  /**
   * @throws IllegalArgumentException if there is no counter of such a name
   */
  public static Counters of(Map<String, Long> values) {
    Counters counters = new Counters();
    values.forEach((name, value) -> counters.findCounter(named(name)).setValue(value));
    return counters;
  }

  private static Enum<?> named(String name) {
    for (Class<? extends Enum<?>> group : GROUPS) {
      for (Enum<?> counter : group.getEnumConstants()) {
        if (counter.name().equals(name)) {
          return counter;
        }
      }
    }
    throw new IllegalArgumentException("no counter is called " + name);
  }
}
