package org.dmoe.table.in;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/**
 * Finds the files of inputs, with the places of their blocks; each directory is listed once, and
 * several at a time.
 */
final class FileListing {

  /** Names that Hadoop and its relatives give to what is no data. */
  private static final PathFilter VISIBLE =
      path -> !path.getName().startsWith("_") && !path.getName().startsWith(".");

  private static final String LOCAL = "file";

  private static final Pattern PATTERN = Pattern.compile("[\\[\\]{}*?]");

  /** What Java says of a name with a colon. */
  private static final String RELATIVE = "Relative path in absolute URI: ";

  private final Configuration conf;
  private final Map<String, FileStatus> files = new LinkedHashMap<>();
  private final List<Path> directories = new ArrayList<>();
  private final List<Path> empty = new ArrayList<>();

  FileListing(Configuration conf) {
    this.conf = conf;
  }

  /**
   * Adds the files of an input.
   *
   * @throws UnusableInputException as {@link TableFiles#list} does
   */
  void add(Path input) throws IOException {
    int before = files.size();
    List<FileStatus> roots = roots(conf, input);
    FileSystem fs = roots.get(0).getPath().getFileSystem(conf);
    Map<Path, List<FileStatus>> tree = tree(fs, roots);
    for (FileStatus root : roots) {
      if (root.isDirectory()) {
        directories.add(root.getPath());
      }
      collect(fs, root.getPath(), root, tree);
    }
    if (files.size() == before) {
      throw new UnusableInputException("input " + shown(input) + " is empty");
    }
  }

  /** By their identities, in the order of the inputs, below each by path. */
  Map<String, FileStatus> files() {
    return files;
  }

  /** Those among the inputs that are directories. */
  List<Path> directories() {
    return directories;
  }

  /** Those without a byte, in the order of the inputs. */
  List<Path> empty() {
    return empty;
  }

  private static List<FileStatus> roots(Configuration conf, Path input) throws IOException {
    String shown = "input " + shown(input);
    try {
      FileSystem fs = input.getFileSystem(conf);
      FileStatus[] matches = matches(fs, input);
      if (matches == null) {
        throw new UnusableInputException(shown + " does not exist" + literally(fs, input));
      }
      boolean pattern = !(matches.length == 1 && isItself(fs, matches[0], input));
      List<FileStatus> roots =
          Arrays.stream(matches)
              .filter(match -> !pattern || VISIBLE.accept(match.getPath()))
              .sorted(Comparator.comparing(FileStatus::getPath))
              .toList();
      if (roots.isEmpty()) {
        throw new UnusableInputException(shown + " matches no file" + literally(fs, input));
      }
      return roots;
    } catch (AccessControlException | UnsupportedFileSystemException e) {
      throw unreadable(shown, e);
    }
  }

  /** Hadoop cannot make a path of a name with a colon, and a pattern meets all names there are. */
  private static FileStatus[] matches(FileSystem fs, Path input) throws IOException {
    try {
      return fs.globStatus(input);
    } catch (IllegalArgumentException e) {
      String text = String.valueOf(e.getMessage());
      if (!text.contains(RELATIVE)) {
        throw e;
      }
      String name = text.substring(text.indexOf(RELATIVE) + RELATIVE.length()).strip();
      throw new UnusableInputException(
          "input %s: a name there has a colon, '%s', and Hadoop matches no pattern beside it: rename it, or give files or the directory instead of a pattern"
              .formatted(shown(input), name),
          e);
    }
  }

  /** Advice where a name has characters of patterns and is there as it stands. */
  private static String literally(FileSystem fs, Path input) throws IOException {
    return PATTERN.matcher(input.toUri().getPath()).find() && fs.exists(input)
        ? ", but is there by this very name: --literal-paths takes it so"
        : "";
  }

  /** Without what makes characters of patterns stand for themselves. */
  private static String shown(Path input) {
    return Paths.shown(input).replaceAll("\\\\(.)", "$1");
  }

  private static boolean isItself(FileSystem fs, FileStatus match, Path input) {
    return match.getPath().equals(fs.makeQualified(input));
  }

  /** The children of each directory at or below the roots, by path. */
  private static Map<Path, List<FileStatus>> tree(FileSystem fs, List<FileStatus> roots)
      throws IOException {
    Map<Path, List<FileStatus>> tree = new HashMap<>();
    List<Path> level = directories(roots);
    while (!level.isEmpty()) {
      List<List<FileStatus>> children = ParallelReads.map(level, dir -> children(fs, dir));
      List<Path> next = new ArrayList<>();
      for (int i = 0; i < children.size(); i++) {
        tree.put(level.get(i), children.get(i));
        next.addAll(directories(children.get(i)));
      }
      level = next;
    }
    return tree;
  }

  private static List<Path> directories(List<FileStatus> all) {
    return all.stream().filter(FileStatus::isDirectory).map(FileStatus::getPath).toList();
  }

  private static List<FileStatus> children(FileSystem fs, Path dir) throws IOException {
    try {
      List<FileStatus> children = isLocal(fs) ? List.of(fs.listStatus(dir)) : located(fs, dir);
      return children.stream()
          .filter(child -> VISIBLE.accept(child.getPath()))
          .sorted(Comparator.comparing(FileStatus::getPath))
          .toList();
    } catch (AccessControlException | FileNotFoundException e) {
      throw unreadable("input " + Paths.shown(dir), e);
    }
  }

  /** With places, the permissions of files come too, for which Hadoop runs a program each. */
  private static boolean isLocal(FileSystem fs) {
    return fs.getUri().getScheme().equals(LOCAL);
  }

  private static List<FileStatus> located(FileSystem fs, Path dir) throws IOException {
    List<FileStatus> children = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = fs.listLocatedStatus(dir);
    while (all.hasNext()) {
      children.add(all.next());
    }
    return children;
  }

  /** Files at or below a path, by path. */
  private void collect(FileSystem fs, Path root, FileStatus at, Map<Path, List<FileStatus>> tree)
      throws IOException {
    if (at.isDirectory()) {
      for (FileStatus child : tree.get(at.getPath())) {
        collect(fs, root, child, tree);
      }
    } else if (at.getLen() == 0) {
      empty.add(at.getPath());
    } else {
      requireReadableName(fs, at.getPath());
      String identity = TableFiles.identity(root, at.getPath());
      FileStatus other = files.putIfAbsent(identity, at);
      if (other != null) {
        throw sameIdentity(identity, other.getPath(), at.getPath());
      }
    }
  }

  /** Of a local file Hadoop also looks for its checksums, under a name that it cannot make. */
  private static void requireReadableName(FileSystem fs, Path file) throws UnusableInputException {
    if (file.getName().indexOf(':') >= 0 && isLocal(fs)) {
      throw new UnusableInputException(
          "%s: its name has a colon, and Hadoop cannot read such a local file: rename it, or give files without it as input"
              .formatted(Paths.shown(file)));
    }
  }

  private static UnusableInputException sameIdentity(String identity, Path first, Path second) {
    String message =
        first.equals(second)
            ? "%s is named twice as input".formatted(Paths.shown(first))
            : "%s and %s are both '%s': give the directory above them as input, or rename one"
                .formatted(Paths.shown(first), Paths.shown(second), identity);
    return new UnusableInputException(message);
  }

  private static UnusableInputException unreadable(String what, IOException e) {
    return new UnusableInputException(what + " cannot be read: " + e.getMessage(), e);
  }
}
