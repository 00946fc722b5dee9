package org.dmoe.table.in;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns that all files of a table have.
 *
 * @param names in the first file's order
 * @param unreadable what those hold that are neither numbers nor texts
 * @param times what those hold that are dates or times: date, time or timestamp
 * @param warnings for whoever asked
 */
public record TableContents(
    List<String> names,
    Map<String, String> unreadable,
    Map<String, String> times,
    List<String> warnings) {

  public TableContents {
    names = List.copyOf(names);
    unreadable = Map.copyOf(unreadable);
    times = Map.copyOf(times);
    warnings = List.copyOf(warnings);
  }

  /** What a column's numbers are where it is taken as seconds; empty for one without times. */
  public Optional<String> timeUnit(String column) {
    return Optional.ofNullable(times.get(column)).map(TimeType::unitOf);
  }
}
