package org.dmoe.mapreduce;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Messages that tasks leave in files for whoever submitted the job. */
public final class TaskErrors {

  private TaskErrors() {}

  /** The first message by the order of the tasks' identities. */
  public static Optional<IOException> first(Configuration conf, Path dir) throws IOException {
    throw new UnsupportedOperationException();
  }
}
