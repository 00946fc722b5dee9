package org.dmoe.benchmark;

import java.util.Locale;
import org.dmoe.data.synthetic.SyntheticKind;

/**
 * Success and speed of local fits of 5000 simulated rows, one line a kind of data, and the time of
 * 80,000 rows beside it. Times are of the thread's processor, warm.
 *
 * <p>Arguments: {@code [--seeds N] [--more N] [--irls-seeds N] [--kind NAME]}.
 */
public final class LocalBenchmark {

  private int seeds = 100;
  private int moreStarts = 20;
  private int irlsSeeds = 5;
  private String only = "";

  public static void main(String[] args) {
    LocalBenchmark benchmark = new LocalBenchmark();
    benchmark.parse(args);
    benchmark.run();
  }

  private void parse(String[] args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("option without a value: " + args[args.length - 1]);
    }
    for (int i = 0; i < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--seeds" -> seeds = Integer.parseInt(value);
        case "--more" -> moreStarts = Integer.parseInt(value);
        case "--irls-seeds" -> irlsSeeds = Integer.parseInt(value);
        case "--kind" -> only = value.toUpperCase(Locale.ROOT);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
  }

  private void run() {
    System.out.printf(
        Locale.ROOT,
        "Local fits of 5000 rows; success: within 1e-5 of the best of a start at the truth and %d"
            + " more; EM with inner IRLS on %d seeds, from the race's starts%n",
        moreStarts,
        irlsSeeds);
    System.out.printf(
        "%-9s %9s %8s %10s %7s %12s %13s %13s %9s%n",
        "data",
        "success",
        "iter.",
        "ms median",
        "ms 95%",
        "gap to truth",
        "IRLS all / ms",
        "IRLS best /ms",
        "80000 / 1");
    for (SyntheticKind kind : SyntheticKind.values()) {
      if (only.isEmpty() || kind.name().equals(only)) {
        KindBenchmark measured = new KindBenchmark(kind, seeds, moreStarts, irlsSeeds);
        measured.run();
        System.out.println(measured.line());
        measured.misses().forEach(System.out::println);
      }
    }
  }
}
