package org.dmoe.table.in;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dmoe.data.row.ColumnNames;

/**
 * The columns of a file.
 *
 * @param columns their names, in order
 * @param unreadable for each column that holds neither numbers nor texts, what it holds
 * @param times for each column of dates or times, which
 * @param numbers columns that hold neither texts nor times
 */
record TableSchema(
    List<String> columns,
    Map<String, String> unreadable,
    Map<String, TimeType> times,
    Set<String> numbers) {

  /**
   * @throws IllegalArgumentException if a name occurs twice
   */
  TableSchema {
    columns = List.copyOf(columns);
    unreadable = Map.copyOf(unreadable);
    times = Map.copyOf(times);
    numbers = Set.copyOf(numbers);
    Optional<String> twice = ColumnNames.repeated(columns);
    if (twice.isPresent()) {
      throw new IllegalArgumentException("column '" + twice.get() + "' is there twice");
    }
  }

  /** Of which any column may hold texts. */
  TableSchema(List<String> columns, Map<String, String> unreadable, Map<String, TimeType> times) {
    this(columns, unreadable, times, Set.of());
  }

  /** What the seconds of a column of dates or times are. */
  TimeType time(String column) {
    return times.getOrDefault(column, TimeType.ofText());
  }

  /**
   * @throws IllegalArgumentException if a column that is wanted cannot be read
   */
  void requireReadable(Iterable<String> wanted) {
    for (String column : wanted) {
      String what = unreadable.get(column);
      if (what != null) {
        throw new IllegalArgumentException(
            "column '%s' holds %s, neither numbers nor texts (--exclude excludes it)"
                .formatted(column, what));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if one of the columns can hold neither dates nor times
   */
  void requireTimes(Iterable<String> asked) {
    for (String column : asked) {
      if (numbers.contains(column)) {
        throw new IllegalArgumentException(
            "--time: column '%s' is not of a type of dates or times".formatted(column));
      }
    }
  }

  /**
   * @param asked columns of dates or times to be taken as seconds
   * @throws IllegalArgumentException if another is wanted as a number
   */
  void requireNumbers(Iterable<String> wanted, Collection<String> asked) {
    for (String column : wanted) {
      TimeType time = times.get(column);
      if (time != null && !asked.contains(column)) {
        throw new IllegalArgumentException(
            "column '%1$s' is a %2$s; --time %1$s takes it as %3$s, --exclude %1$s excludes it"
                .formatted(column, time.what(), time.origin()));
      }
    }
  }
}
