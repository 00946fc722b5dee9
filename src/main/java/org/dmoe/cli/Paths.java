package org.dmoe.cli;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.model.UnusableInputException;

/** Paths as they are given on a command line. */
final class Paths {

  private static final String COLON =
      "'%s' has a colon, which names in Hadoop's paths cannot have: rename it";

  /** From the first name that is a pattern. */
  private static final Pattern GLOB = Pattern.compile("(^|(?<=/))[^/]*[\\[{*?].*$");

  private Paths() {}

  static List<Path> of(List<String> names) {
    return names.stream().map(Paths::of).toList();
  }

  static Path of(String name) {
    Check.that(!name.isBlank(), "a path is empty");
    try {
      Path path = new Path(name);
      Check.that(canBeNamed(path), "%s", NameEncoding.complaint(name));
      return path;
    } catch (IllegalArgumentException e) {
      throw new UsageException(complaint(name, e));
    }
  }

  private static boolean canBeNamed(Path path) {
    return NameEncoding.holds(path.toString()) || !isLocal(path);
  }

  private static boolean isLocal(Path path) {
    String scheme = path.toUri().getScheme();
    return "file"
        .equals(
            scheme == null ? FileSystem.getDefaultUri(new Configuration()).getScheme() : scheme);
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
        requireReadable(new Path(name));
      } catch (IllegalArgumentException e) {
        throw new UnusableInputException(complaint(name, e), e);
      }
    }
    return names.stream().map(name -> new Path(literal ? escaped(name) : name)).toList();
  }

  private static void requireReadable(Path path) throws UnusableInputException {
    if (!canBeNamed(path)) {
      throw new UnusableInputException(NameEncoding.complaint(path.toString()));
    }
    List<String> unreadable =
        NameEncoding.unreadable(GLOB.matcher(path.toUri().getPath()).replaceFirst("./"));
    if (!unreadable.isEmpty() && isLocal(path)) {
      throw new UnusableInputException(NameEncoding.complaint(unreadable.get(0)));
    }
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
