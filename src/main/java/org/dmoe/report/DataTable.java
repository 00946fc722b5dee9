package org.dmoe.report;

import java.util.List;

/**
 * A table of text; the first column names the row.
 *
 * @param header of every column
 * @param rows as wide as the header
 */
public record DataTable(List<String> header, List<List<String>> rows) {

  public DataTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells below %d headings".formatted(row.size(), header.size()));
      }
    }
  }
}
