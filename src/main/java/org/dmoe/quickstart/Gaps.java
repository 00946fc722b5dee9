package org.dmoe.quickstart;

/** Fills missing values of a series, in row order. */
final class Gaps {

  private Gaps() {}

  /**
   * Replaces each NaN by linear interpolation between the known values around it; before the first
   * and after the last by that one.
   *
   * @return whether there was any known value
   */
  static boolean interpolate(double[] series) {
    int known = -1;
    for (int i = 0; i < series.length; i++) {
      if (!Double.isNaN(series[i])) {
        fillBetween(series, known, i);
        known = i;
      }
    }
    if (known >= 0) {
      fillBetween(series, known, series.length);
    }
    return known >= 0;
  }

  /** Fills what lies between two known positions, one of which may be outside the series. */
  private static void fillBetween(double[] series, int left, int right) {
    for (int i = left + 1; i < right; i++) {
      if (left < 0) {
        series[i] = series[right];
      } else if (right == series.length) {
        series[i] = series[left];
      } else {
        double share = (i - left) / (double) (right - left);
        series[i] = series[left] + share * (series[right] - series[left]);
      }
    }
  }

  /**
   * Replaces each NaN by the last known value before it; at the start by the first known.
   *
   * @return whether there was any known value
   */
  static boolean carry(double[] series) {
    int first = 0;
    while (first < series.length && Double.isNaN(series[first])) {
      first++;
    }
    if (first == series.length) {
      return false;
    }
    for (int i = 0; i < series.length; i++) {
      if (Double.isNaN(series[i])) {
        series[i] = series[Math.max(i - 1, first)];
      }
    }
    return true;
  }
}
