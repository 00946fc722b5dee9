package org.dmoe.cli;

import java.util.List;
import org.apache.hadoop.fs.Path;

/** Paths as they are given on a command line. */
final class Paths {

  private Paths() {}

  static List<Path> of(List<String> names) {
    return names.stream().map(Paths::of).toList();
  }

  static Path of(String name) {
    Check.that(!name.isBlank(), "a path is empty");
    try {
      return new Path(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("'" + name + "' is not a path: " + e.getMessage());
    }
  }
}
