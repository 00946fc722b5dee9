package org.dmoe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Seconds of a fit in which each of many small files is a machine, and of its plan, run from the
 * command line on the local runner.
 *
 * <p>Arguments: {@code JAR NEW_DIR FILES ROWS HEAP}, ROWS of each file.
 */
public final class FilesBenchmark {

  private FilesBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String jar = args[0];
    Path dir = Path.of(args[1]);
    int files = Integer.parseInt(args[2]);
    int rows = Integer.parseInt(args[3]);
    String heap = args[4];
    Files.createDirectory(dir);
    for (int f = 0; f < files; f++) {
      Path file = dir.resolve("input/%03d/m%06d.csv".formatted(f / 1000, f));
      Files.createDirectories(file.getParent());
      Files.writeString(file, table(rows, f));
    }
    System.out.printf(
        Locale.ROOT,
        "%d files of %d rows, %d processors, -Xmx%s%n",
        files,
        rows,
        Runtime.getRuntime().availableProcessors(),
        heap);
    String fit =
        "fit --partition file --response y --experts 2 --input %s --output %s"
            .formatted(dir.resolve("input"), dir.resolve("run"));
    for (String command : List.of(fit + " --dry-run", fit)) {
      MeasuredRun run = MeasuredRun.of(jar, heap, List.of(command.split(" ")));
      System.out.printf(
          Locale.ROOT,
          "%-7s %6.1f s %6.1f CPU s %5d MB%n",
          command.endsWith("--dry-run") ? "plan" : "fit",
          run.seconds(),
          run.cpuSeconds(),
          run.heap());
    }
  }

  /** Two lines that a gate on x1 chooses between. */
  private static String table(int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("y,x1,x2\n");
    for (int i = 0; i < rows; i++) {
      double x1 = random.nextGaussian();
      double x2 = random.nextGaussian();
      double mean = x1 > 0 ? 3 + 2 * x1 - x2 : -3 - x1 + x2;
      text.append(
          String.format(Locale.ROOT, "%.6f,%.6f,%.6f%n", mean + random.nextGaussian() / 2, x1, x2));
    }
    return text.toString();
  }
}
