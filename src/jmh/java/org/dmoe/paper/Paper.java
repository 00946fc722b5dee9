package org.dmoe.paper;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the cells of a plan that were not run before, and writes their table and figures. */
public final class Paper {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private static final double NANOS = 1e9;

  /** One cell into its results. */
  interface CellRunner {
    void run(Cell cell, Path output, Results results) throws IOException;
  }

  private final Options options;
  private final CellRunner runner;
  private final PrintStream out;
  private final PrintStream err;
  private final Path output;
  private final Results results;
  private final List<Cell> cells;

  /** By a signal, after which no other cell is begun. */
  private volatile boolean stopped;

  private Paper(Options options, CellRunner runner, PrintStream out, PrintStream err)
      throws IOException {
    this.options = options;
    this.runner = runner;
    this.out = out;
    this.err = err;
    output = options.output();
    results = new Results(output);
    cells = options.plan().cells();
  }

  /**
   * Exits with 0 when done, 1 if a cell failed, 2 on wrong usage.
   *
   * @param args as {@link Options#of(String[])} has them
   */
  public static void main(String[] args) {
    CellRunner runner = (cell, output, results) -> new CellRun(cell, output).into(results);
    System.exit(run(args, runner, System.out, System.err));
  }

  static int run(String[] args, CellRunner runner, PrintStream out, PrintStream err) {
    Options options;
    try {
      options = Options.of(args);
    } catch (IllegalArgumentException e) {
      err.println("paper: " + e.getMessage());
      return USAGE;
    }
    try (OutputLock lock = OutputLock.of(options.output())) {
      return new Paper(options, runner, out, err).run();
    } catch (IOException e) {
      err.println("paper: " + options.output() + " cannot be written: " + e.getMessage());
      return FAILED;
    }
  }

  private int run() throws IOException {
    List<Cell> left = new ArrayList<>();
    for (Cell cell : cells) {
      if (!results.has(cell)) {
        left.add(cell);
      }
    }
    out.printf("%d of %d runs to do%n", left.size(), cells.size());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopped = true));
    boolean whole = true;
    for (int i = 0; i < left.size() && !stopped; i++) {
      whole &= run(left.get(i), "%d of %d".formatted(i + 1, left.size()));
    }
    Folders.delete(output.resolve("data"));
    if (options.authors().isPresent() && !stopped) {
      new SideBySide(output, options.authors().get(), options.localRows(), out).run();
    }
    show();
    out.println("results: " + output.resolve("results.csv"));
    out.println("page: " + output.resolve("index.html"));
    return whole ? DONE : FAILED;
  }

  /** Whether it did not fail. */
  private boolean run(Cell cell, String which) {
    long start = System.nanoTime();
    try {
      runner.run(cell, output, results);
      double seconds = (System.nanoTime() - start) / NANOS;
      out.printf("%s: %s, %.0f s%n", which, cell.key(), seconds);
      return true;
    } catch (IOException e) {
      if (!stopped) {
        err.printf("paper: %s failed: %s%n", cell.key(), e.getMessage());
      }
      return false;
    }
  }

  private void show() throws IOException {
    results.writeTogether(cells, output.resolve("results.csv"));
    Path figures = Files.createDirectories(output.resolve("figures"));
    Path tables = Files.createDirectories(output.resolve("tables"));
    List<Shown> experiments = new ArrayList<>();
    for (Experiment experiment : options.plan().experiments()) {
      Shown shown = Shown.of(experiment, results);
      experiments.add(shown);
      for (Map.Entry<String, String> figure : Figures.of(shown).entrySet()) {
        Results.write(figures.resolve(figure.getKey() + ".svg"), List.of(figure.getValue()));
      }
      String latex = Table.of(shown).latex(experiment.title(), experiment.name());
      Results.write(tables.resolve(experiment.name() + ".tex"), List.of(latex));
    }
    String page = PaperPage.of(experiments, SideBySide.table(output));
    Results.write(output.resolve("index.html"), List.of(page));
  }
}
