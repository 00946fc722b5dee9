package org.dmoe.model;

import java.io.IOException;

/** Input, model or support that cannot be used as it is; the message is one line. */
public class UnusableInputException extends IOException {

  private static final long serialVersionUID = 1L;

  public UnusableInputException(String message) {
    super(message);
  }

  public UnusableInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
