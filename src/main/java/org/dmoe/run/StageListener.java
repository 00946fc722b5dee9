package org.dmoe.run;

import java.util.function.Consumer;
import org.dmoe.mapreduce.job.JobProgress;

/** A console that shows the progress of stages by itself. */
public interface StageListener extends Consumer<String> {

  /**
   * @return whether it is shown; if not, a line is to say it
   */
  boolean progress(String stage, JobProgress progress);
}
