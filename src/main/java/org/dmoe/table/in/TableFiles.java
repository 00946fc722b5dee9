package org.dmoe.table.in;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.data.FeatureSpec;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/** The files a table is made of. */
public final class TableFiles {

  /** Names that Hadoop and its relatives give to what is no data. */
  private static final PathFilter VISIBLE =
      path -> !path.getName().startsWith("_") && !path.getName().startsWith(".");

  private static final List<String> COMPRESSIONS =
      List.of(".gz", ".bz2", ".deflate", ".zst", ".lz4", ".snappy");
  private static final List<String> FORMATS =
      Arrays.stream(TableFormat.values()).flatMap(format -> format.endings().stream()).toList();

  private static final Pattern PATTERN = Pattern.compile("[\\[\\]{}*?]");

  /** What Java says of a name with a colon. */
  private static final String RELATIVE = "Relative path in absolute URI: ";

  private TableFiles() {}

  /**
   * The files of the inputs: files themselves, directories with all below them, and patterns; not
   * those without a byte, nor those whose name starts with '_' or '.'.
   *
   * @return by their identities, in the order of the inputs, below each by path
   * @throws UnusableInputException naming an input that does not exist, is empty or cannot be read,
   *     or two files of one identity
   */
  public static Map<String, FileStatus> byIdentity(Configuration conf, List<Path> inputs)
      throws IOException {
    Map<String, FileStatus> files = new LinkedHashMap<>();
    for (Path input : inputs) {
      int before = files.size();
      for (FileStatus root : roots(conf, input)) {
        collect(conf, root, files);
      }
      if (files.size() == before) {
        throw new UnusableInputException("input " + Paths.shown(input) + " is empty");
      }
    }
    if (files.isEmpty()) {
      throw new UnusableInputException("there is no input");
    }
    return files;
  }

  /**
   * The covariates and the response, found in the files' headers.
   *
   * @param files by their identities
   * @param console hears of columns that are not what they may seem
   * @throws UnusableInputException naming the column and the file
   */
  public static FeatureSpec resolve(
      Configuration conf,
      Map<String, FileStatus> files,
      TableOptions options,
      Consumer<String> console)
      throws IOException {
    Configuration own = new Configuration(conf);
    options.store(own);
    TableColumns columns = new TableColumns(own, options);
    FeatureSpec spec = columns.resolve(files);
    columns.warnings().forEach(text -> console.accept("warning: " + text));
    return spec;
  }

  /**
   * The columns that all files have, by the options that the configuration holds.
   *
   * @param files by their identities
   * @throws UnusableInputException naming the column and the file if they differ
   */
  public static TableContents columns(Configuration conf, Map<String, FileStatus> files)
      throws IOException {
    return new TableColumns(conf, TableOptions.from(conf)).all(files);
  }

  /**
   * What a file is called in hashes and seeds: its path below the input root, or its name where it
   * is the root, without the extensions of compression and format.
   */
  public static String identity(Path inputRoot, Path file) {
    String root = inputRoot.toUri().getPath();
    String path = file.toUri().getPath();
    String below = file.getName();
    if (!path.equals(root)) {
      String prefix = root.endsWith("/") ? root : root + "/";
      if (!path.startsWith(prefix)) {
        throw new IllegalArgumentException(file + " is not below " + inputRoot);
      }
      below = path.substring(prefix.length());
    }
    return withoutEnding(withoutEnding(below, COMPRESSIONS), FORMATS);
  }

  private static String withoutEnding(String name, List<String> endings) {
    for (String ending : endings) {
      if (name.endsWith(ending) && name.length() > ending.length()) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  private static List<FileStatus> roots(Configuration conf, Path input) throws IOException {
    String shown = "input " + Paths.shown(input);
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
              .formatted(Paths.shown(input), name),
          e);
    }
  }

  /** Advice where a name has characters of patterns and is there as it stands. */
  private static String literally(FileSystem fs, Path input) throws IOException {
    return PATTERN.matcher(input.toUri().getPath()).find() && fs.exists(input)
        ? ", but is there by this very name: --literal-paths takes it so"
        : "";
  }

  private static boolean isItself(FileSystem fs, FileStatus match, Path input) {
    return match.getPath().equals(fs.makeQualified(input));
  }

  private static void collect(Configuration conf, FileStatus root, Map<String, FileStatus> files)
      throws IOException {
    FileSystem fs = root.getPath().getFileSystem(conf);
    for (FileStatus file : below(fs, root)) {
      requireReadableName(fs, file.getPath());
      String identity = identity(root.getPath(), file.getPath());
      FileStatus other = files.putIfAbsent(identity, file);
      if (other != null) {
        throw sameIdentity(identity, other.getPath(), file.getPath());
      }
    }
  }

  /** Of a local file Hadoop also looks for its checksums, under a name that it cannot make. */
  private static void requireReadableName(FileSystem fs, Path file) throws UnusableInputException {
    if (file.getName().indexOf(':') >= 0 && fs.getUri().getScheme().equals("file")) {
      throw new UnusableInputException(
          "%s: its name has a colon, and Hadoop cannot read such a local file: rename it, or give files without it as input"
              .formatted(Paths.shown(file)));
    }
  }

  /** Files at or below a path that have a byte, by path. */
  private static List<FileStatus> below(FileSystem fs, FileStatus root) throws IOException {
    if (!root.isDirectory()) {
      return root.getLen() == 0 ? List.of() : List.of(root);
    }
    FileStatus[] children = children(fs, root.getPath());
    Arrays.sort(children, Comparator.comparing(FileStatus::getPath));
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus child : children) {
      files.addAll(below(fs, child));
    }
    return files;
  }

  private static FileStatus[] children(FileSystem fs, Path dir) throws IOException {
    try {
      return fs.listStatus(dir, VISIBLE);
    } catch (AccessControlException | FileNotFoundException e) {
      throw unreadable("input " + Paths.shown(dir), e);
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
