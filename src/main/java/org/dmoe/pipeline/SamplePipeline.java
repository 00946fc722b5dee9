package org.dmoe.pipeline;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.run.Output;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.TableKey;

/** Draws a supporting sample into a directory of its own. */
public final class SamplePipeline {

  /**
   * What came of it.
   *
   * @param file that holds the sample
   * @param rows it was drawn from, and that were skipped
   */
  public record Result(Path file, RowCounts rows) {}

  private SamplePipeline() {}

  /** Leaves support.csv in the output. */
  public static Result run(
      Configuration conf,
      RowSource source,
      SupportDraw draw,
      Output output,
      Consumer<String> console)
      throws IOException {
    Configuration own = new Configuration(conf);
    TableKey.OPEN_COLUMNS.set(own, "true");
    InputTable table = InputTable.open(own, source.paths(), source.table(), console);
    table.requireApart(own, output);
    try (RunDirectory run = RunDirectory.create(own, output, console)) {
      Counters counters = new Stages(own, run, console).sample(table, draw);
      run.move(RunFiles.SUPPORT_CSV, RunFiles.SUPPORT_NAME);
      if (run.has(RunFiles.RAW_CSV)) {
        run.move(RunFiles.RAW_CSV, RunFiles.RAW_NAME);
      }
      run.delete(RunFiles.SUPPORT);
      run.commit();
      return new Result(new Path(run.output(), RunFiles.SUPPORT_NAME), RowCounts.of(counters));
    }
  }
}
