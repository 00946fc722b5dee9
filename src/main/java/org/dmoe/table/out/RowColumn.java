package org.dmoe.table.out;

import java.util.Objects;

/**
 * A column of the rows that are written.
 *
 * @param name any text, as in the header of a CSV file
 */
public record RowColumn(String name, ColumnType type) {

  public RowColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
