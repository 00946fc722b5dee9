package org.dmoe.mapreduce.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.JobFailedException;

/** The reason of a failed job that no task could tell: a full disk, a quota. */
final class Room {

  /** Bytes that a run can be expected to have room for. */
  private static final int EXPECTED = 1 << 20;

  private Room() {}

  /**
   * Tries to write a file.
   *
   * @param output as the user knows it
   * @throws JobFailedException if there is no room for it
   */
  static void require(FileSystem fs, Path probe, Path output) throws JobFailedException {
    try {
      try (OutputStream out = fs.create(probe, true)) {
        out.write(new byte[EXPECTED]);
      }
      fs.delete(probe, false);
    } catch (IOException | FSError e) {
      String reason = UnusableOutputException.firstLine(rootOf(e));
      throw new JobFailedException("--output " + output + ": " + reason, e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
