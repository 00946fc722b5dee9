package org.dmoe.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.model.UnusableInputException;
import org.dmoe.pipeline.RowSource;
import org.dmoe.pipeline.SchemaInput;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.ColumnRolesBuilder;
import org.dmoe.table.in.TableOptions;
import org.dmoe.table.in.TableOptions.Partition;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Options of every command that reads rows. */
final class TableArguments {

  private static final String INPUT = "--input";

  @Option(
      names = INPUT,
      arity = "1..*",
      required = true,
      paramLabel = "PATH",
      description =
          "Files, directories or globs; .avro, .parquet, .orc, all others text (.gz and other"
              + " codecs too).")
  List<String> inputs;

  @Option(
      names = "--literal-paths",
      description = "Take [ ] { } * ? in paths of rows as they stand, not as globs.")
  boolean literalPaths;

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
      description = "Columns to exclude from the covariates.")
  List<String> exclude = List.of();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description =
          "Columns, categories and levels as this file declares them, which 'describe --output'"
              + " wrote: sites that share it have the same covariates.")
  Optional<String> schema = Optional.empty();

  @Option(
      names = "--missing",
      paramLabel = "fail|skip|mean",
      description =
          "How to treat missing values (empty, NA, not a number): fail, skip the row, or impute the"
              + " column's mean (default: ${DEFAULT-VALUE}).")
  TableOptions.MissingPolicy missing;

  @Option(
      names = "--time",
      split = ",",
      paramLabel = "NAME",
      description =
          "Columns of dates or times to take as seconds since 1970-01-01T00:00Z, or of the day; in"
              + " text those of ISO 8601.")
  List<String> times = List.of();

  @Option(
      names = "--path-columns",
      negatable = true,
      fallbackValue = "true",
      description =
          "Whether directories named NAME=VALUE below an input are columns (default:"
              + " ${DEFAULT-VALUE}).")
  boolean pathColumns;

  @Option(
      names = "--max-bad-rows",
      paramLabel = "N",
      description = "Unreadable rows that may be skipped (default: ${DEFAULT-VALUE}).")
  long maxBadRows;

  @Option(
      names = "--min-rows-per-machine",
      paramLabel = "N",
      description = "Combine splits until each has about N rows (default: ${DEFAULT-VALUE}).")
  long minRows;

  @Mixin CsvArguments csv;

  @Mixin RoleArguments roles;

  /** For a command that can do with other files in place of rows. */
  static void letInputBeMissing(CommandSpec spec) {
    OptionSpec input = spec.findOption(INPUT);
    spec.remove(input);
    spec.addOption(OptionSpec.builder(input).required(false).build());
  }

  /** Where rows are, and how they are read where splits are machines or of no matter. */
  RowSource source(Configuration conf, String response) throws IOException {
    return source(conf, response, Partition.SPLIT);
  }

  /**
   * @param response its column; empty for none
   */
  RowSource source(Configuration conf, String response, TableOptions.Partition partition)
      throws IOException {
    TableOptions options = options(response, partition);
    if (schema.isPresent()) {
      SharedSchema shared = SchemaInput.read(conf, Paths.of(schema.get()));
      ColumnRolesBuilder declared = options.roles().toBuilder().schema(shared);
      options = options.toBuilder().roles(Check.built(declared::build)).build();
    }
    return new RowSource(paths(inputs), options);
  }

  private TableOptions options(String response, TableOptions.Partition partition) {
    Check.that(!features.contains(response), "--features: '%s' is the response", response);
    TableOptions.Builder options =
        TableOptions.builder()
            .features(features)
            .exclude(exclude)
            .missing(missing)
            .maxBadRows(maxBadRows)
            .partition(partition)
            .csv(csv.options())
            .minRows(minRows)
            .times(times)
            .pathColumns(pathColumns)
            .roles(roles(response));
    if (!response.isEmpty()) {
      options.response(response);
    }
    return Check.built(options::build);
  }

  private ColumnRoles roles(String response) {
    ColumnRoles options = roles.options();
    options.weight().ifPresent(column -> requireFree("--weight", column, response));
    options.label().ifPresent(column -> requireFree("--label", column, response));
    return options;
  }

  private void requireFree(String option, String column, String response) {
    Check.that(
        !features.contains(column) && !column.equals(response),
        "%s: '%s' is feature or response",
        option,
        column);
  }

  /** Paths of further rows, read in the same way. */
  List<Path> paths(List<String> names) throws UnusableInputException {
    return Paths.inputs(names, literalPaths);
  }
}
