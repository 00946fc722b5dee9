package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.UnusableOutputException;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;

/** Divides rows into files. */
public final class PartitionPipeline {

  /**
   * What came of it.
   *
   * @param parts number of files
   */
  public record Result(RowCounts rows, long parts) {}

  private PartitionPipeline() {}

  /**
   * @throws UnusableOutputException if the output exists or cannot be written
   * @throws org.dmoe.model.UnusableInputException if input, columns or rows are not usable or there
   *     would be too many files
   */
  public static Result run(Configuration conf, PartitionRequest request, Consumer<String> console)
      throws IOException {
    Configuration own = new Configuration(conf);
    List<String> texts = texts(request);
    TableKey.TEXT_COLUMNS.set(own, texts);
    JobKey.MAX_PARTITIONS.set(own, request.maxPartitions());
    TableOptions plain = request.source().table().toBuilder().roles(ColumnRoles.NONE).build();
    TableFiles files = TableFiles.list(own, request.source().paths(), console);
    InputTable table = InputTable.open(own, files, numbers(own, files, plain, texts), console);
    table.requireApart(own, request.output());
    try (RunDirectory run = RunDirectory.create(own, request.output(), console)) {
      Counters counters =
          new Stages(own, run, console)
              .rows()
              .partition(table, texts, request.by(), request.format(), request.seed());
      run.commit();
      long parts = counters.findCounter(DmoeCounter.PARTITIONS).getValue();
      return new Result(RowCounts.of(counters), parts);
    }
  }

  private static List<String> texts(PartitionRequest request) {
    List<String> texts = new ArrayList<>(request.texts());
    ColumnRoles roles = request.source().table().roles();
    Stream.concat(
            roles.categorical().stream(),
            roles.schema().stream().flatMap(schema -> schema.texts().stream()))
        .filter(name -> !texts.contains(name))
        .forEach(texts::add);
    String column = request.by().column();
    if (!request.by().isRandom() && !texts.contains(column)) {
      texts.add(column);
    }
    return texts;
  }

  /** The columns that are written as numbers; there may be none. */
  private static TableOptions numbers(
      Configuration conf, TableFiles files, TableOptions table, List<String> texts)
      throws IOException {
    TableOptions chosen = withoutTexts(table, texts);
    if (!chosen.features().isEmpty()) {
      return chosen;
    }
    Configuration looking = new Configuration(conf);
    chosen.store(looking);
    Set<String> left = new HashSet<>(files.columns(looking).names());
    left.removeIf(ColumnNames::isRowNames);
    chosen.exclude().forEach(left::remove);
    return left.isEmpty() ? chosen.withKnown(new FeatureSpec(List.of(), "")) : chosen;
  }

  /** A column of text is a number too only where that is asked for by name. */
  private static TableOptions withoutTexts(TableOptions table, List<String> texts) {
    if (!table.features().isEmpty()) {
      return table;
    }
    List<String> exclude = new ArrayList<>(table.exclude());
    exclude.addAll(texts);
    return table.toBuilder().exclude(exclude).build();
  }
}
