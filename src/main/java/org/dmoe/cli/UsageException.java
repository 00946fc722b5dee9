package org.dmoe.cli;

/** The command line asks for something that makes no sense; the message names the option. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
