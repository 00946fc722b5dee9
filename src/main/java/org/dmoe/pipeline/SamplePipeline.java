package org.dmoe.pipeline;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/** Draws a supporting sample into a directory of its own. */
public final class SamplePipeline {

  /**
   * What came of it.
   *
   * @param file that holds the sample
   * @param rows it was drawn from, and that were left out
   */
  public record Result(Path file, RowCounts rows) {}

  private SamplePipeline() {}

  /** Leaves support.csv in the output. */
  public static Result run(Configuration conf, SampleRequest request, Consumer<String> console)
      throws IOException {
    InputTable source = InputTable.open(conf, request.inputs(), request.table(), console);
    source.requireApart(conf, request.output());
    try (RunDirectory run = RunDirectory.create(conf, request.output(), request.overwrite())) {
      Counters counters =
          new Stages(conf, run, console).sample(source, request.supportSize(), request.seed());
      run.move(RunFiles.SUPPORT + "/" + RunFiles.SUPPORT_NAME, RunFiles.SUPPORT_NAME);
      run.delete(RunFiles.SUPPORT);
      run.delete(RunFiles.WORK);
      run.commit();
      return new Result(new Path(run.output(), RunFiles.SUPPORT_NAME), RowCounts.of(counters));
    }
  }
}
