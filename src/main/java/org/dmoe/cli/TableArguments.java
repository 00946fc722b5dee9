package org.dmoe.cli;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.input.TableOptions;
import picocli.CommandLine.Option;

/** Options of every command that reads rows. */
final class TableArguments {

  @Option(
      names = "--input",
      arity = "1..*",
      required = true,
      paramLabel = "PATH",
      description =
          "Files, directories or globs of CSV files with a header; .gz and other codecs too.")
  List<String> inputs;

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "NAME",
      description = "Covariates, in this order (default: every column but the response).")
  List<String> features = List.of();

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "NAME",
      description = "Columns that are not covariates.")
  List<String> exclude = List.of();

  @Option(
      names = "--missing",
      paramLabel = "fail|skip",
      description = "What a row with an empty or NA value does (default: ${DEFAULT-VALUE}).")
  TableOptions.MissingPolicy missing;

  @Option(
      names = "--max-bad-rows",
      paramLabel = "N",
      description = "Rows that cannot be parsed and may be skipped (default: ${DEFAULT-VALUE}).")
  long maxBadRows;

  TableOptions options(String response, TableOptions.Partition partition) {
    Check.that(maxBadRows >= 0, "--max-bad-rows %d: must not be negative", maxBadRows);
    Check.that(
        features.isEmpty() || exclude.isEmpty(), "--features and --exclude exclude each other");
    Check.that(!features.contains(response), "--features: '%s' is the response", response);
    return new TableOptions(response, features, exclude, missing, maxBadRows, partition);
  }

  List<Path> inputPaths() {
    return Paths.of(inputs);
  }
}
