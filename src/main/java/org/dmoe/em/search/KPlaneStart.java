package org.dmoe.em.search;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.PortableMath;

/**
 * A start of EM: K regressions, each seeded on the neighbourhood of a badly explained row (drawn in
 * proportion to the squared residual, as k-means++ draws centres), then a few rounds of hard
 * assignment of every row to its nearest plane.
 */
public final class KPlaneStart {

  private static final int ROUNDS = 10;

  /** Squared residuals, in units of the response's variance, count for at most this much. */
  private static final double RESIDUAL_CAP = 9;

  /** Rows with a smaller squared residual are explained already. */
  private static final double EXPLAINED = 0.05;

  private static final double SEED_RIDGE = 0.3;
  private static final double ROUND_RIDGE = 0.1;
  private static final double LEAST_VARIANCE = 1e-3;

  /** Of ridges without an intercept, where they would pull means to zero, far from the rows. */
  private static final double OFF_ORIGIN = 1e-4;

  private final RegressionRows data;
  private final ParameterLayout layout;
  private final UniformRandomProvider random;
  private final double[][] planes;
  private final double[][] squares;
  private final int[] labels;
  private final double[] explained;
  private final double ridges;

  private KPlaneStart(RegressionRows data, ParameterLayout layout, UniformRandomProvider random) {
    this.data = data;
    this.layout = layout;
    this.random = random;
    this.planes = new double[layout.K()][];
    this.squares = new double[layout.K()][data.rows()];
    this.labels = new int[data.rows()];
    this.explained = new double[data.rows()];
    this.ridges = layout.design().expertsHave(0) ? 1 : OFF_ORIGIN;
  }

  /** Parameters with the uniform gate. */
  public static double[] make(
      RegressionRows data, ParameterLayout layout, UniformRandomProvider random) {
    KPlaneStart start = new KPlaneStart(data, layout, random);
    start.seed();
    RegressionSums[] sums = start.cluster();
    return start.parameters(sums);
  }

  private void seed() {
    Arrays.fill(explained, Double.POSITIVE_INFINITY);
    for (int k = 0; k < layout.K(); k++) {
      planes[k] = neighbourhoodPlane(drawRow(k == 0), k > 0);
      data.squaredResiduals(planes[k], squares[k]);
      for (int i = 0; i < data.rows(); i++) {
        explained[i] = Math.min(explained[i], squares[k][i]);
      }
    }
  }

  private int drawRow(boolean first) {
    int n = data.rows();
    if (first) {
      return random.nextInt(n);
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += data.weights()[i] * Math.min(explained[i], RESIDUAL_CAP);
    }
    double left = random.nextDouble() * total;
    for (int i = 0; i < n - 1; i++) {
      left -= data.weights()[i] * Math.min(explained[i], RESIDUAL_CAP);
      if (left <= 0) {
        return i;
      }
    }
    return n - 1;
  }

  private double[] neighbourhoodPlane(int centre, boolean avoidExplained) {
    int n = data.rows();
    double[] distance = new double[n];
    data.squaredDistances(centre, distance);
    for (int i = 0; i < n; i++) {
      if (avoidExplained && explained[i] < EXPLAINED) {
        distance[i] += 1e6;
      }
    }
    double radius = smallest(distance, Math.min(n / 2, 3 * layout.p()));
    RegressionSums sums = new RegressionSums(layout);
    for (int i = 0; i < n; i++) {
      if (distance[i] <= radius) {
        sums.add(data.X()[i], data.y()[i], data.weights()[i]);
      }
    }
    return sums.solve(ridges * SEED_RIDGE);
  }

  private static double smallest(double[] values, int rank) {
    double[] copy = values.clone();
    Selection.select(copy, rank);
    return copy[rank];
  }

  /** Alternates assignment and regression; only rows that change sides touch the sums. */
  private RegressionSums[] cluster() {
    RegressionSums[] sums = new RegressionSums[layout.K()];
    Arrays.setAll(sums, k -> new RegressionSums(layout));
    Arrays.fill(labels, -1);
    for (int round = 0; round <= ROUNDS; round++) {
      if (reassign(sums) == 0) {
        break;
      }
      for (int k = 0; k < layout.K() && round < ROUNDS; k++) {
        planes[k] = sums[k].mass() > 0 ? sums[k].solve(ridges * ROUND_RIDGE) : planes[k];
      }
    }
    return sums;
  }

  private int reassign(RegressionSums[] sums) {
    int changes = 0;
    for (int k = 0; k < layout.K(); k++) {
      data.squaredResiduals(planes[k], squares[k]);
    }
    for (int i = 0; i < data.rows(); i++) {
      int nearest = nearestPlane(i);
      int old = labels[i];
      if (nearest != old) {
        if (old >= 0) {
          sums[old].add(data.X()[i], data.y()[i], -data.weights()[i]);
        }
        sums[nearest].add(data.X()[i], data.y()[i], data.weights()[i]);
        labels[i] = nearest;
        changes++;
      }
    }
    return changes;
  }

  private int nearestPlane(int i) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < layout.K(); k++) {
      if (squares[k][i] < least) {
        least = squares[k][i];
        nearest = k;
      }
    }
    return nearest;
  }

  private double[] parameters(RegressionSums[] sums) {
    double[] theta = new double[layout.size()];
    for (int k = 0; k < layout.K(); k++) {
      double[] plane = sums[k].solve(ridges * 1e-3 * (1 + Math.max(0, sums[k].mass())));
      System.arraycopy(plane, 0, theta, layout.mean(k), layout.p());
      data.squaredResiduals(plane, squares[k]);
      theta[layout.logVariance(k)] = PortableMath.log(variance(k));
    }
    return theta;
  }

  /** Of the rows assigned to a plane; that of the response if there are none. */
  private double variance(int k) {
    double sum = 0;
    double mass = 0;
    for (int i = 0; i < data.rows(); i++) {
      if (labels[i] == k) {
        sum += data.weights()[i] * squares[k][i];
        mass += data.weights()[i];
      }
    }
    return mass > 0 ? Math.max(sum / mass, LEAST_VARIANCE) : 1;
  }
}
