package org.dmoe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Rows a second of simulate, evaluate and predict in each format, run from the command line on the
 * local runner, files and start of the program included; 20 covariates, 4 experts, three quantiles.
 * The heap is that of a tenth of the rows and of all: the most that was left after a collection.
 *
 * <p>Arguments: {@code --jar FILE --dir DIR [--rows N] [--heap SIZE] [--format NAME]}.
 */
public final class RowsBenchmark {

  private static final int TENTH = 10;

  private final List<String> formats = new ArrayList<>(List.of("avro", "csv", "parquet"));
  private long rows = 10_000_000;
  private String heap = "256m";
  private String jar = "";
  private Path dir = Path.of("");

  public static void main(String[] args) throws IOException, InterruptedException {
    RowsBenchmark benchmark = new RowsBenchmark();
    benchmark.parse(args);
    benchmark.run();
  }

  private void parse(String[] args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("option without a value: " + args[args.length - 1]);
    }
    for (int i = 0; i < args.length; i += 2) {
      switch (args[i]) {
        case "--jar" -> jar = args[i + 1];
        case "--dir" -> dir = Path.of(args[i + 1]);
        case "--rows" -> rows = Long.parseLong(args[i + 1]);
        case "--heap" -> heap = args[i + 1];
        case "--format" -> formats.retainAll(List.of(args[i + 1]));
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
  }

  private void run() throws IOException, InterruptedException {
    if (Files.exists(dir)) {
      throw new IllegalArgumentException(
          "--dir " + dir + ": exists, and would be deleted at the end");
    }
    System.out.printf(
        Locale.ROOT,
        "%d rows of 20 covariates and a response, %d processors, -Xmx%s%n%-9s %-8s %7s %10s %12s %11s %11s%n",
        rows,
        Runtime.getRuntime().availableProcessors(),
        heap,
        "command",
        "format",
        "s",
        "rows/s",
        "rows/CPU s",
        "heap, tenth",
        "heap, all");
    for (String format : formats) {
      for (String command : List.of("simulate", "evaluate", "predict")) {
        measure(command, format);
      }
      delete(dir);
    }
  }

  private void measure(String command, String format) throws IOException, InterruptedException {
    MeasuredRun few = run(command, format, rows / TENTH);
    MeasuredRun all = run(command, format, rows);
    System.out.printf(
        Locale.ROOT,
        "%-9s %-8s %7.1f %10.0f %12.0f %8d MB %8d MB%n",
        command,
        format,
        all.seconds(),
        rows / all.seconds(),
        rows / all.cpuSeconds(),
        few.heap(),
        all.heap());
  }

  private MeasuredRun run(String command, String format, long number)
      throws IOException, InterruptedException {
    Path run = Files.createDirectories(dir).resolve(format + "-" + number);
    List<String> arguments = new ArrayList<>(List.of(command));
    if (command.equals("simulate")) {
      List<String> what = List.of("--kind", "balanced", "--experts", "4", "--rows", "" + number);
      arguments.addAll(what);
    } else {
      arguments.addAll(List.of("--model", run.toString(), "--input", run.resolve("rows") + ""));
    }
    if (!command.equals("evaluate")) {
      Path output = command.equals("simulate") ? run : dir.resolve("predictions");
      arguments.addAll(List.of("--format", format, "--output", output.toString(), "--overwrite"));
    }
    return MeasuredRun.of(jar, heap, arguments);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> below = Files.walk(tree)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
