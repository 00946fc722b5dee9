package org.dmoe.table.in;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a file.
 *
 * @param columns their names, in order
 * @param unreadable for each column that holds neither numbers nor texts, what it holds
 */
record TableSchema(List<String> columns, Map<String, String> unreadable) {

  /**
   * @throws IllegalArgumentException if a name occurs twice
   */
  TableSchema {
    columns = List.copyOf(columns);
    unreadable = Map.copyOf(unreadable);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new IllegalArgumentException("column '" + column + "' is there twice");
      }
    }
  }

  /**
   * @throws IllegalArgumentException if a column that is wanted cannot be read
   */
  void requireReadable(Iterable<String> wanted) {
    for (String column : wanted) {
      String what = unreadable.get(column);
      if (what != null) {
        throw new IllegalArgumentException(
            "column '%s' holds %s, neither numbers nor texts (--exclude leaves it out)"
                .formatted(column, what));
      }
    }
  }
}
