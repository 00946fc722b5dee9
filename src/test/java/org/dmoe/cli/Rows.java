package org.dmoe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Tables of two crossing lines with noise, told apart by the sign of x1. */
final class Rows {

  private Rows() {}

  static Path write(Path file, int rows, long seed) throws IOException {
    StringBuilder csv = new StringBuilder("x1,x2,y\n");
    Random random = new Random(seed);
    for (int i = 0; i < rows; i++) {
      double x1 = random.nextGaussian();
      double x2 = random.nextGaussian();
      double mean = x1 > 0 ? 3 + 2 * x1 - x2 : -3 - x1 + 2 * x2;
      double y = mean + 0.5 * random.nextGaussian();
      csv.append(String.format(Locale.ROOT, "%.6f,%.6f,%.6f%n", x1, x2, y));
    }
    Files.createDirectories(file.getParent());
    return Files.writeString(file, csv);
  }

  /** Three files of rows below a directory. */
  static Path directory(Path directory, int rowsEach) throws IOException {
    for (int m = 0; m < 3; m++) {
      write(directory.resolve("site" + m + ".csv"), rowsEach, 100 + m);
    }
    return directory;
  }
}
