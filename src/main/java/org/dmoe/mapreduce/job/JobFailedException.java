package org.dmoe.mapreduce.job;

import java.io.IOException;

/** A job failed for a reason that is not the input's; the message is one line. */
public class JobFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message) {
    super(message);
  }

  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
