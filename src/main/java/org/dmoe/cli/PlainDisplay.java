package org.dmoe.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.dmoe.mapreduce.job.JobProgress;

/** Lines with the seconds since the start. */
final class PlainDisplay implements ProgressDisplay {

  private final PrintStream err;
  private final long start;
  private final boolean quiet;

  /**
   * @param start as of {@link System#nanoTime}
   * @param quiet whether only warnings are said
   */
  PlainDisplay(PrintStream err, long start, boolean quiet) {
    this.err = err;
    this.start = start;
    this.quiet = quiet;
  }

  static String line(long start, String text) {
    double seconds = (System.nanoTime() - start) * 1e-9;
    return String.format(Locale.ROOT, "%7.1f s  %s", seconds, text);
  }

  @Override
  public void say(String line) {
    if (!quiet || line.contains("warning")) {
      err.println(line(start, line));
      err.flush();
    }
  }

  @Override
  public boolean show(String stage, JobProgress progress) {
    return quiet;
  }

  @Override
  public void end() {}
}
