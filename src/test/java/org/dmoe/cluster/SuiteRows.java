package org.dmoe.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Rows of two regimes that overlap, the same in every run. */
final class SuiteRows {

  static final int FILES = 6;
  private static final int FEATURES = 8;

  private SuiteRows() {}

  /** Writes {@code train/part-0.csv} and so on, and {@code test/rows.csv}. */
  static void write(Path directory, int rowsPerFile) throws IOException {
    for (int file = 0; file < FILES; file++) {
      write(directory.resolve("train/part-" + file + ".csv"), rowsPerFile, file);
    }
    write(directory.resolve("test/rows.csv"), 5000, FILES);
  }

  private static void write(Path file, int rows, long seed) throws IOException {
    Files.createDirectories(file.getParent());
    Random random = new Random(seed);
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      StringBuilder header = new StringBuilder("y");
      for (int j = 1; j <= FEATURES; j++) {
        header.append(",x").append(j);
      }
      out.print(header + "\n");
      for (int i = 0; i < rows; i++) {
        out.print(row(random) + "\n");
      }
    }
  }

  private static String row(Random random) {
    double[] x = random.doubles(FEATURES, -2, 2).toArray();
    boolean first = random.nextGaussian() < 1.5 * x[0] - x[1];
    double mean = first ? 3 + 2 * x[0] - x[2] : -2 - x[0] + 1.5 * x[3];
    StringBuilder row = new StringBuilder();
    row.append(String.format(Locale.ROOT, "%.6f", mean + random.nextGaussian()));
    for (double value : x) {
      row.append(String.format(Locale.ROOT, ",%.6f", value));
    }
    return row.toString();
  }
}
