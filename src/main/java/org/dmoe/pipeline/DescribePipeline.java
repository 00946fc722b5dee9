package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.describe.TableDescription;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.table.in.TableContents;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;

/** Describes the columns of a table. */
public final class DescribePipeline {

  /**
   * What came of it.
   *
   * @param rows that were looked at and skipped
   */
  public record Result(TableDescription table, RowCounts rows) {}

  private DescribePipeline() {}

  /**
   * @param source of the rows; its table names the columns that are looked at, all if it names none
   * @throws UnusableInputException if input, columns or rows are not usable
   */
  public static Result run(Configuration conf, RowSource source, Consumer<String> console)
      throws IOException {
    TableOptions options = source.table();
    Configuration own = new Configuration(conf);
    options.store(own);
    TableFiles files = TableFiles.list(own, source.paths());
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
      return new Result(table, described.rows());
    }
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
        throw new UnusableInputException(
            "--features, --exclude: '%s' is not a column of the table%s"
                .formatted(name, ColumnNames.suggestion(name, all)));
      }
    }
  }
}
