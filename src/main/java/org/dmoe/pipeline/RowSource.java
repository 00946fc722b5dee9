package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.dmoe.table.in.TableOptions;

/**
 * Rows that a command is to read.
 *
 * @param paths files, directories or globs
 * @param table columns and how rows are read
 */
public record RowSource(List<Path> paths, TableOptions table) {

  /**
   * @throws IllegalArgumentException if there is no path
   */
  public RowSource {
    Checks.that(!paths.isEmpty(), "--input: name at least one path");
    paths = List.copyOf(paths);
    Objects.requireNonNull(table, "table");
  }
}
