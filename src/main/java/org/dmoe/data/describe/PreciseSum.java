package org.dmoe.data.describe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A sum carried as two doubles, about 106 bits (Dekker 1971, Numer. Math. 18, 224-242; Knuth's
 * TwoSum), so that the order of its terms shows in no digit that is printed.
 */
final class PreciseSum {

  private double high;
  private double low;

  void add(double value) {
    add(value, 0);
  }

  /** Adds x * y without rounding the product. */
  void addProduct(double x, double y) {
    double product = x * y;
    add(product, Math.fma(x, y, -product));
  }

  void add(PreciseSum that) {
    add(that.high, that.low);
  }

  private void add(double otherHigh, double otherLow) {
    double sum = high + otherHigh;
    double part = sum - high;
    double error = (high - (sum - part)) + (otherHigh - part);
    double rest = error + (low + otherLow);
    high = sum + rest;
    low = rest - (high - sum);
  }

  double value() {
    return high;
  }

  /** The sum divided by n. */
  double over(long n) {
    return (high + low) / n;
  }

  /** Sum of squared deviations from the mean: this minus s^2 / n, for a sum s of n terms. */
  double minusSquareOver(PreciseSum s, long n) {
    double mean = s.high / n;
    double rest = (Math.fma(-mean, n, s.high) + s.low) / n;
    PreciseSum difference = new PreciseSum();
    difference.add(high, low);
    // s^2 / n = n (mean + rest)^2
    difference.addProduct(-n * mean, mean);
    difference.add(-2.0 * n * mean * rest);
    difference.add(roundingOf(n, mean) * mean);
    return Math.max(0, difference.value());
  }

  /** What n * mean, rounded, has too much. */
  private static double roundingOf(long n, double mean) {
    double product = (double) n * mean;
    return -Math.fma((double) n, mean, -product);
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(high);
    out.writeDouble(low);
  }

  static PreciseSum read(DataInput in) throws IOException {
    PreciseSum sum = new PreciseSum();
    sum.high = in.readDouble();
    sum.low = in.readDouble();
    return sum;
  }
}
