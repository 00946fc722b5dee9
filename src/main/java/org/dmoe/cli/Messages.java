package org.dmoe.cli;

import java.io.FileNotFoundException;
import java.util.stream.Collectors;

/** Failures as the user reads them: one line each. */
final class Messages {

  /** Whatever fails while the program ends. */
  static final String STOPPED = "the program was stopped";

  private Messages() {}

  static String of(Throwable failure) {
    String message = oneLine(String.valueOf(failure.getMessage()));
    if (isOfShutdown(failure)) {
      return STOPPED;
    }
    if (failure.getMessage() == null || failure instanceof ClassNotFoundException) {
      return failure.getClass().getSimpleName() + ": " + message + "; --debug shows where";
    }
    if (failure instanceof FileNotFoundException && !message.contains("not")) {
      return message + " was not found";
    }
    if (failure instanceof RuntimeException && !(failure instanceof UsageException)) {
      return message + " (" + failure.getClass().getSimpleName() + "; --debug shows where)";
    }
    return message;
  }

  /** What Java and Hadoop say of work that goes on while the program ends. */
  private static boolean isOfShutdown(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("Shutdown in progress")) {
        return true;
      }
    }
    return false;
  }

  /** A message from a server has that server's stack trace below it. */
  static String oneLine(String message) {
    return message
        .lines()
        .map(String::strip)
        .takeWhile(line -> !line.startsWith("at "))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
