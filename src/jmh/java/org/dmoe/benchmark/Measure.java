package org.dmoe.benchmark;

/**
 * A number that a benchmark has found.
 *
 * @param name what was measured, such as "fit, one shot"
 * @param unit of the value, such as "s" or "rows/s"
 * @param lowerIsBetter whether a smaller number is the better one
 * @param value the median of its runs
 */
record Measure(String name, String unit, boolean lowerIsBetter, double value) {

  /** Seconds, of which fewer are better. */
  static Measure seconds(String name, double value) {
    return new Measure(name, "s", true, value);
  }

  /** Rows a second. */
  static Measure rate(String name, double value) {
    return new Measure(name, "rows/s", false, value);
  }

  /** By what factor this one is better than the other one: 2 is twice as fast. */
  double gainOver(Measure other) {
    return lowerIsBetter ? other.value / value : value / other.value;
  }
}
