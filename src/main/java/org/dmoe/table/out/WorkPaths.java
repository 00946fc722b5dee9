package org.dmoe.table.out;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;

/**
 * Where a task's attempt writes, so that its committer moves all files or none. Object stores bring
 * committers of their own, which need not be those of file systems.
 */
public final class WorkPaths {

  private WorkPaths() {}

  /**
   * @throws IOException if the committer has no directory for a task to write to
   */
  public static Path of(OutputCommitter committer) throws IOException {
    if (committer instanceof PathOutputCommitter paths) {
      return paths.getWorkPath();
    }
    throw new IOException(
        "the output committer %s has no directory for tasks to write to; choose another one (mapreduce.outputcommitter.factory.class)"
            .formatted(committer.getClass().getName()));
  }
}
