package org.dmoe.table.out;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.table.TableKey;

/**
 * The columns of the rows that are written, in order.
 *
 * @param columns at least one
 */
public record RowSchema(List<RowColumn> columns) {

  /**
   * @throws IllegalArgumentException if there is no column or a name occurs twice
   */
  public RowSchema {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("there is no column to write");
    }
    Optional<String> twice = ColumnNames.repeated(columns.stream().map(RowColumn::name).toList());
    if (twice.isPresent()) {
      throw new IllegalArgumentException("column '" + twice.get() + "' would be written twice");
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Number of columns. */
  public int size() {
    return columns.size();
  }

  public RowColumn column(int c) {
    return columns.get(c);
  }

  /** Puts the columns where {@link #from} finds them. */
  public void store(Configuration conf) {
    TableKey.OUTPUT_COLUMNS.set(
        conf, columns.stream().map(c -> c.type() + ":" + c.name()).toList());
  }

  /**
   * @throws IllegalArgumentException if no columns are stored
   */
  public static RowSchema from(Configuration conf) {
    List<RowColumn> columns = new ArrayList<>();
    for (String entry : TableKey.OUTPUT_COLUMNS.getList(conf)) {
      int colon = entry.indexOf(':');
      ColumnType type = ColumnType.valueOf(entry.substring(0, colon));
      columns.add(new RowColumn(entry.substring(colon + 1), type));
    }
    return new RowSchema(columns);
  }

  /** Collects columns from left to right. */
  public static final class Builder {

    private final List<RowColumn> columns = new ArrayList<>();

    private Builder() {}

    public Builder add(String name, ColumnType type) {
      columns.add(new RowColumn(name, type));
      return this;
    }

    public Builder addAll(List<String> names, ColumnType type) {
      names.forEach(name -> add(name, type));
      return this;
    }

    /**
     * @throws IllegalArgumentException if there is no column or a name occurs twice
     */
    public RowSchema build() {
      return new RowSchema(columns);
    }
  }
}
