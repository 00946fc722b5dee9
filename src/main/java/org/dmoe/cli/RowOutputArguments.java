package org.dmoe.cli;

import org.dmoe.pipeline.RowOutput;
import org.dmoe.table.out.RowFormat;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that write rows. */
final class RowOutputArguments {

  @Mixin private OutputArguments output;

  @Option(
      names = "--format",
      defaultValue = "csv",
      paramLabel = "csv|avro|parquet|orc",
      description = "Format of the rows written (default: ${DEFAULT-VALUE}).")
  private RowFormat format;

  @Option(
      names = "--compress",
      description = "Compress them: CSV and Parquet with gzip, Avro with deflate, ORC with zlib.")
  private boolean compress;

  RowOutput rows() {
    return new RowOutput(output.directory(), format, compress);
  }

  /** As it was typed. */
  @Override
  public String toString() {
    return output.toString();
  }
}
