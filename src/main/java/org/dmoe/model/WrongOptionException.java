package org.dmoe.model;

/**
 * An option that does not go with the input, a column's name that is none of the table's for
 * instance: a mistake of the command line. The message is one line.
 */
public final class WrongOptionException extends UnusableInputException {

  private static final long serialVersionUID = 1L;

  public WrongOptionException(String message) {
    super(message);
  }

  public WrongOptionException(String message, Throwable cause) {
    super(message, cause);
  }
}
