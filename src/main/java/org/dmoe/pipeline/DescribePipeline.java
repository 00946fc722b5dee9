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
import org.apache.hadoop.fs.Path;
import org.dmoe.data.describe.TableDescription;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.Scratch;
import org.dmoe.table.in.TableContents;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;

/** Describes the columns of a table. */
public final class DescribePipeline {

  /**
   * What came of it.
   *
   * @param rows that were looked at and left out
   */
  public record Result(TableDescription table, RowCounts rows) {}

  private DescribePipeline() {}

  /**
   * @param options which columns are looked at, all if none is named, and how rows are read
   * @throws UnusableInputException if input, columns or rows are not usable
   */
  public static Result run(
      Configuration conf, List<Path> inputs, TableOptions options, Consumer<String> console)
      throws IOException {
    Configuration own = new Configuration(conf);
    options.store(own);
    TableFiles files = TableFiles.list(own, inputs);
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
    try (RunDirectory work = RunDirectory.create(own, Scratch.directory(own), true)) {
      Stages.Description described =
          new Stages(own, work, console).describe(files, options, readable);
      TableDescription table =
          TableDescription.of(readable, described.statistics(), unreadable)
              .withTypes(times)
              .withWarnings(contents.warnings());
      return new Result(table, described.rows());
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
