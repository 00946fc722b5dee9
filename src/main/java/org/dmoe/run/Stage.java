package org.dmoe.run;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;

/**
 * A step of a run that is one job.
 *
 * @param name for the user
 * @param job not submitted yet; it writes below its stage's working directory
 * @param inputs the files it reads
 * @param artefacts files and directories, below the run directory, that it leads to
 * @param placement puts the job's files at their places
 */
public record Stage(
    String name, Job job, List<FileStatus> inputs, List<String> artefacts, Placement placement) {

  /** What is done when a job has succeeded. */
  @FunctionalInterface
  public interface Placement {

    /**
     * @param from the job's output, below the run directory
     * @throws org.dmoe.model.UnusableInputException if the counters tell of unusable input
     */
    void place(String from, Counters counters) throws IOException;
  }
}
