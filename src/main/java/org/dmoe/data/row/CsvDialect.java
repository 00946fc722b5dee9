package org.dmoe.data.row;

import java.util.HashSet;
import java.util.Set;

/**
 * How a CSV file is written.
 *
 * @param delimiter between fields
 * @param quote around a field; doubled inside one
 * @param comment first character of a line that is no row; {@link #NO_COMMENT} for none
 * @param missing texts that stand for a missing value; the empty field always does
 */
public record CsvDialect(char delimiter, char quote, char comment, Set<String> missing) {

  public static final char NO_COMMENT = '\0';

  /** What programs write for a number that is none; it always stands for a missing value. */
  static final Set<String> NOT_A_NUMBER = Set.of("NaN", "nan");

  /** Comma, double quote, no comments, NA. */
  public static final CsvDialect DEFAULT = new CsvDialect(',', '"', NO_COMMENT, Set.of("", "NA"));

  /**
   * @throws IllegalArgumentException if two of the characters are the same or one ends a line
   */
  public CsvDialect {
    missing = Set.copyOf(missing);
    Set<Character> seen = new HashSet<>();
    for (char c : new char[] {delimiter, quote, comment}) {
      if (c == '\n' || c == '\r') {
        throw new IllegalArgumentException("delimiter, quote and comment must not end a line");
      }
      if (!seen.add(c)) {
        throw new IllegalArgumentException(
            "delimiter, quote and comment must differ: '" + c + "' is used twice");
      }
    }
  }

  /** Whether a text stands for a missing value; NaN and nan always do. */
  public boolean isMissing(String text) {
    return text.isEmpty() || NOT_A_NUMBER.contains(text) || missing.contains(text);
  }

  public boolean hasComments() {
    return comment != NO_COMMENT;
  }
}
