package org.dmoe.transport.ambient;

import java.util.Arrays;
import org.dmoe.linalg.PackedSymmetric;

/**
 * What the component-wise plan needs to know of each local expert: its mass mean_s pi^_l(x_s) and
 * its Gram matrix mean_s pi^_l(x_s) x~_s x~_s'. With them costs and barycentres need no further
 * pass over the support, since a squared difference of two linear means is a quadratic form.
 */
public final class ExpertStatistics {

  /** Local models that share the products of one row's covariates. */
  private static final int MODELS_PER_TASK = 8;

  /** Rows whose products are held at a time: a few of them fit the first-level cache. */
  private static final int ROWS = 16;

  private final int columns;
  private final double[][] gram;

  private ExpertStatistics(int columns, double[][] gram) {
    this.columns = columns;
    this.gram = gram;
  }

  /** One pass over the support for each local model. */
  public static ExpertStatistics of(AmbientMixture ambient, Workers workers) {
    double[][] gram = new double[ambient.size()][];
    int tasks = (ambient.machines() + MODELS_PER_TASK - 1) / MODELS_PER_TASK;
    workers.run(
        "statistics of local experts",
        tasks,
        task -> {
          int from = task * MODELS_PER_TASK;
          int to = Math.min(ambient.machines(), from + MODELS_PER_TASK);
          accumulate(ambient, from, to, gram);
        });
    return new ExpertStatistics(ambient.support().columns(), gram);
  }

  /** Packed Gram matrix of local expert l: the storage itself. */
  public double[] gram(int l) {
    return gram[l];
  }

  /** Mean of pi^_l over the support: the Gram matrix's entry of intercept with intercept. */
  public double mass(int l) {
    return gram[l][0];
  }

  /** Sum of the Gram matrices: that of the support itself. */
  public double[] total() {
    double[] total = new double[PackedSymmetric.length(columns)];
    for (double[] one : gram) {
      PackedSymmetric.add(total, one);
    }
    return total;
  }

  private static void accumulate(AmbientMixture ambient, int from, int to, double[][] gram) {
    StandardisedSupport support = ambient.support();
    int first = ambient.first(from);
    int experts = ambient.first(to) - first;
    int length = PackedSymmetric.length(support.columns());
    for (int l = 0; l < experts; l++) {
      gram[first + l] = new double[length];
    }
    double[][] weights = new double[experts][StandardisedSupport.BLOCK_ROWS];
    double[][] products = new double[ROWS][length];
    for (int b = 0; b < support.blockCount(); b++) {
      for (int m = from; m < to; m++) {
        int offset = ambient.first(m) - first;
        double[][] own = Arrays.copyOfRange(weights, offset, ambient.first(m + 1) - first);
        ambient.gateWeights(m, b, own);
      }
      addBlock(support, b, weights, products, gram, first);
    }
    for (int l = 0; l < experts; l++) {
      divide(gram[first + l], support.size());
    }
  }

  private static void addBlock(
      StandardisedSupport support,
      int b,
      double[][] weights,
      double[][] products,
      double[][] gram,
      int first) {
    int rows = support.rows(b);
    for (int start = 0; start < rows; start += ROWS) {
      int end = Math.min(rows, start + ROWS);
      for (int i = start; i < end; i++) {
        PackedSymmetric.outer(support.block(b), i, products[i - start]);
      }
      for (int l = 0; l < weights.length; l += 2) {
        double[] own = weights[l];
        if (l + 1 < weights.length) {
          addPair(gram[first + l], gram[first + l + 1], own, weights[l + 1], products, start, end);
        } else {
          addRows(gram[first + l], own, products, start, start, end);
        }
      }
    }
  }

  /** Two experts at once, four rows at a time: contiguous arrays that the compiler vectorises. */
  private static void addPair(
      double[] G, double[] H, double[] g, double[] h, double[][] products, int start, int end) {
    int i = start;
    for (; i + 4 <= end; i += 4) {
      int r = i - start;
      double[] z0 = products[r];
      double[] z1 = products[r + 1];
      double[] z2 = products[r + 2];
      double[] z3 = products[r + 3];
      double g0 = g[i];
      double g1 = g[i + 1];
      double g2 = g[i + 2];
      double g3 = g[i + 3];
      double h0 = h[i];
      double h1 = h[i + 1];
      double h2 = h[i + 2];
      double h3 = h[i + 3];
      for (int q = 0; q < G.length; q++) {
        G[q] =
            Math.fma(
                g3, z3[q], Math.fma(g2, z2[q], Math.fma(g1, z1[q], Math.fma(g0, z0[q], G[q]))));
        H[q] =
            Math.fma(
                h3, z3[q], Math.fma(h2, z2[q], Math.fma(h1, z1[q], Math.fma(h0, z0[q], H[q]))));
      }
    }
    addRows(G, g, products, start, i, end);
    addRows(H, h, products, start, i, end);
  }

  private static void addRows(
      double[] G, double[] g, double[][] products, int start, int from, int end) {
    for (int i = from; i < end; i++) {
      double[] z = products[i - start];
      double weight = g[i];
      for (int q = 0; q < G.length; q++) {
        G[q] = Math.fma(weight, z[q], G[q]);
      }
    }
  }

  private static void divide(double[] values, double divisor) {
    for (int q = 0; q < values.length; q++) {
      values[q] /= divisor;
    }
  }
}
