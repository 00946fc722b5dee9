package org.dmoe.run;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.job.JobFailedException;

/** Writing where there may be no room: a full disk, a quota. */
final class WriteFailures {

  /** Bytes that a run can be expected to have room for. */
  private static final int EXPECTED = 1 << 20;

  private WriteFailures() {}

  /**
   * A stream whose failures name the output.
   *
   * @param output as the user knows it
   */
  static OutputStream naming(Path output, OutputStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(int b) throws IOException {
        naming(output, () -> out.write(b));
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        naming(output, () -> out.write(bytes, from, length));
      }

      @Override
      public void close() throws IOException {
        naming(output, out::close);
      }
    };
  }

  /** Some writing. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  /**
   * @throws JobFailedException if the writing fails
   */
  static void naming(Path output, Writing writing) throws JobFailedException {
    try {
      writing.run();
    } catch (IOException | FSError e) {
      throw failure(output, e);
    }
  }

  /**
   * Finds the reason of a failed job that no task could tell: tries to write a file.
   *
   * @param output as the user knows it
   * @throws JobFailedException if there is no room for it
   */
  static void require(FileSystem fs, Path probe, Path output) throws JobFailedException {
    naming(
        output,
        () -> {
          try (OutputStream out = fs.create(probe, true)) {
            out.write(new byte[EXPECTED]);
          }
          fs.delete(probe, false);
        });
  }

  private static JobFailedException failure(Path output, Throwable e) {
    String reason = UnusableOutputException.firstLine(rootOf(e));
    return new JobFailedException("--output " + output + ": " + reason, e);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
