package org.dmoe.data.row;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * How a text of rows is written.
 *
 * @param delimiter between fields
 * @param quote around a field, doubled inside one; {@link #NONE} where fields are not quoted
 * @param comment first character of a line that is no row; {@link #NONE} for none
 * @param missing texts that stand for a missing value; the empty field always does
 * @param escape before a character that stands for itself, where fields are not quoted; {@link
 *     #NONE} for none
 * @param numbers how numbers are written
 */
public record CsvDialect(
    char delimiter,
    char quote,
    char comment,
    Set<String> missing,
    char escape,
    NumberSyntax numbers) {

  /** In place of a character that there is not. */
  public static final char NONE = '\0';

  /** What programs write for a number that is none; it always stands for a missing value. */
  static final Set<String> NOT_A_NUMBER = Set.of("NaN", "nan");

  /** Comma, double quote, no comments, NA. */
  public static final CsvDialect DEFAULT = new CsvDialect(',', '"', NONE, Set.of("", "NA"));

  /** What Hive writes by default: U+0001 between fields, \N for null, no quotes, no escapes. */
  public static final CsvDialect HIVE = new CsvDialect('\u0001', NONE, NONE, Set.of("", "\\N"));

  /** Without escapes, numbers with a decimal point. */
  public CsvDialect(char delimiter, char quote, char comment, Set<String> missing) {
    this(delimiter, quote, comment, missing, NONE, NumberSyntax.PLAIN);
  }

  /**
   * @throws IllegalArgumentException if two of the characters are the same, one ends a line, or
   *     there are quotes and an escape
   */
  public CsvDialect {
    missing = Set.copyOf(missing);
    Objects.requireNonNull(numbers, "numbers");
    Set<Character> seen = new HashSet<>();
    for (char c : new char[] {delimiter, quote, comment, escape}) {
      if (c == '\n' || c == '\r') {
        throw new IllegalArgumentException("delimiter, quote and comment must not end a line");
      }
      if (c != NONE && !seen.add(c)) {
        throw new IllegalArgumentException(
            "delimiter, quote and comment must differ: '" + c + "' is used twice");
      }
    }
    if (delimiter == NONE) {
      throw new IllegalArgumentException("there must be a delimiter");
    }
    if (quote != NONE && escape != NONE) {
      throw new IllegalArgumentException("fields are either quoted or escaped");
    }
  }

  public CsvDialect withEscape(char character) {
    return new CsvDialect(delimiter, quote, comment, missing, character, numbers);
  }

  public CsvDialect withNumbers(NumberSyntax syntax) {
    return new CsvDialect(delimiter, quote, comment, missing, escape, syntax);
  }

  /** Whether a text stands for a missing value; NaN and nan always do. */
  public boolean isMissing(String text) {
    return text.isEmpty() || NOT_A_NUMBER.contains(text) || missing.contains(text);
  }

  public boolean hasComments() {
    return comment != NONE;
  }

  public boolean hasQuotes() {
    return quote != NONE;
  }

  public boolean hasEscapes() {
    return escape != NONE;
  }
}
