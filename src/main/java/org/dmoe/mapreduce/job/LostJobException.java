package org.dmoe.mapreduce.job;

/**
 * A job is over and has left no history: its application master died with it, as one that runs the
 * tasks itself may when one of them fails.
 */
final class LostJobException extends JobFailedException {

  private static final long serialVersionUID = 1;

  LostJobException(String message, Throwable cause) {
    super(message, cause);
  }
}
