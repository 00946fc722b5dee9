package org.dmoe.table;

import org.apache.hadoop.fs.Path;

/** Paths as users know them. */
public final class Paths {

  private Paths() {}

  /** A local file without its scheme; any other path as it is. */
  public static String shown(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file") ? path.toUri().getPath() : path.toString();
  }
}
