package org.dmoe.io;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmark of CSV on one core and prints MB/s, by the clock and by the time of its core.
 */
public final class CsvTable {

  private CsvTable() {}

  public static void main(String[] args) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(CsvParsingBenchmark.class.getName());
    Collection<RunResult> results = new Runner(options.build()).run();
    System.out.printf(
        "%-15s %6s %12s %12s %9s %9s%n",
        "reads", "digits", "bytes a row", "MB/CPU s", "MB/s", "rows/s");
    results.forEach(CsvTable::print);
  }

  private static void print(RunResult result) {
    int digits = Integer.parseInt(result.getParams().getParam("digits"));
    double bytes = CsvParsingBenchmark.table(digits).length();
    double operations = result.getPrimaryResult().getScore();
    System.out.printf(
        Locale.ROOT,
        "%-15s %6d %12.0f %12.0f %9.0f %9.0f%n",
        result.getPrimaryResult().getLabel(),
        digits,
        bytes / CsvParsingBenchmark.ROWS,
        1e-6 * bytes * score(result, "operations") / score(result, "cpuSeconds"),
        1e-6 * bytes * operations,
        CsvParsingBenchmark.ROWS * operations);
  }

  private static double score(RunResult result, String counter) {
    return result.getSecondaryResults().get(counter).getScore();
  }
}
