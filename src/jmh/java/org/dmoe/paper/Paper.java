package org.dmoe.paper;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the cells of a plan that were not run before, and writes their table and figures.
 *
 * <p>Arguments: {@code [--quick|--full] [--replicates N] [--only NAME,...] [--authors DIR]
 * [--output DIR]}.
 */
public final class Paper {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  /** One cell into its results. */
  interface CellRunner {
    void run(Cell cell, Path output, Results results) throws IOException;
  }

  private Plan plan;
  private Path output = Path.of("target", "paper");
  private Optional<Path> authors = Optional.empty();
  private int localRows;

  /** By a signal, after which no other cell is begun. */
  private volatile boolean stopped;

  private Paper() {}

  /** Exits with 0 when done, 1 if a cell failed, 2 on wrong usage. */
  public static void main(String[] args) {
    CellRunner runner = (cell, output, results) -> new CellRun(cell, output).into(results);
    System.exit(run(args, runner, System.out, System.err));
  }

  static int run(String[] args, CellRunner runner, PrintStream out, PrintStream err) {
    Paper paper = new Paper();
    try {
      paper.parse(args);
    } catch (IllegalArgumentException e) {
      err.println("paper: " + e.getMessage());
      return USAGE;
    }
    try (OutputLock lock = OutputLock.of(paper.output)) {
      return paper.run(runner, out, err);
    } catch (IOException e) {
      err.println("paper: " + paper.output + " cannot be written: " + e.getMessage());
      return FAILED;
    }
  }

  private void parse(String[] args) {
    Size size = null;
    List<String> only = List.of();
    int replicates = 0;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick", "--full" -> {
          if (size != null) {
            throw new IllegalArgumentException("name one of --quick and --full");
          }
          size = args[i].equals("--quick") ? Size.QUICK : Size.FULL;
        }
        case "--replicates" -> replicates = number(value(args, i++));
        case "--only" -> only = List.of(value(args, i++).split(","));
        case "--authors" -> authors = Optional.of(folder(value(args, i++)));
        case "--output" -> output = Path.of(value(args, i++));
        default ->
            throw new IllegalArgumentException(
                "unknown option "
                    + args[i]
                    + "; there are --quick, --full, --replicates N, --only NAME,..., --authors DIR and --output DIR");
      }
    }
    localRows = Size.QUICK.equals(size) ? 2000 : 5000;
    Size chosen = size == null ? Size.USUAL : size;
    plan = Plan.of(replicates == 0 ? chosen : chosen.withReplicates(replicates)).only(only);
  }

  private static Path folder(String name) {
    if (!Files.isDirectory(Path.of(name))) {
      throw new IllegalArgumentException("--authors %s: no such folder".formatted(name));
    }
    return Path.of(name);
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("--replicates %s: 1 to 9999 are wanted".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private static String value(String[] args, int option) {
    if (option + 1 == args.length || args[option + 1].isEmpty()) {
      throw new IllegalArgumentException(args[option] + " needs a value");
    }
    return args[option + 1];
  }

  private int run(CellRunner runner, PrintStream out, PrintStream err) throws IOException {
    Results results = new Results(output);
    List<Cell> cells = plan.cells();
    List<Cell> left = new ArrayList<>();
    for (Cell cell : cells) {
      if (!results.has(cell)) {
        left.add(cell);
      }
    }
    out.printf("%d of %d runs to do%n", left.size(), cells.size());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopped = true));
    int failed = 0;
    for (int i = 0; i < left.size() && !stopped; i++) {
      long start = System.nanoTime();
      String key = left.get(i).key();
      try {
        runner.run(left.get(i), output, results);
        out.printf(
            "%d of %d: %s, %d s%n",
            i + 1, left.size(), key, (System.nanoTime() - start) / 1_000_000_000);
      } catch (IOException e) {
        failed++;
        if (!stopped) {
          err.printf("paper: %s failed: %s%n", key, e.getMessage());
        }
      }
    }
    Folders.delete(output.resolve("data"));
    if (authors.isPresent() && !stopped) {
      new SideBySide(output, authors.get(), localRows, out).run();
    }
    show(results, cells);
    out.println("results: " + output.resolve("results.csv"));
    out.println("page: " + output.resolve("index.html"));
    return failed == 0 ? DONE : FAILED;
  }

  private void show(Results results, List<Cell> cells) throws IOException {
    results.writeTogether(cells, output.resolve("results.csv"));
    Path figures = Files.createDirectories(output.resolve("figures"));
    Path tables = Files.createDirectories(output.resolve("tables"));
    List<Shown> experiments = new ArrayList<>();
    for (Experiment experiment : plan.experiments()) {
      Shown shown = Shown.of(experiment, results);
      experiments.add(shown);
      for (Map.Entry<String, String> figure : Figures.of(shown).entrySet()) {
        Results.write(figures.resolve(figure.getKey() + ".svg"), List.of(figure.getValue()));
      }
      String latex = Tables.of(shown).latex(experiment.title(), experiment.name());
      Results.write(tables.resolve(experiment.name() + ".tex"), List.of(latex));
    }
    String page = PaperPage.of(experiments, SideBySide.table(output));
    Results.write(output.resolve("index.html"), List.of(page));
  }
}
