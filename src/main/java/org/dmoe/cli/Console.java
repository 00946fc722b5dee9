package org.dmoe.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.dmoe.mapreduce.job.JobProgress;
import org.dmoe.run.StageListener;

/** Where a command speaks: progress and errors on one stream, results on the other. */
final class Console implements StageListener {

  private final PrintWriter out;
  private final PrintStream err;
  private final long start = System.nanoTime();
  private String lastError = "";

  Console(PrintWriter out, PrintStream err) {
    this.out = out;
    this.err = err;
    show(ProgressMode.PLAIN);
  }

  /** Lines, until {@link #show}. */
  private ProgressDisplay display;

  void show(ProgressMode mode) {
    display =
        switch (mode) {
          case PLAIN -> new PlainDisplay(err, start, false);
          case NONE -> new PlainDisplay(err, start, true);
          case JSON -> new JsonDisplay(err, start);
          case BAR -> new BarDisplay(err, start, Terminal.width());
        };
  }

  /** A line of progress. */
  @Override
  public void accept(String progress) {
    display.say(progress);
  }

  @Override
  public boolean progress(String stage, JobProgress progress) {
    return display.show(stage, progress);
  }

  /** Lines of the result. */
  void print(String result) {
    display.end();
    out.println(result);
    out.flush();
  }

  /** One line that says what is wrong and what to do. */
  void error(String message) {
    lastError = message;
    display.end();
    err.println("dmoe: " + message);
    err.flush();
  }

  /** The last line of {@link #error}; empty if there was none. */
  String lastError() {
    return lastError;
  }

  /** Where results go. */
  PrintWriter results() {
    return out;
  }

  void stackTrace(Throwable failure) {
    failure.printStackTrace(err);
    err.flush();
  }
}
