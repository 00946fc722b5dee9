package org.dmoe.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/** Where a command speaks: progress and errors on one stream, results on the other. */
final class Console implements Consumer<String> {

  private final PrintWriter out;
  private final PrintStream err;
  private final long start = System.nanoTime();
  private String lastError = "";

  Console(PrintWriter out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** A line of progress, with the seconds since the start. */
  @Override
  public void accept(String progress) {
    double seconds = (System.nanoTime() - start) * 1e-9;
    err.println(String.format(Locale.ROOT, "%7.1f s  %s", seconds, progress));
    err.flush();
  }

  /** Lines of the result. */
  void print(String result) {
    out.println(result);
    out.flush();
  }

  /** One line that says what is wrong and what to do. */
  void error(String message) {
    lastError = message;
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
