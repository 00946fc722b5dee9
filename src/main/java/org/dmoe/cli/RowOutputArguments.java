package org.dmoe.cli;

import org.apache.hadoop.fs.Path;
import org.dmoe.table.out.RowFormat;
import picocli.CommandLine.Option;

/** Options of commands that write rows. */
final class RowOutputArguments {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Directory to write; must not exist.")
  private String output;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  boolean overwrite;

  @Option(
      names = "--format",
      defaultValue = "csv",
      paramLabel = "csv|avro|parquet",
      description = "Format of the rows written (default: ${DEFAULT-VALUE}).")
  RowFormat format;

  @Option(
      names = "--compress",
      description = "Compress them: CSV and Parquet with gzip, Avro with deflate.")
  boolean compress;

  Path path() {
    return Paths.output(output);
  }
}
