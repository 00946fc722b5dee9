package org.dmoe.em.family;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.CombinationSampler;

/** Partitions of points into K cells, by the nearest of K centres. */
final class Cells {

  private static final int ROUNDS = 15;

  private Cells() {}

  /** Cells of K random points: the number of each point's. */
  static int[] voronoi(double[][] points, int K, UniformRandomProvider random) {
    return nearest(points, drawn(points, K, random));
  }

  /** k-means from K random points (S. Lloyd 1982); a centre that loses its points is drawn anew. */
  static int[] means(double[][] points, int K, UniformRandomProvider random) {
    double[][] centres = drawn(points, K, random);
    int[] cell = nearest(points, centres);
    for (int round = 1; round < ROUNDS; round++) {
      centres = means(points, cell, K, random);
      cell = nearest(points, centres);
    }
    return cell;
  }

  private static double[][] drawn(double[][] points, int K, UniformRandomProvider random) {
    double[][] centres = new double[K][];
    if (K > points.length) {
      throw new IllegalArgumentException(K + " cells of " + points.length + " points");
    }
    int[] chosen =
        K == points.length ? all(K) : new CombinationSampler(random, points.length, K).sample();
    for (int k = 0; k < K; k++) {
      centres[k] = points[chosen[k]];
    }
    return centres;
  }

  private static int[] all(int K) {
    return IntStream.range(0, K).toArray();
  }

  private static int[] nearest(double[][] points, double[][] centres) {
    int[] cell = new int[points.length];
    for (int i = 0; i < cell.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < centres.length; k++) {
        double distance = 0;
        for (int j = 0; j < points[i].length; j++) {
          double difference = points[i][j] - centres[k][j];
          distance += difference * difference;
        }
        if (distance < least) {
          least = distance;
          cell[i] = k;
        }
      }
    }
    return cell;
  }

  private static double[][] means(
      double[][] points, int[] cell, int K, UniformRandomProvider random) {
    int dimension = points[0].length;
    double[][] sums = new double[K][dimension];
    int[] counts = new int[K];
    for (int i = 0; i < cell.length; i++) {
      counts[cell[i]]++;
      for (int j = 0; j < dimension; j++) {
        sums[cell[i]][j] += points[i][j];
      }
    }
    for (int k = 0; k < K; k++) {
      for (int j = 0; j < dimension && counts[k] > 0; j++) {
        sums[k][j] /= counts[k];
      }
      sums[k] = counts[k] > 0 ? sums[k] : points[random.nextInt(points.length)];
    }
    return sums;
  }
}
