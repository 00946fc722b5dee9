package org.dmoe.run;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Room for the files of jobs that leave none. */
final class Scratch {

  private Scratch() {}

  /** A directory that does not exist yet, where a cluster's tasks can read and write too. */
  static Path directory(Configuration conf) throws IOException {
    FileSystem fs = FileSystem.get(conf);
    Path parent =
        fs.getScheme().equals("file")
            ? new Path(System.getProperty("java.io.tmpdir"))
            : fs.getHomeDirectory();
    return new Path(parent, "dmoe-" + UUID.randomUUID());
  }
}
