package org.dmoe.cli;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.dmoe.model.UnusableInputException;

/** Paths as they are given on a command line. */
final class Paths {

  private static final String COLON =
      "'%s' has a colon, which names in Hadoop's paths cannot have: rename it";

  private Paths() {}

  static List<Path> of(List<String> names) {
    return names.stream().map(Paths::of).toList();
  }

  static Path of(String name) {
    Check.that(!name.isBlank(), "a path is empty");
    try {
      return new Path(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(complaint(name, e));
    }
  }

  /** A path that will be written, so that names are made from it. */
  static Path output(String name) {
    Path path = of(name);
    Check.that(path.toUri().getPath().indexOf(':') < 0, COLON, "--output " + name);
    return path;
  }

  /**
   * Paths of rows.
   *
   * @param literal whether brackets, braces, stars and question marks stand for themselves
   * @throws UnusableInputException naming one that cannot be a path
   */
  static List<Path> inputs(List<String> names, boolean literal) throws UnusableInputException {
    for (String name : names) {
      Check.that(!name.isBlank(), "a path is empty");
      try {
        new Path(name);
      } catch (IllegalArgumentException e) {
        throw new UnusableInputException(complaint(name, e), e);
      }
    }
    return names.stream().map(name -> new Path(literal ? escaped(name) : name)).toList();
  }

  private static String escaped(String name) {
    return name.replaceAll("[\\\\{}\\[\\]*?]", "\\\\$0");
  }

  private static String complaint(String name, IllegalArgumentException failure) {
    return name.indexOf(':') < 0
        ? "'" + name + "' is not a path: " + failure.getMessage()
        : COLON.formatted(name);
  }
}
