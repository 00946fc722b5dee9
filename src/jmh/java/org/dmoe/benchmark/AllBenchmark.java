package org.dmoe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.linalg.KernelTable;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.openjdk.jmh.runner.RunnerException;

/**
 * All that users wait for, measured in one run, as one file: {@code --jar FILE --dir DIR --json
 * FILE [--rows N] [--runs N] [--heap SIZE] [--against FILE] [--page FILE] [--commands-only]}. Ends
 * with 1 if something is slower than in the other file by more than a tenth.
 */
public final class AllBenchmark {

  private static final int EXPERTS = 5;
  private static final int DIMENSION = 20;
  private static final int MACHINES = 10_000;
  private static final int SUPPORT = 10_000;
  private static final int ROWS_EACH = 5000;
  private static final int FITS = 15;

  private String jar = "";
  private String heap = "2g";
  private Path dir = Path.of("");
  private Path json = Path.of("");
  private Optional<Path> against = Optional.empty();
  private Optional<Path> page = Optional.empty();
  private long rows = 1_000_000;
  private int runs = 3;
  private boolean commandsOnly;
  private final List<Measure> measures = new ArrayList<>();

  public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
    AllBenchmark benchmark = new AllBenchmark();
    benchmark.parse(args);
    System.exit(benchmark.run() ? 0 : 1);
  }

  private void parse(String[] args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--jar" -> jar = args[++i];
        case "--heap" -> heap = args[++i];
        case "--dir" -> dir = Path.of(args[++i]);
        case "--json" -> json = Path.of(args[++i]);
        case "--against" -> against = Optional.of(Path.of(args[++i]));
        case "--page" -> page = Optional.of(Path.of(args[++i]));
        case "--rows" -> rows = Long.parseLong(args[++i]);
        case "--runs" -> runs = Integer.parseInt(args[++i]);
        case "--commands-only" -> commandsOnly = true;
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
  }

  private boolean run() throws IOException, InterruptedException, RunnerException {
    Optional<Measures> earlier = Optional.empty();
    if (against.isPresent()) {
      earlier = Optional.of(Measures.read(against.get()));
    }
    Files.createDirectories(dir);
    Consumer<Measure> found = this::add;
    new CommandMeasures(jar, heap, dir, rows, runs, found).run();
    if (!commandsOnly) {
      localFits();
      aggregation();
      add(new Measure("Gram kernel, p = 21", "GFLOP/s", false, KernelTable.gigaflops(21)));
    }
    Measures all = new Measures(machine(), measures);
    all.write(json);
    String table = all.table(earlier);
    System.out.print("\n" + table);
    if (page.isPresent()) {
      MeasuredPage.write(page.get(), table);
    }
    List<String> losses = earlier.map(all::losses).orElse(List.of());
    losses.forEach(loss -> System.out.println("slower by more than a tenth: " + loss));
    return losses.isEmpty();
  }

  private void add(Measure measure) {
    measures.add(measure);
    System.out.printf(
        Locale.ROOT, "%-50s %12.2f %s%n", measure.name(), measure.value(), measure.unit());
  }

  /** Warm, of one thread. */
  private void localFits() {
    for (SyntheticKind kind :
        List.of(
            SyntheticKind.HARD,
            SyntheticKind.PAPER,
            SyntheticKind.BALANCED,
            SyntheticKind.SEVERE)) {
      KindBenchmark fits = new KindBenchmark(kind, FITS, 0, 0);
      fits.run();
      String name = "local fit, 5000 rows, " + kind.name().toLowerCase(Locale.ROOT);
      add(new Measure(name, "ms", true, fits.medianMilliseconds()));
    }
  }

  private void aggregation() {
    SyntheticLocalModels source = new SyntheticLocalModels(EXPERTS, DIMENSION, 7);
    List<LocalModel> models = source.draw(MACHINES, ROWS_EACH, 1);
    SupportingSample support = source.support(SUPPORT, 2);
    double[] seconds = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      ReductionEstimator.transport(ReductionOptions.of(EXPERTS))
          .aggregate(models, support, Progress.SILENT);
      seconds[i] = 1e-9 * (System.nanoTime() - start);
    }
    Arrays.sort(seconds);
    add(Measure.seconds("transport plan of 10,000 models, S = 10,000", seconds[runs / 2]));
  }

  private Map<String, String> machine() {
    return Map.of(
        "processors", "" + Runtime.getRuntime().availableProcessors(),
        "java", Runtime.version().toString(),
        "rows", "" + rows,
        "runs", "" + runs,
        "heap", heap);
  }
}
