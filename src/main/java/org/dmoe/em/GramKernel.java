package org.dmoe.em;

/**
 * Sums over the rows of a block for many weight vectors at once: weighted Gram matrices sum_i w_i
 * x_i x_i' and weighted sums sum_i w_i x_i.
 *
 * <p>A Gram matrix is packed: the products x_a x_b, a at most b, row after row, filled up with
 * zeros to a multiple of 8. The products of a row are formed once and shared by all weights; the
 * inner loop takes two weights and four rows, and works on tiles that stay in the cache. Products
 * and sums share one index: the compiler does not vectorise loops whose arrays have different
 * offsets.
 */
final class GramKernel {

  /** Rows whose products are held at a time. */
  private static final int SUB_BLOCK = 20;

  /** Products of a row that are worked on at a time. */
  private static final int TILE = 1024;

  private final int p;
  private final double[][] rows;
  private final double[][] products;

  GramKernel(int p, int blockRows) {
    this.p = p;
    this.rows = new double[blockRows][p];
    this.products = new double[SUB_BLOCK][packedSize(p)];
  }

  static int packedSize(int p) {
    return (p * (p + 1) / 2 + 7) / 8 * 8;
  }

  /**
   * G[k] += sum_i W[k][i] x_i x_i' for k below m.
   *
   * @param columns p columns of n rows, n a multiple of 4
   */
  void addGrams(double[][] columns, int n, double[][] W, int m, double[][] G) {
    transpose(columns, n);
    int offset = 0;
    for (int a = 0; a < p; ) {
      int end = tileEnd(a);
      int size = entries(a, end);
      for (int s = 0; s < n; s += SUB_BLOCK) {
        int count = Math.min(SUB_BLOCK, n - s);
        for (int i = 0; i < count; i++) {
          form(products[i], offset, rows[s + i], a, end);
        }
        addTile(s, count, W, m, G, offset, offset + size);
      }
      offset += size;
      a = end;
    }
  }

  private int tileEnd(int a) {
    int end = a + 1;
    while (end < p && entries(a, end + 1) <= TILE) {
      end++;
    }
    return end;
  }

  private int entries(int a, int end) {
    return (end - a) * (p - a + p - end + 1) / 2;
  }

  private void transpose(double[][] columns, int n) {
    for (int a = 0; a < p; a++) {
      double[] column = columns[a];
      for (int i = 0; i < n; i++) {
        rows[i][a] = column[i];
      }
    }
  }

  private void form(double[] z, int offset, double[] x, int from, int to) {
    int c = offset;
    for (int a = from; a < to; a++) {
      double xa = x[a];
      int b = a;
      for (; b + 4 <= p; b += 4) {
        z[c] = xa * x[b];
        z[c + 1] = xa * x[b + 1];
        z[c + 2] = xa * x[b + 2];
        z[c + 3] = xa * x[b + 3];
        c += 4;
      }
      for (; b < p; b++) {
        z[c++] = xa * x[b];
      }
    }
  }

  private void addTile(int start, int count, double[][] W, int m, double[][] G, int from, int to) {
    int k = 0;
    for (; k + 2 <= m; k += 2) {
      for (int i = 0; i < count; i += 4) {
        addFourRows(G[k], G[k + 1], products, i, W[k], W[k + 1], start + i, from, to);
      }
    }
    if (k < m) {
      for (int i = 0; i < count; i += 4) {
        addFourRows(G[k], products, i, W[k], start + i, from, to);
      }
    }
  }

  private static void addFourRows(
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
    double[] z2 = Z[row + 2];
    double[] z3 = Z[row + 3];
    double v0 = v[i];
    double v1 = v[i + 1];
    double v2 = v[i + 2];
    double v3 = v[i + 3];
    double w0 = w[i];
    double w1 = w[i + 1];
    double w2 = w[i + 2];
    double w3 = w[i + 3];
    for (int j = from; j < to; j++) {
      double x0 = z0[j];
      double x1 = z1[j];
      double x2 = z2[j];
      double x3 = z3[j];
      double s = Math.fma(v2, x2, Math.fma(v3, x3, g[j]));
      double t = Math.fma(w2, x2, Math.fma(w3, x3, h[j]));
      g[j] = Math.fma(v0, x0, Math.fma(v1, x1, s));
      h[j] = Math.fma(w0, x0, Math.fma(w1, x1, t));
    }
  }

  private static void addFourRows(
      double[] g, double[][] Z, int row, double[] v, int i, int from, int to) {
    double[] z0 = Z[row];
    double[] z1 = Z[row + 1];
    double[] z2 = Z[row + 2];
    double[] z3 = Z[row + 3];
    double v0 = v[i];
    double v1 = v[i + 1];
    double v2 = v[i + 2];
    double v3 = v[i + 3];
    for (int j = from; j < to; j++) {
      double s = Math.fma(v2, z2[j], Math.fma(v3, z3[j], g[j]));
      g[j] = Math.fma(v0, z0[j], Math.fma(v1, z1[j], s));
    }
  }

  /** sums[k][a] += sum_i W[k][i] columns[a][i] for k below m, in eight independent chains. */
  static void addSums(double[][] columns, int p, int n, double[][] W, int m, double[][] sums) {
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

  /** Adds scale times a packed Gram matrix to a block of a square matrix and to its mirror. */
  static void unpack(double[] G, int p, double scale, double[] M, int size, int row, int column) {
    int c = 0;
    for (int a = 0; a < p; a++) {
      for (int b = a; b < p; b++) {
        double v = scale * G[c++];
        M[(row + a) * size + column + b] += v;
        if (a != b) {
          M[(row + b) * size + column + a] += v;
        }
      }
    }
  }
}
