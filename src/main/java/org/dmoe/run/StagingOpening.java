package org.dmoe.run;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Makes the place where a run's files lie before it is finished, with regard to earlier runs. */
final class StagingOpening {

  private final Configuration conf;
  private final FileSystem fs;
  private final Output given;
  private final Path output;
  private final Consumer<String> console;
  private final Staging staging;
  private boolean open;

  /**
   * @param given the output as messages name it
   * @param output in full
   * @param resumes whether the run is to go on from an earlier one
   */
  StagingOpening(
      Configuration conf,
      FileSystem fs,
      Output given,
      Path output,
      boolean resumes,
      Consumer<String> console)
      throws IOException {
    this.conf = conf;
    this.fs = fs;
    this.given = given;
    this.output = output;
    this.console = console;
    boolean stays = resumes && !given.overwrite() && EarlierRun.isFinished(fs, output);
    boolean direct = given.placement().at(fs, output) == Placement.DIRECT && !stays;
    staging =
        direct
            ? new StagingInPlace(fs, given.path(), output)
            : new StagingBeside(conf, fs, given.path(), output);
  }

  Staging staging() {
    return staging;
  }

  /** Whether what lies there is this run's; before that it may be another's. */
  boolean isOpen() {
    return open;
  }

  /** Removes what an earlier run has left unfinished, and stops its job. */
  void openAfresh() throws IOException {
    given.requireFree(conf);
    EarlierRun.stopJobs(conf, fs, staging.directory(), console);
    say(Output.exists(fs, output) ? "; what is there is removed first" : "");
    open = true;
    staging.open(true);
  }

  /**
   * Keeps what an earlier run has done.
   *
   * @return whether the output is finished and is to stay as it is
   */
  boolean openAgain() throws IOException {
    boolean left = StageRecord.exist(fs, new Path(staging.directory(), RunFiles.RECORDS));
    if (!left && EarlierRun.isFinished(fs, output)) {
      open = true;
      staging.reopen();
      return !given.overwrite();
    }
    given.requireFree(conf);
    say("");
    open = true;
    staging.open(false);
    return false;
  }

  private void say(String more) {
    if (staging instanceof StagingInPlace) {
      console.accept(
          "%s: written in its place, with the marker %s until it is complete%s"
              .formatted(given.path(), RunFiles.MARKER, more));
    }
  }
}
