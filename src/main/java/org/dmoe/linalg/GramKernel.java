package org.dmoe.linalg;

/**
 * Sums over the rows of a block for many weight vectors at once: weighted Gram matrices sum_i w_i
 * x_i x_i' and weighted sums sum_i w_i x_i.
 *
 * <p>A Gram matrix is a {@link PackedSymmetric}. The products of a row are formed once and shared
 * by all weights, in tiles that stay in the cache. The inner loop takes two weights and two rows,
 * all with one index: the compiler does not vectorise larger bodies, nor arrays at different
 * offsets.
 */
public final class GramKernel {

  /** Rows whose products are held at a time. */
  private static final int SUB_BLOCK = 8;

  /** Products of a row that are worked on at a time. */
  private static final int TILE = 512;

  private final int[] left;
  private final int[] right;
  private final double[][] products;

  /** Column after column of the rows whose products are formed. */
  private final double[] subBlock;

  public GramKernel(int p) {
    this.left = new int[p * (p + 1) / 2];
    this.right = new int[left.length];
    int c = 0;
    for (int a = 0; a < p; a++) {
      for (int b = a; b < p; b++) {
        left[c] = a;
        right[c++] = b;
      }
    }
    this.products = new double[SUB_BLOCK][PackedSymmetric.length(p)];
    this.subBlock = new double[p * SUB_BLOCK];
  }

  /**
   * G[k] += sum_i W[k][i] x_i x_i' for k below m.
   *
   * @param columns p columns of n rows, n a multiple of 8
   */
  public void addGrams(double[][] columns, int n, double[][] W, int m, double[][] G) {
    int size = products[0].length;
    for (int from = 0; from < size; from += TILE) {
      int to = Math.min(from + TILE, size);
      for (int start = 0; start < n; start += SUB_BLOCK) {
        form(columns, start, from, Math.min(to, left.length));
        addTile(start, W, m, G, from, to);
      }
    }
  }

  private void form(double[][] columns, int start, int from, int to) {
    for (int a = 0; a < columns.length; a++) {
      System.arraycopy(columns[a], start, subBlock, a * SUB_BLOCK, SUB_BLOCK);
    }
    int c = from;
    while (c < to) {
      int end = Math.min(to, c + columns.length - right[c]);
      formWith(left[c], right[c], c, end);
      c = end;
    }
  }

  /** Products of column a with those from b on, in places from c up to (not including) end. */
  private void formWith(int a, int b, int c, int end) {
    double[] x = subBlock;
    int i = a * SUB_BLOCK;
    double x0 = x[i];
    double x1 = x[i + 1];
    double x2 = x[i + 2];
    double x3 = x[i + 3];
    double x4 = x[i + 4];
    double x5 = x[i + 5];
    double x6 = x[i + 6];
    double x7 = x[i + 7];
    double[] z0 = products[0];
    double[] z1 = products[1];
    double[] z2 = products[2];
    double[] z3 = products[3];
    double[] z4 = products[4];
    double[] z5 = products[5];
    double[] z6 = products[6];
    double[] z7 = products[7];
    int j = b * SUB_BLOCK;
    for (int q = c; q < end; q++) {
      z0[q] = x0 * x[j];
      z1[q] = x1 * x[j + 1];
      z2[q] = x2 * x[j + 2];
      z3[q] = x3 * x[j + 3];
      z4[q] = x4 * x[j + 4];
      z5[q] = x5 * x[j + 5];
      z6[q] = x6 * x[j + 6];
      z7[q] = x7 * x[j + 7];
      j += SUB_BLOCK;
    }
  }

  private void addTile(int start, double[][] W, int m, double[][] G, int from, int to) {
    for (int i = 0; i < SUB_BLOCK; i += 2) {
      int k = 0;
      for (; k + 2 <= m; k += 2) {
        addTwoRows(G[k], G[k + 1], products, i, W[k], W[k + 1], start + i, from, to);
      }
      if (k < m) {
        addTwoRows(G[k], products, i, W[k], start + i, from, to);
      }
    }
  }

  private static void addTwoRows(
      double[] g,
      double[] h,
      double[][] Z,
      int row,
      double[] v,
      double[] w,
      int i,
      int from,
      int to) {
    double[] z0 = Z[row];
    double[] z1 = Z[row + 1];
    double v0 = v[i];
    double v1 = v[i + 1];
    double w0 = w[i];
    double w1 = w[i + 1];
    for (int j = from; j < to; j++) {
      double x0 = z0[j];
      double x1 = z1[j];
      g[j] = Math.fma(v0, x0, Math.fma(v1, x1, g[j]));
      h[j] = Math.fma(w0, x0, Math.fma(w1, x1, h[j]));
    }
  }

  private static void addTwoRows(
      double[] g, double[][] Z, int row, double[] v, int i, int from, int to) {
    double[] z0 = Z[row];
    double[] z1 = Z[row + 1];
    double v0 = v[i];
    double v1 = v[i + 1];
    for (int j = from; j < to; j++) {
      g[j] = Math.fma(v0, z0[j], Math.fma(v1, z1[j], g[j]));
    }
  }

  /** sums[k][a] += sum_i W[k][i] columns[a][i] for k below m, in eight independent chains. */
  public static void addSums(
      double[][] columns, int p, int n, double[][] W, int m, double[][] sums) {
    int k = 0;
    for (; k + 2 <= m; k += 2) {
      int a = 0;
      for (; a + 4 <= p; a += 4) {
        addFourSums(columns, a, n, W[k], W[k + 1], sums[k], sums[k + 1]);
      }
      for (; a < p; a++) {
        sums[k][a] += VectorMath.dot(W[k], columns[a], n);
        sums[k + 1][a] += VectorMath.dot(W[k + 1], columns[a], n);
      }
    }
    if (k < m) {
      for (int a = 0; a < p; a++) {
        sums[k][a] += VectorMath.dot(W[k], columns[a], n);
      }
    }
  }

  private static void addFourSums(
      double[][] x, int a, int n, double[] v, double[] w, double[] sumsV, double[] sumsW) {
    double[] x0 = x[a];
    double[] x1 = x[a + 1];
    double[] x2 = x[a + 2];
    double[] x3 = x[a + 3];
    double v0 = 0;
    double v1 = 0;
    double v2 = 0;
    double v3 = 0;
    double w0 = 0;
    double w1 = 0;
    double w2 = 0;
    double w3 = 0;
    for (int i = 0; i < n; i++) {
      v0 = Math.fma(v[i], x0[i], v0);
      v1 = Math.fma(v[i], x1[i], v1);
      v2 = Math.fma(v[i], x2[i], v2);
      v3 = Math.fma(v[i], x3[i], v3);
      w0 = Math.fma(w[i], x0[i], w0);
      w1 = Math.fma(w[i], x1[i], w1);
      w2 = Math.fma(w[i], x2[i], w2);
      w3 = Math.fma(w[i], x3[i], w3);
    }
    sumsV[a] += v0;
    sumsV[a + 1] += v1;
    sumsV[a + 2] += v2;
    sumsV[a + 3] += v3;
    sumsW[a] += w0;
    sumsW[a + 1] += w1;
    sumsW[a + 2] += w2;
    sumsW[a + 3] += w3;
  }
}
