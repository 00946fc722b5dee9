package org.dmoe.mapreduce.job;

import java.io.IOException;

/** A job's tasks would not have the heap they need; the message says what to set. */
public final class NotEnoughHeapException extends IOException {

  private static final long serialVersionUID = 1L;

  NotEnoughHeapException(String message) {
    super(message);
  }
}
