package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.describe.ColumnDescription;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.data.describe.TableDescription;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.run.Output;
import org.dmoe.run.RunDirectory;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableContents;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;

/** Describes the columns of a table. */
public final class DescribePipeline {

  /**
   * What came of it.
   *
   * @param rows that were looked at and skipped
   * @param units of the columns, those of times included
   */
  public record Result(TableDescription table, RowCounts rows, Map<String, String> units) {}

  private DescribePipeline() {}

  /**
   * @param source of the rows; its table names the columns that are looked at, all if it names none
   * @param output that a caller will write, which must lie apart from the rows
   * @throws UnusableInputException if input, columns or rows are not usable
   */
  public static Result run(
      Configuration conf, RowSource source, Optional<Output> output, Consumer<String> console)
      throws IOException {
    TableOptions options = source.table();
    requireNoSchema(options);
    Configuration own = new Configuration(conf);
    options.store(own);
    TableFiles files = TableFiles.list(own, source.paths(), console);
    if (output.isPresent()) {
      output.get().requireApart(own, files.directories(), files.all());
    }
    TableContents contents = files.columns(own);
    List<String> readable = new ArrayList<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (String name : chosen(contents.names(), options)) {
      if (contents.unreadable().containsKey(name)) {
        unreadable.put(name, contents.unreadable().get(name));
      } else {
        readable.add(name);
      }
    }
    Map<String, String> times = new HashMap<>(contents.times());
    times.keySet().removeAll(options.times());
    try (RunDirectory work = RunDirectory.scratch(own, console)) {
      Stages.Description described =
          new Stages(own, work, console).describe(files, options, readable);
      TableDescription table =
          TableDescription.of(readable, described.statistics(), unreadable)
              .withTypes(times)
              .withWarnings(contents.warnings());
      return new Result(table, described.rows(), units(contents, options));
    }
  }

  private static Map<String, String> units(TableContents contents, TableOptions options) {
    Map<String, String> units = new HashMap<>(options.roles().units());
    for (String time : options.times()) {
      contents.timeUnit(time).ifPresent(unit -> units.putIfAbsent(time, unit));
    }
    return units;
  }

  /** Of columns as texts, in a pass over all rows that says nothing. */
  static TableStatistics statistics(
      Configuration conf, TableFiles files, TableOptions options, List<String> columns)
      throws IOException {
    Consumer<String> silent = line -> {};
    try (RunDirectory work = RunDirectory.scratch(conf, silent)) {
      return new Stages(conf, work, silent).describe(files, options, columns).statistics();
    }
  }

  private static void requireNoSchema(TableOptions options) throws WrongOptionException {
    if (options.roles().schema().isPresent()) {
      throw new WrongOptionException(
          "--schema: describe makes one; other commands read it, and describe --schemas unites several");
    }
  }

  /**
   * What sites share of a table: types, levels and sums of its columns.
   *
   * @param described by {@link #run}, from the same source
   * @throws WrongOptionException if columns are not what options say of them
   */
  public static SharedSchema schema(Result described, RowSource source)
      throws WrongOptionException {
    ColumnRoles roles = source.table().roles();
    List<String> names = described.table().columns().stream().map(ColumnDescription::name).toList();
    for (String name : roles.categorical()) {
      if (!names.contains(name)) {
        throw new WrongOptionException(
            "--categorical: '%s' is not among the columns%s"
                .formatted(name, ColumnNames.suggestion(name, names)));
      }
    }
    try {
      return SharedSchema.of(
          described.table(),
          new SharedSchema.Declarations(
              Set.copyOf(roles.categorical()), roles.levels(), described.units()));
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException(e.getMessage(), e);
    }
  }

  private static Set<String> chosen(List<String> all, TableOptions options)
      throws UnusableInputException {
    requirePresent(all, options.features());
    requirePresent(all, options.exclude());
    Set<String> chosen =
        new LinkedHashSet<>(options.features().isEmpty() ? all : options.features());
    chosen.removeAll(Set.copyOf(options.exclude()));
    return chosen;
  }

  private static void requirePresent(List<String> all, List<String> names)
      throws UnusableInputException {
    for (String name : names) {
      if (!all.contains(name)) {
        throw new WrongOptionException(
            "--features, --exclude: '%s' is not a column of the table%s"
                .formatted(name, ColumnNames.suggestion(name, all)));
      }
    }
  }
}
