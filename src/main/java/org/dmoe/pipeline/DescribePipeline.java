package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.describe.TableDescription;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.Scratch;
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
    Map<String, Optional<String>> columns = chosen(own, inputs, options);
    List<String> readable = new ArrayList<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    columns.forEach(
        (name, what) ->
            what.ifPresentOrElse(w -> unreadable.put(name, w), () -> readable.add(name)));
    try (RunDirectory work = RunDirectory.create(own, Scratch.directory(own), true)) {
      Stages.Description described =
          new Stages(own, work, console).describe(inputs, options, readable);
      return new Result(
          TableDescription.of(readable, described.statistics(), unreadable), described.rows());
    }
  }

  private static Map<String, Optional<String>> chosen(
      Configuration conf, List<Path> inputs, TableOptions options) throws IOException {
    Map<String, Optional<String>> all = TableFiles.columns(conf, TableFiles.list(conf, inputs));
    Map<String, Optional<String>> chosen = new LinkedHashMap<>();
    for (String name : options.features().isEmpty() ? all.keySet() : options.features()) {
      requirePresent(all, name);
      chosen.put(name, all.get(name));
    }
    for (String name : options.exclude()) {
      requirePresent(all, name);
      chosen.remove(name);
    }
    return chosen;
  }

  private static void requirePresent(Map<String, Optional<String>> all, String name)
      throws UnusableInputException {
    if (!all.containsKey(name)) {
      throw new UnusableInputException(
          "--features, --exclude: '" + name + "' is not a column of the table");
    }
  }
}
