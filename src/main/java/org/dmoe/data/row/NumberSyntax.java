package org.dmoe.data.row;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * How a text writes numbers.
 *
 * @param decimal between the whole part and the fraction
 * @param thousands between groups of three digits of the whole part, which may also be without
 *     groups; {@link #NONE} where it always is
 */
public record NumberSyntax(char decimal, char thousands) {

  /** No separator of thousands. */
  public static final char NONE = '\0';

  /** A decimal point alone. */
  public static final NumberSyntax PLAIN = new NumberSyntax('.', NONE);

  private static final int GROUP = 3;

  /**
   * @throws IllegalArgumentException if the two are the same, or one may be part of a number
   *     without it
   */
  public NumberSyntax {
    requireSeparator("--decimal", decimal);
    if (thousands != NONE) {
      requireSeparator("--thousands", thousands);
    }
    if (decimal == thousands) {
      throw new IllegalArgumentException(
          "--decimal '%1$s', --thousands '%1$s': must differ".formatted(decimal));
    }
  }

  private static void requireSeparator(String option, char c) {
    if (Character.isLetterOrDigit(c) || c == '+' || c == '-' || c < ' ') {
      throw new IllegalArgumentException(
          "%s '%s': must not be part of a number".formatted(option, c));
    }
  }

  /** The number that a text of a table is; NaN where it is none. */
  public double parse(String text) {
    try {
      return text.isEmpty() ? Double.NaN : parse(text.toCharArray(), 0, text.length());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Java's own suffixes (1f, 1d) make no number of a table.
   *
   * @param length at least 1
   * @throws NumberFormatException if the text is no number
   */
  double parse(char[] buffer, int offset, int length) {
    char last = buffer[offset + length - 1];
    if (last == 'f' || last == 'F' || last == 'd' || last == 'D') {
      throw new NumberFormatException();
    }
    if (decimal == '.' && thousands == NONE) {
      return JavaDoubleParser.parseDouble(buffer, offset, length);
    }
    char[] plain = new char[length];
    int end = plain(buffer, offset, length, plain);
    return JavaDoubleParser.parseDouble(plain, 0, end);
  }

  /** Writes the number with a decimal point alone; what is no number stays none. */
  private int plain(char[] buffer, int offset, int length, char[] target) {
    int end = 0;
    int groups = 0;
    int run = 0;
    boolean whole = true;
    for (int i = offset; i < offset + length; i++) {
      char c = buffer[i];
      if (whole && c == thousands) {
        requireGroup(groups, run, target[end - run]);
        groups++;
        run = 0;
      } else if (whole && c == decimal) {
        requireWhole(groups, run);
        whole = false;
        target[end++] = '.';
      } else if (c == decimal || c == thousands || c == '.') {
        throw new NumberFormatException();
      } else {
        boolean digit = c >= '0' && c <= '9';
        run += digit ? 1 : 0;
        if (whole && !digit && end > 0) {
          requireWhole(groups, run);
          whole = false;
        }
        target[end++] = c;
      }
    }
    if (whole) {
      requireWhole(groups, run);
    }
    return end;
  }

  /** The first group has one to three digits and no leading zero, the others have three. */
  private static void requireGroup(int groups, int run, char first) {
    boolean ends = groups == 0 ? run >= 1 && run <= GROUP && first != '0' : run == GROUP;
    if (!ends) {
      throw new NumberFormatException();
    }
  }

  private static void requireWhole(int groups, int run) {
    if (groups > 0 && run != GROUP) {
      throw new NumberFormatException();
    }
  }
}
