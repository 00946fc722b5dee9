package org.dmoe.linalg;

import java.util.Collection;
import java.util.Locale;
import org.dmoe.em.likelihood.PassBenchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the kernel's benchmarks and prints GFLOP/s, and the passes' in milliseconds. */
public final class KernelTable {

  private KernelTable() {}

  /** GFLOP/s of the Gram kernel at p columns. */
  public static double gigaflops(int p) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(GramKernelBenchmark.class.getName() + ".pairKernel")
                    .param("p", "" + p)
                    .build())
            .runSingle();
    return gigaflops(result, p);
  }

  private static double gigaflops(RunResult result, int p) {
    int weights = Integer.parseInt(result.getParams().getParam("weights"));
    double flops = (double) GramKernelBenchmark.ROWS * weights * p * (p + 1);
    return 1e-9 * flops * result.getPrimaryResult().getScore();
  }

  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(GramKernelBenchmark.class.getName())
                    .include(PassBenchmark.class.getName())
                    .build())
            .run();
    for (RunResult result : results) {
      double score = result.getPrimaryResult().getScore();
      String name = result.getPrimaryResult().getLabel();
      if (result.getParams().getParam("p") == null) {
        String order = result.getParams().getParam("order");
        System.out.printf(Locale.ROOT, "pass %-9s %8.3f ms%n", order, score);
        continue;
      }
      int p = Integer.parseInt(result.getParams().getParam("p"));
      System.out.printf(Locale.ROOT, "%-12s p %3d %8.2f GFLOP/s%n", name, p, gigaflops(result, p));
    }
  }
}
