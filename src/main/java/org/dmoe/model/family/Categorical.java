package org.dmoe.model.family;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.VectorMath;

/**
 * One of C classes: P(y = c) proportional to exp(eta_c), the last class the baseline with a
 * predictor of 0. A response is its class's number, from 0.
 */
public final class Categorical implements CanonicalFamily {

  /**
   * Where predictors overflow, a class is not impossible. It is far below what a fit meets: a floor
   * that a row reaches would make the likelihood flat there, against its gradient.
   */
  private static final double LEAST_LOG = -1e100;

  private final List<String> classes;
  private final int q;

  private Categorical(List<String> classes) {
    this.classes = List.copyOf(classes);
    this.q = classes.size() - 1;
  }

  /**
   * @param classes their names, in their order
   * @throws IllegalArgumentException if there are fewer than two or a name comes twice
   */
  public static Categorical of(List<String> classes) {
    if (classes.size() < 2) {
      throw new IllegalArgumentException("at least two classes are needed, not " + classes);
    }
    if (new HashSet<>(classes).size() < classes.size()) {
      throw new IllegalArgumentException("a class is named twice: " + classes);
    }
    return new Categorical(classes);
  }

  /** C classes that are called 0, 1 and so on. */
  public static Categorical of(int classes) {
    return of(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  @Override
  public String id() {
    return "categorical";
  }

  @Override
  public int predictors() {
    return q;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public double logPartition(double[] eta, double[] mean) {
    double max = 0;
    for (double v : eta) {
      max = Math.max(max, v);
    }
    double sum = PortableMath.exp(-max);
    for (int c = 0; c < q; c++) {
      mean[c] = PortableMath.exp(eta[c] - max);
      sum += mean[c];
    }
    for (int c = 0; c < q; c++) {
      mean[c] /= sum;
    }
    return max + PortableMath.log(sum);
  }

  @Override
  public void logPartition(double[][] eta, int n, double[] A, double[][] mean) {
    double[] max = new double[n];
    for (int c = 0; c < q; c++) {
      VectorMath.max(max, eta[c], n);
    }
    double[] scratch = new double[n];
    double[] sum = new double[n];
    for (int i = 0; i < n; i++) {
      sum[i] = -max[i];
    }
    VectorMath.expOfNonPositive(sum, scratch, n);
    for (int c = 0; c < q; c++) {
      VectorMath.subtract(mean[c], eta[c], max, n);
      VectorMath.expOfNonPositive(mean[c], scratch, n);
      VectorMath.add(sum, mean[c], n);
    }
    for (int i = 0; i < n; i++) {
      A[i] = max[i] + PortableMath.log(sum[i]);
      sum[i] = 1 / sum[i];
    }
    for (int c = 0; c < q; c++) {
      VectorMath.multiply(mean[c], mean[c], sum, n);
    }
  }

  @Override
  public double covariance(double[] mean, int a, int b) {
    return mean[a] * ((a == b ? 1 : 0) - mean[b]);
  }

  @Override
  public double statistic(double y, int c) {
    return y == c ? 1 : 0;
  }

  @Override
  public double saturated(double y, double exposure) {
    return 0;
  }

  @Override
  public double logRatio(double[] eta, double y, double exposure) {
    int c = (int) y;
    return Math.max(LEAST_LOG, (c < q ? eta[c] : 0) - logPartition(eta, new double[q]));
  }

  @Override
  public void logRatio(
      double[][] eta, double[] A, double[] y, double[] exposure, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      int c = (int) y[i];
      out[i] = Math.max(LEAST_LOG, (c < q ? eta[c][i] : 0) - A[i]);
    }
  }

  @Override
  public double expertRidge() {
    return 0.1;
  }

  @Override
  public double metric(int a, int b) {
    return (a == b ? 1 : 0) - 1.0 / (q + 1);
  }

  @Override
  public double[] predictorsOf(double[] sums, double exposure) {
    double last = exposure;
    for (double sum : sums) {
      last -= sum;
    }
    double[] eta = new double[q];
    for (int c = 0; c < q; c++) {
      eta[c] = PortableMath.log((sums[c] + 0.5) / (Math.max(0, last) + 0.5));
    }
    return eta;
  }

  @Override
  public double mean(double[] eta, double exposure) {
    return Double.NaN;
  }

  @Override
  public double variance(double[] eta, double dispersion, double exposure) {
    return Double.NaN;
  }

  @Override
  public double cumulative(double[] eta, double dispersion, double y, double exposure) {
    double[] p = classProbabilities(eta);
    double sum = 0;
    for (int c = 0; c < p.length && c <= y; c++) {
      sum += p[c];
    }
    return y >= q ? 1 : sum;
  }

  @Override
  public double[] classProbabilities(double[] eta) {
    double[] mean = new double[q];
    double norm = logPartition(eta, mean);
    double[] p = Arrays.copyOf(mean, q + 1);
    p[q] = PortableMath.exp(-norm);
    return p;
  }

  @Override
  public double largest(double exposure) {
    return q;
  }

  @Override
  public void requireResponse(double y, double exposure) {
    if (!(y >= 0 && y <= q && y == (int) y)) {
      throw new IllegalArgumentException(
          "the response must be the number of one of %d classes: %s".formatted(q + 1, y));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Categorical that && classes.equals(that.classes);
  }

  @Override
  public int hashCode() {
    return classes.hashCode();
  }

  @Override
  public String toString() {
    return "categorical" + classes;
  }
}
