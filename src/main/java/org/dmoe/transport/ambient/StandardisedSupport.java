package org.dmoe.transport.ambient;

import java.util.Arrays;
import org.dmoe.data.SupportingSample;

/**
 * The supporting sample with an intercept column and standardised covariates, in blocks of rows
 * whose columns are contiguous. Standardising keeps the normal equations well conditioned and the
 * estimator indifferent to the units of x.
 */
public final class StandardisedSupport {

  /** Rows of a full block; every block but the last is full. */
  public static final int BLOCK_ROWS = 128;

  /** Spread of a column, relative to its largest number, below which it counts as constant. */
  private static final double CONSTANT = 1e-12;

  private final int size;
  private final double[] centre;
  private final double[] scale;
  private final double[][][] blocks;

  private StandardisedSupport(int size, double[] centre, double[] scale, double[][][] blocks) {
    this.size = size;
    this.centre = centre;
    this.scale = scale;
    this.blocks = blocks;
  }

  public static StandardisedSupport of(SupportingSample sample) {
    int d = sample.dimension();
    double[] centre = new double[d];
    double[] scale = new double[d];
    boolean[] varies = new boolean[d];
    for (int j = 0; j < d; j++) {
      centre[j] = mean(sample, j);
      double deviation = deviation(sample, j, centre[j]);
      varies[j] = deviation > CONSTANT * largest(sample, j);
      scale[j] = varies[j] ? deviation : 1;
    }
    int n = (sample.size() + BLOCK_ROWS - 1) / BLOCK_ROWS;
    double[][][] blocks = new double[n][][];
    for (int b = 0; b < n; b++) {
      int rows = Math.min(BLOCK_ROWS, sample.size() - b * BLOCK_ROWS);
      blocks[b] = new double[d + 1][(rows + 7) / 8 * 8];
      Arrays.fill(blocks[b][0], 0, rows, 1);
      for (int j = 0; j < d; j++) {
        for (int i = 0; i < rows && varies[j]; i++) {
          blocks[b][j + 1][i] = (sample.get(b * BLOCK_ROWS + i, j) - centre[j]) / scale[j];
        }
      }
    }
    return new StandardisedSupport(sample.size(), centre, scale, blocks);
  }

  /** Number of rows S. */
  public int size() {
    return size;
  }

  /** Number of columns with the intercept, p = d + 1. */
  public int columns() {
    return centre.length + 1;
  }

  public int blockCount() {
    return blocks.length;
  }

  /**
   * p columns of block b, the first all one, with zeros after the last row: the storage itself, for
   * reading only.
   */
  public double[][] block(int b) {
    return blocks[b];
  }

  public int rows(int b) {
    return Math.min(BLOCK_ROWS, size - b * BLOCK_ROWS);
  }

  /** Rows of block b with those of zeros that fill it up to a multiple of 8. */
  public int paddedRows(int b) {
    return blocks[b][0].length;
  }

  /** Intercept and slopes (length p) in users' units, as they act on standardised columns. */
  double[] standardise(double[] coefficients) {
    double[] result = coefficients.clone();
    for (int j = 0; j < centre.length; j++) {
      result[0] += coefficients[j + 1] * centre[j];
      result[j + 1] = coefficients[j + 1] * scale[j];
    }
    return result;
  }

  /** The inverse of {@link #standardise}. */
  double[] restore(double[] coefficients) {
    double[] result = coefficients.clone();
    for (int j = 0; j < centre.length; j++) {
      result[j + 1] = coefficients[j + 1] / scale[j];
      result[0] -= result[j + 1] * centre[j];
    }
    return result;
  }

  /** out_i = coefficients' x~_i for the rows of block b. */
  public void project(double[] coefficients, int b, double[] out) {
    double[][] columns = blocks[b];
    int rows = rows(b);
    Arrays.fill(out, 0, rows, coefficients[0]);
    for (int j = 1; j < columns.length; j++) {
      double c = coefficients[j];
      double[] column = columns[j];
      for (int i = 0; i < rows; i++) {
        out[i] = Math.fma(c, column[i], out[i]);
      }
    }
  }

  private static double mean(SupportingSample sample, int j) {
    double first = sample.get(0, j);
    double sum = 0;
    for (int s = 0; s < sample.size(); s++) {
      sum += sample.get(s, j) - first;
    }
    return first + sum / sample.size();
  }

  private static double deviation(SupportingSample sample, int j, double mean) {
    double sum = 0;
    for (int s = 0; s < sample.size(); s++) {
      double difference = sample.get(s, j) - mean;
      sum += difference * difference;
    }
    return Math.sqrt(sum / sample.size());
  }

  private static double largest(SupportingSample sample, int j) {
    double largest = 0;
    for (int s = 0; s < sample.size(); s++) {
      largest = Math.max(largest, Math.abs(sample.get(s, j)));
    }
    return largest;
  }
}
