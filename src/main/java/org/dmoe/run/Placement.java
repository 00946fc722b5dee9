package org.dmoe.run;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** How an output gets to its place. */
public enum Placement {
  /** By what the file system can do. */
  AUTO,
  /** Written beside its place and renamed when it is whole. */
  RENAME,
  /** Written in its place, under a marker until it is complete. */
  DIRECT;

  /** Connectors that say nothing of what they can do, to stores that copy what they rename. */
  private static final Set<String> COPYING =
      Set.of(
          "s3", "s3n", "s3a", "gs", "wasb", "wasbs", "oss", "cos", "cosn", "obs", "tos", "swift");

  /** What is done at a path: {@link #RENAME} or {@link #DIRECT}. */
  Placement at(FileSystem fs, Path path) throws IOException {
    if (this != AUTO) {
      return this;
    }
    return renamesByCopying(fs, path) ? DIRECT : RENAME;
  }

  /** A store whose objects have tags, and which gives them new ones on a rename, makes new ones. */
  private static boolean renamesByCopying(FileSystem fs, Path path) throws IOException {
    if (fs.hasPathCapability(path, CommonPathCapabilities.ETAGS_AVAILABLE)) {
      return !fs.hasPathCapability(path, CommonPathCapabilities.ETAGS_PRESERVED_IN_RENAME);
    }
    return COPYING.contains(fs.getUri().getScheme());
  }
}
