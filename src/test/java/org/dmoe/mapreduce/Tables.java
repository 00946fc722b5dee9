package org.dmoe.mapreduce;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.table.in.TableFiles;

/** Tables for tests: y from two lines that a gate on x1 chooses between, columns y, x1, x2. */
public final class Tables {

  private Tables() {}

  /** Rows as CSV with a header. */
  public static String csv(int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("y,x1,x2\n");
    for (int i = 0; i < rows; i++) {
      double x1 = random.nextGaussian();
      double x2 = random.nextGaussian();
      boolean second = random.nextDouble() < 1 / (1 + Math.exp(-2 * x1));
      double mean = second ? 3 + 2 * x1 - x2 : -3 - x1 + x2;
      double y = mean + 0.5 * random.nextGaussian();
      text.append(y).append(',').append(x1).append(',').append(x2).append('\n');
    }
    return text.toString();
  }

  /** Three files, one compressed and in a directory of its own, below the given one. */
  public static void threeFiles(Path directory, int rows) throws IOException {
    write(directory.resolve("a.csv"), csv(rows, 1));
    write(directory.resolve("b.csv"), csv(rows, 2));
    write(directory.resolve("sub/c.csv.gz"), csv(rows, 3));
  }

  /** Writes a file, compressed if its name says so. */
  public static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(bytes);
    }
    return file;
  }

  /** The files at or below a path. */
  public static TableFiles files(Path path) throws IOException {
    return TableFiles.list(new Configuration(), List.of(hadoop(path)));
  }

  /** The path as Hadoop has it. */
  public static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
