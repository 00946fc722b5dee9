package org.dmoe.io;

import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmark of CSV on one core and prints MB/s. */
public final class CsvTable {

  private CsvTable() {}

  public static void main(String[] args) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(CsvParsingBenchmark.class.getName());
    for (RunResult result : new Runner(options.build()).run()) {
      int digits = Integer.parseInt(result.getParams().getParam("digits"));
      double rows = CsvParsingBenchmark.ROWS * result.getPrimaryResult().getScore();
      double bytes = (double) CsvParsingBenchmark.table(digits).length() / CsvParsingBenchmark.ROWS;
      System.out.printf(
          Locale.ROOT,
          "%-15s %2d digits %4.0f bytes a row %6.0f MB/s %9.0f rows/s%n",
          result.getPrimaryResult().getLabel(),
          digits,
          bytes,
          1e-6 * bytes * rows,
          rows);
    }
  }
}
