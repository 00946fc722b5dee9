package org.dmoe.pipeline;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.SupportingSample;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stopwatch;

/** The supporting sample of a fit, given or drawn, and the pilot where one is fitted to it. */
final class SupportStage {

  private final Configuration conf;
  private final FitRequest request;
  private final Consumer<String> console;
  private final Stopwatch stopwatch;

  SupportStage(
      Configuration conf, FitRequest request, Consumer<String> console, Stopwatch stopwatch) {
    this.conf = conf;
    this.request = request;
    this.console = console;
    this.stopwatch = stopwatch;
  }

  /**
   * Leaves support/ and, where it is wanted, pilot/.
   *
   * @return the file of the supporting sample
   */
  Path run(RunDirectory run, Stages stages, InputTable training, FitPlan plan) throws IOException {
    if (request.support().isPresent()) {
      return given(run, stages, request.support().get(), training);
    }
    stopwatch.time(
        "sample",
        () ->
            request.start().needsPilot()
                ? stages.sampleWithPilot(
                    training, request.draw(), request.fit(), request.range().numbers(), plan)
                : stages.sample(training, request.draw()));
    return run.path(RunFiles.SUPPORT_CSV);
  }

  private Path given(RunDirectory run, Stages stages, Path path, InputTable training)
      throws IOException {
    run.delete(RunFiles.PILOT);
    if (request.askedStart().needsPilot()) {
      console.accept(
          "start: own, since a given supporting sample has no response to fit a pilot to");
    }
    GivenSupport given = GivenSupport.of(conf, path, training.features());
    if (given.isTable()) {
      given.draw(stages, training.options(), request.draw(), console);
      return run.path(RunFiles.SUPPORT_CSV);
    }
    SupportingSample matched = SupportMatch.of(given.read(), training.features().features());
    given.copyRaw(run);
    return ModelOutput.writeSupport(run, RunFiles.SUPPORT_CSV, matched);
  }
}
