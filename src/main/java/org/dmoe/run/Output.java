package org.dmoe.run;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.table.Paths;

/**
 * Where a run is to write.
 *
 * @param path of the directory
 * @param overwrite whether a directory that exists is replaced when the run succeeds; otherwise it
 *     is an error
 * @param placement how files get there
 */
public record Output(Path path, boolean overwrite, Placement placement) {

  public Output {
    path = new Path(path.toString()); // without a slash at its end, which hides its name
    Objects.requireNonNull(placement, "placement");
  }

  /** Files get there by what the file system can do. */
  public Output(Path path, boolean overwrite) {
    this(path, overwrite, Placement.AUTO);
  }

  /** A directory that must not exist. */
  public static Output of(Path path) {
    return new Output(path, false);
  }

  /** A directory that may exist and is replaced then. */
  public static Output replacing(Path path) {
    return new Output(path, true);
  }

  /**
   * @throws UnusableOutputException if the directory exists, unless it is to be replaced or is what
   *     a run that was stopped has left
   */
  public void requireFree(Configuration conf) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    if (!overwrite && exists(fs, qualified(fs)) && !exists(fs, new Path(path, RunFiles.MARKER))) {
      throw new UnusableOutputException(
          path, "exists; choose another directory, or give --overwrite to replace it");
    }
  }

  /**
   * @param directories of the input
   * @param files of the input
   * @throws UnusableOutputException if the output would replace files of the input, or be read with
   *     them the next time
   */
  public void requireApart(Configuration conf, List<Path> directories, List<FileStatus> files)
      throws IOException {
    Path target = path.getFileSystem(conf).makeQualified(path);
    for (FileStatus file : files) {
      if (isAtOrBelow(file.getPath(), target)) {
        throw new UnusableOutputException(
            path, "holds the input " + Paths.shown(file.getPath()) + "; choose another directory");
      }
    }
    for (Path directory : directories) {
      if (isAtOrBelow(target, directory)) {
        throw new UnusableOutputException(
            path,
            "lies in the input %s and would be read as a part of it; choose another directory"
                .formatted(Paths.shown(directory)));
      }
    }
  }

  /**
   * The path in full.
   *
   * @throws UnusableOutputException if nothing can lie beside it
   */
  Path qualified(FileSystem fs) throws UnusableOutputException {
    Path full = fs.makeQualified(path);
    if (full.getParent() == null) {
      throw new UnusableOutputException(path, "is the root of a file system");
    }
    return full;
  }

  static boolean exists(FileSystem fs, Path path) throws IOException {
    try {
      return fs.exists(path);
    } catch (AccessControlException e) {
      throw UnusableOutputException.because(path, e);
    }
  }

  private static boolean isAtOrBelow(Path path, Path directory) {
    for (Path p = path; p != null; p = p.getParent()) {
      if (p.equals(directory)) {
        return true;
      }
    }
    return false;
  }
}
