package org.dmoe.model;

import java.io.IOException;

/** Too few local fits gave a model that can be aggregated; the message is one line. */
public final class NoUsableModelException extends IOException {

  private static final long serialVersionUID = 1L;

  public NoUsableModelException(String message) {
    super(message);
  }

  public NoUsableModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
