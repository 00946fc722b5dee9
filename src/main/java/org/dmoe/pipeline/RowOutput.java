package org.dmoe.pipeline;

import java.util.Objects;
import org.dmoe.run.Output;
import org.dmoe.table.out.RowFormat;

/**
 * Where and how rows are written.
 *
 * @param compress whether they are compressed
 */
public record RowOutput(Output directory, RowFormat format, boolean compress) {

  public RowOutput {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(format, "format");
  }

  /** Plain CSV. */
  public static RowOutput csv(Output directory) {
    return new RowOutput(directory, RowFormat.CSV, false);
  }
}
