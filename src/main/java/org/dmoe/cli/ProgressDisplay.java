package org.dmoe.cli;

import org.dmoe.mapreduce.job.JobProgress;

/** Where a command says what it does. */
interface ProgressDisplay {

  /** A line. */
  void say(String line);

  /**
   * @return whether it is shown; if not, a line is to say it
   */
  boolean show(String stage, JobProgress progress);

  /** Before results and errors. */
  void end();
}
