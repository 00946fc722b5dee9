package org.dmoe.mapreduce.partition;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What rows are divided by.
 *
 * @param parts number of parts of a division at random; 0 for one by a column
 * @param column whose values are the parts; empty for a division at random
 */
public record Partitioning(int parts, String column) {

  private static final String RANDOM = "random:";
  private static final String COLUMN = "column:";

  public Partitioning {
    Objects.requireNonNull(column, "column");
    if (parts < 0 || (parts == 0) == column.isEmpty()) {
      throw new IllegalArgumentException("neither a number of parts nor a column is given");
    }
  }

  /**
   * Understands {@code random:M} and {@code column:NAME}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Partitioning parse(String text) {
    if (text.startsWith(COLUMN) && text.length() > COLUMN.length()) {
      return new Partitioning(0, text.substring(COLUMN.length()));
    }
    int parts = text.startsWith(RANDOM) ? number(text.substring(RANDOM.length())) : 0;
    if (parts < 1) {
      throw new IllegalArgumentException(
          "'%s' is neither random:M, with M at least 1, nor column:NAME".formatted(text));
    }
    return new Partitioning(parts, "");
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Names of the parts of a division at random; none of one by a column. */
  public List<String> names() {
    return IntStream.range(0, parts).mapToObj(PartNames::ofNumber).toList();
  }

  public boolean isRandom() {
    return column.isEmpty();
  }

  /** The text that {@link #parse} understands. */
  @Override
  public String toString() {
    return isRandom() ? RANDOM + parts : COLUMN + column;
  }
}
