package org.dmoe.io;

import java.io.IOException;

/** A file that cannot be used: one line that names it and says why. */
public final class BadFileException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_REASON = 300;

  private final String path;
  private final String reason;

  /**
   * @param path of the file, as the user gave it
   * @param reason in words; brought to one line of printable characters
   */
  public BadFileException(String path, String reason) {
    this(path, reason, null);
  }

  public BadFileException(String path, String reason, Throwable cause) {
    super(path + ": " + oneLine(reason), cause);
    this.path = path;
    this.reason = oneLine(reason);
  }

  public String path() {
    return path;
  }

  public String reason() {
    return reason;
  }

  private static String oneLine(String text) {
    if (text == null) {
      return "unreadable";
    }
    String line = text.replaceAll("\\p{Cntrl}+|[\\u0085\\u2028\\u2029]+", " ").strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }
}
