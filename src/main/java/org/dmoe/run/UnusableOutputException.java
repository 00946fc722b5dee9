package org.dmoe.run;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** The output cannot be written where the user wants it. */
public final class UnusableOutputException extends IOException {

  private static final long serialVersionUID = 1L;

  UnusableOutputException(Path output, String reason) {
    super("--output " + output + ": " + reason);
  }

  /** With the first line of what a failure says. */
  static UnusableOutputException because(Path output, Throwable failure) {
    return new UnusableOutputException(output, firstLine(failure));
  }

  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
  }
}
