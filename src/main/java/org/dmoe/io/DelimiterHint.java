package org.dmoe.io;

import java.util.List;

/** Whether a CSV file has another delimiter than it was said to have. */
public final class DelimiterHint {

  /** Those that are often met, the likeliest first. */
  public static final List<String> LIKELY = List.of(";", "\t", "|", ",");

  private DelimiterHint() {}

  /** A question that ends a message, with the option that answers it. */
  public static String question(String delimiter) {
    return delimiter.equals("\t")
        ? "is the delimiter a tab? (--delimiter tab)"
        : "is the delimiter '%s'? (--delimiter '%s')".formatted(delimiter, delimiter);
  }
}
