package org.dmoe.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a reader wants them. */
final class Text {

  private static final MathContext DIGITS = new MathContext(5);
  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-4;

  private Text() {}

  /** Five significant digits; a dash for what is not a number. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value) || value == 0) {
      return Double.isInfinite(value) ? (value > 0 ? "∞" : "−∞") : "0";
    }
    double size = Math.abs(value);
    if (size >= LARGE || size < SMALL) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** With separators of thousands. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
