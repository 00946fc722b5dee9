package org.dmoe.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;

/**
 * A step of a run that is one job.
 *
 * @param name for the user
 * @param job not submitted yet; it writes below its stage's working directory
 * @param inputs the files it reads
 * @param madeBy name of the stage that made those files in this run; empty if they were there
 *     before
 * @param artefacts files and directories, below the run directory, that it leads to
 * @param temporary whether these are not in the finished run
 * @param placement puts the job's files at their places
 */
public record Stage(
    String name,
    Job job,
    List<FileStatus> inputs,
    Optional<String> madeBy,
    List<String> artefacts,
    boolean temporary,
    Placement placement) {

  /** A stage that reads files which were there before, and whose artefacts stay. */
  public Stage(
      String name, Job job, List<FileStatus> inputs, List<String> artefacts, Placement placement) {
    this(name, job, inputs, Optional.empty(), artefacts, false, placement);
  }

  /** The same stage where its inputs are the artefacts of another. */
  public Stage on(String maker) {
    return new Stage(name, job, inputs, Optional.of(maker), artefacts, temporary, placement);
  }

  /** The same stage where its artefacts are not in the finished run. */
  public Stage forTheTime() {
    return new Stage(name, job, inputs, madeBy, artefacts, true, placement);
  }

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
