package org.dmoe.cli;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that reads rows. */
final class TableArguments {

  @Option(
      names = "--input",
      arity = "1..*",
      required = true,
      paramLabel = "PATH",
      description =
          "Files, directories or globs; .avro, .parquet, all others CSV (.gz and other codecs"
              + " too).")
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
      paramLabel = "fail|skip|mean",
      description =
          "What a row with an empty or NA value does: it is bad, left out, or completed by the"
              + " column's mean (default: ${DEFAULT-VALUE}).")
  TableOptions.MissingPolicy missing;

  @Option(
      names = "--max-bad-rows",
      paramLabel = "N",
      description = "Rows that cannot be parsed and may be skipped (default: ${DEFAULT-VALUE}).")
  long maxBadRows;

  @Option(
      names = "--min-rows-per-machine",
      paramLabel = "N",
      description =
          "Splits are put together until each has so many rows, as estimated (default:"
              + " ${DEFAULT-VALUE}).")
  long minRows;

  @Mixin CsvArguments csv;

  @Mixin RoleArguments roles;

  TableOptions options(String response, TableOptions.Partition partition) {
    Check.that(maxBadRows >= 0, "--max-bad-rows %d: must not be negative", maxBadRows);
    Check.that(
        features.isEmpty() || exclude.isEmpty(), "--features and --exclude exclude each other");
    Check.that(!features.contains(response), "--features: '%s' is the response", response);
    Check.that(minRows >= 1, "--min-rows-per-machine %d: must be at least 1", minRows);
    return new TableOptions(
        response,
        features,
        exclude,
        missing,
        maxBadRows,
        partition,
        csv.options(),
        minRows,
        roles(response));
  }

  private ColumnRoles roles(String response) {
    ColumnRoles options = roles.options();
    for (String other : List.of(options.weight(), options.label())) {
      Check.that(
          other.isEmpty() || !(features.contains(other) || other.equals(response)),
          "--weight, --label: '%s' is feature or response",
          other);
    }
    return options;
  }

  List<Path> inputPaths() {
    return Paths.of(inputs);
  }
}
