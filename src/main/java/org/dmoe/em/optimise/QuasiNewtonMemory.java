package org.dmoe.em.optimise;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.dmoe.linalg.VectorMath;

/**
 * The last pairs of steps and changes of the gradient, and the two-loop recursion of L-BFGS
 * (Nocedal 1980) with a curvature in place of the scaled identity.
 */
final class QuasiNewtonMemory {

  private static final int PAIRS = 12;

  /** Pairs of less curvature, relative to their lengths, would spoil positive definiteness. */
  private static final double LEAST_COSINE = 1e-10;

  private record Pair(double[] step, double[] change, double product) {}

  private final ArrayDeque<Pair> pairs = new ArrayDeque<>();

  void clear() {
    pairs.clear();
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  /**
   * @param change of minus the gradient along the step
   */
  void add(double[] step, double[] change) {
    double product = VectorMath.dot(step, change);
    double lengths =
        Math.sqrt(VectorMath.dot(step, step)) * Math.sqrt(VectorMath.dot(change, change));
    if (!(product > LEAST_COSINE * lengths)) {
      return;
    }
    if (pairs.size() == PAIRS) {
      pairs.removeFirst();
    }
    pairs.addLast(new Pair(step, change, product));
  }

  /** The ascent direction for this gradient. */
  double[] direction(double[] gradient, Curvature curvature) {
    double[] d = gradient.clone();
    double[] alpha = new double[pairs.size()];
    int i = pairs.size();
    for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
      Pair pair = newestFirst.next();
      alpha[--i] = VectorMath.dot(pair.step(), d) / pair.product();
      subtract(d, alpha[i], pair.change());
    }
    curvature.solve(d);
    for (Pair pair : pairs) {
      double beta = VectorMath.dot(pair.change(), d) / pair.product();
      subtract(d, beta - alpha[i++], pair.step());
    }
    return d;
  }

  private static void subtract(double[] d, double factor, double[] v) {
    for (int j = 0; j < d.length; j++) {
      d[j] -= factor * v[j];
    }
  }
}
