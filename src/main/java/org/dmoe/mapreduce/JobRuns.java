package org.dmoe.mapreduce;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;

/** Runs a job to its end and says how it goes. */
public final class JobRuns {

  private JobRuns() {}

  /**
   * Submits the job, waits, and prints a line whenever its progress has changed.
   *
   * @param console takes lines for the user
   * @param errorsDir where the tasks leave their messages; made if need be
   * @throws UnusableInputException if a task reported bad input, or there were too many bad rows
   * @throws NoUsableModelException if a task reported too few usable local models
   * @throws JobFailedException if the job failed for another reason, or the wait was interrupted
   */
  public static Counters run(Job job, Consumer<String> console, Path errorsDir) throws IOException {
    throw new UnsupportedOperationException();
  }
}
