package org.dmoe.mapreduce.job;

import java.util.function.Consumer;

/** Hears of a job in lines, and of its progress in numbers too. */
public interface JobConsole extends Consumer<String> {

  /**
   * @param line that says the same in words
   */
  void progress(String line, JobProgress progress);
}
