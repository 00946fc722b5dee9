package org.dmoe.run;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.dmoe.table.Paths;

/** Keeps outputs and inputs apart. */
public final class OutputPlace {

  private OutputPlace() {}

  /**
   * @param directories of the input
   * @param files of the input
   * @throws UnusableOutputException if the output would replace files of the input, or be read with
   *     them the next time
   */
  public static void requireApart(
      Configuration conf, List<Path> directories, List<FileStatus> files, Path output)
      throws IOException {
    Path target = qualified(conf, output);
    for (FileStatus file : files) {
      if (isAtOrBelow(file.getPath(), target)) {
        throw new UnusableOutputException(
            output,
            "holds the input " + Paths.shown(file.getPath()) + "; choose another directory");
      }
    }
    for (Path directory : directories) {
      if (isAtOrBelow(target, directory)) {
        throw new UnusableOutputException(
            output,
            "lies in the input %s and would be read as a part of it; choose another directory"
                .formatted(Paths.shown(directory)));
      }
    }
  }

  private static Path qualified(Configuration conf, Path path) throws IOException {
    return path.getFileSystem(conf).makeQualified(path);
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
