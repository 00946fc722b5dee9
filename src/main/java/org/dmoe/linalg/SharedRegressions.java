package org.dmoe.linalg;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Least-squares regressions that share coefficients. Each counts by the precision of its variance,
 * and a variance is one about the coefficients, so that both are found in turn; each half minimises
 * the cost given the other.
 */
public final class SharedRegressions {

  private static final int MOST_CYCLES = 500;

  /** Relative change of variances that ends the cycles. */
  private static final double TOLERANCE = 1e-13;

  private final List<Regression> regressions;
  private final double[][] base;
  private final SharedEntries shared;
  private final int p;

  /**
   * One of them, about a centre.
   *
   * @param gram G, packed p x p; zeros of one without rows
   * @param centre c, coefficients (length p)
   * @param right of the normal equations G (b - c) = right (length p)
   * @param variance about coefficients
   */
  public record Regression(
      double[] gram, double[] centre, double[] right, ToDoubleFunction<double[]> variance) {}

  /**
   * The coefficients of all and their variances.
   *
   * @param beta as many rows as regressions, p columns
   */
  public record Solution(double[][] beta, double[] variance) {}

  private SharedRegressions(List<Regression> regressions, IntPredicate equal) {
    this.regressions = regressions;
    this.p = regressions.get(0).centre().length;
    this.shared = shared(regressions.size(), p, equal);
    this.base = base();
  }

  /**
   * Solves for all.
   *
   * @param equal which coefficients are one number for all
   * @param variance from which to start
   * @param precision of a variance: what a regression's squares are multiplied by
   * @param pool makes of the variances what they are to be: themselves, or one for all
   */
  public static Solution solve(
      List<Regression> regressions,
      IntPredicate equal,
      double[] variance,
      DoubleUnaryOperator precision,
      UnaryOperator<double[]> pool) {
    SharedRegressions system = new SharedRegressions(regressions, equal);
    double[] before = pool.apply(variance.clone());
    double[][] beta = system.beta(before, precision);
    double[] after = pool.apply(system.variances(beta));
    for (int cycle = 1; cycle < MOST_CYCLES && differ(before, after); cycle++) {
      before = after;
      beta = system.beta(before, precision);
      after = pool.apply(system.variances(beta));
    }
    return new Solution(beta, after);
  }

  private static boolean differ(double[] before, double[] after) {
    for (int k = 0; k < before.length; k++) {
      if (Math.abs(after[k] - before[k]) > TOLERANCE * Math.abs(before[k])) {
        return true;
      }
    }
    return false;
  }

  /** Entries of all coefficients, regression after regression. */
  public static SharedEntries shared(int K, int p, IntPredicate equal) {
    int[] first = new int[K * p];
    for (int i = 0; i < first.length; i++) {
      first[i] = equal.test(i % p) ? i % p : i;
    }
    return SharedEntries.of(first);
  }

  /** The centres, with the mean of what is shared: directions without rows keep it. */
  private double[][] base() {
    double[] all = new double[shared.size()];
    for (int k = 0; k < regressions.size(); k++) {
      System.arraycopy(regressions.get(k).centre(), 0, all, k * p, p);
    }
    shared.average(all);
    double[][] rows = new double[regressions.size()][p];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(all, k * p, rows[k], 0, p);
    }
    return rows;
  }

  private double[][] beta(double[] variance, DoubleUnaryOperator precision) {
    int free = shared.free();
    double[] M = new double[free * free];
    double[] right = new double[shared.size()];
    for (int k = 0; k < regressions.size(); k++) {
      Regression own = regressions.get(k);
      double weight = precision.applyAsDouble(variance[k]);
      shared.addBlock(PackedSymmetric.unpack(own.gram(), p), p, k * p, weight, M);
      double[] about = own.right().clone();
      double[] shift = new double[p];
      VectorMath.subtract(shift, own.centre(), base[k], p);
      PackedSymmetric.multiplyAdd(own.gram(), shift, about);
      for (int j = 0; j < p; j++) {
        right[k * p + j] = weight * about[j];
      }
    }
    return moved(shared.expand(NormalEquations.solve(packed(M, free), shared.sum(right))));
  }

  private double[][] moved(double[] correction) {
    double[][] beta = new double[base.length][p];
    for (int k = 0; k < base.length; k++) {
      for (int j = 0; j < p; j++) {
        beta[k][j] = base[k][j] + correction[k * p + j];
      }
    }
    return beta;
  }

  private static double[] packed(double[] M, int n) {
    double[] packed = new double[PackedSymmetric.length(n)];
    int c = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        packed[c++] = M[i * n + j];
      }
    }
    return packed;
  }

  private double[] variances(double[][] beta) {
    double[] variances = new double[beta.length];
    Arrays.setAll(variances, k -> regressions.get(k).variance().applyAsDouble(beta[k]));
    return variances;
  }
}
