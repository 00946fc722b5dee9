package org.dmoe.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.PlanKind;

/**
 * Time, peak heap and accuracy of the aggregation over numbers of machines M, rows of support S and
 * rows a machine n_m, on local models around a known truth.
 *
 * <p>Arguments: {@code [--threads N] [--plan component|pointwise] [--csv FILE] [--only M,S,n]}.
 */
public final class AggregateBenchmark {

  private static final int EXPERTS = 5;
  private static final int DIMENSION = 20;
  private static final int[] MACHINES = {16, 100, 1000, 3000, 10_000};
  private static final int[] SUPPORTS = {500, 2000, 10_000};
  private static final int[] ROWS_EACH = {500, 5000, 50_000};
  private static final int[] CONSISTENCY_MACHINES = {16, 64, 256};
  private static final String HEADER =
      "machines,support,rows_each,seconds,peak_heap_mb,iterations,r_c,expert_rmse,gate_rmse";

  private final SyntheticLocalModels source = new SyntheticLocalModels(EXPERTS, DIMENSION, 7);
  private final List<String> lines = new ArrayList<>(List.of(HEADER));
  private int threads = Runtime.getRuntime().availableProcessors();
  private PlanKind plan = PlanKind.COMPONENT;
  private Path csv;
  private int[] only;

  public static void main(String[] args) throws IOException {
    AggregateBenchmark benchmark = new AggregateBenchmark();
    benchmark.parse(args);
    benchmark.run();
  }

  private void parse(String[] args) {
    for (int i = 0; i + 1 < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--threads" -> threads = Integer.parseInt(value);
        case "--plan" -> plan = PlanKind.valueOf(value.toUpperCase(Locale.ROOT));
        case "--csv" -> csv = Path.of(value);
        case "--only" -> only = numbers(value);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("option without a value: " + args[args.length - 1]);
    }
  }

  private void run() throws IOException {
    System.out.printf(
        Locale.ROOT, "K = %d, d = %d, %s plan, %d threads%n", EXPERTS, DIMENSION, plan, threads);
    System.out.printf(
        "%8s %8s %8s %9s %10s %5s %12s %12s %12s%n",
        "M", "S", "n_m", "seconds", "peak MB", "it.", "R_c", "expert RMSE", "gate RMSE");
    if (only != null) {
      measure(only[0], only[1], only[2], true);
    } else {
      warmUp();
      scale();
      consistency();
    }
    if (csv != null) {
      Files.write(csv, lines, StandardCharsets.UTF_8);
    }
  }

  private void warmUp() {
    for (int i = 0; i < 3; i++) {
      measure(16, 500, 5000, false);
    }
  }

  private void scale() {
    for (int support : SUPPORTS) {
      for (int machines : MACHINES) {
        measure(machines, support, 5000, true);
      }
    }
  }

  /** The error against the truth falls as rows and machines grow. */
  private void consistency() {
    for (int rowsEach : ROWS_EACH) {
      for (int machines : CONSISTENCY_MACHINES) {
        measure(machines, 2000, rowsEach, true);
      }
    }
  }

  private void measure(int machines, int supportRows, int rowsEach, boolean report) {
    List<LocalModel> models = source.draw(machines, rowsEach, machines + 31L * rowsEach);
    SupportingSample support = source.support(supportRows, supportRows);
    ReductionOptions options =
        ReductionOptions.builder(EXPERTS)
            .plan(plan)
            .divergence(Divergence.TRANSPORT)
            .threads(new Threads(threads))
            .build();
    resetPeak();
    long start = System.nanoTime();
    Aggregation result = ReductionEstimator.of(options).aggregate(models, support, Progress.SILENT);
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (report) {
      print(machines, supportRows, rowsEach, seconds, peakMegabytes(), result);
    }
  }

  private void print(
      int machines, int support, int rowsEach, double seconds, double heap, Aggregation result) {
    double[] error = source.error(result.model());
    System.out.printf(
        Locale.ROOT,
        "%8d %8d %8d %9.2f %10.0f %5d %12.5g %12.5g %12.5g%n",
        machines,
        support,
        rowsEach,
        seconds,
        heap,
        result.iterations(),
        result.lastObjective(),
        error[0],
        error[1]);
    lines.add(
        "%d,%d,%d,%.3f,%.0f,%d,%.9g,%.9g,%.9g"
            .formatted(
                machines,
                support,
                rowsEach,
                seconds,
                heap,
                result.iterations(),
                result.lastObjective(),
                error[0],
                error[1]));
  }

  private static int[] numbers(String list) {
    return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  private static void resetPeak() {
    System.gc();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
  }

  private static double peakMegabytes() {
    double bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        bytes += pool.getPeakUsage().getUsed();
      }
    }
    return bytes / (1 << 20);
  }
}
