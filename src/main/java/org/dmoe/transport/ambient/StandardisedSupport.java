package org.dmoe.transport.ambient;

import java.util.Arrays;
import org.dmoe.data.Observations;
import org.dmoe.data.Standardisation;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.Design;

/**
 * The supporting sample with an intercept column and standardised covariates, in blocks of rows
 * whose columns are contiguous. Standardising keeps the normal equations well conditioned and the
 * estimator indifferent to the units of x.
 */
public final class StandardisedSupport {

  /** Rows of a full block; every block but the last is full. */
  public static final int BLOCK_ROWS = 128;

  private final Standardisation standardisation;
  private final int size;
  private final double[][][] blocks;
  private final double[] exposures;

  private StandardisedSupport(
      Standardisation standardisation, double[][][] blocks, double[] exposures) {
    this.standardisation = standardisation;
    this.size = exposures.length;
    this.blocks = blocks;
    this.exposures = exposures;
  }

  public static StandardisedSupport of(SupportingSample sample) {
    return of(sample, Design.FULL);
  }

  /** For models of a design. */
  public static StandardisedSupport of(SupportingSample sample, Design design) {
    Standardisation standardisation = Standardisation.of(rows(sample), design);
    int d = sample.dimension();
    int n = (sample.size() + BLOCK_ROWS - 1) / BLOCK_ROWS;
    double[][][] blocks = new double[n][][];
    double[] x = new double[BLOCK_ROWS];
    for (int b = 0; b < n; b++) {
      int rows = Math.min(BLOCK_ROWS, sample.size() - b * BLOCK_ROWS);
      blocks[b] = new double[d + 1][(rows + 7) / 8 * 8];
      Arrays.fill(blocks[b][0], 0, rows, 1);
      for (int j = 0; j < d; j++) {
        for (int i = 0; i < rows; i++) {
          x[i] = sample.get(b * BLOCK_ROWS + i, j);
        }
        standardisation.column(j, x, blocks[b][j + 1], rows);
      }
    }
    return new StandardisedSupport(standardisation, blocks, sample.exposures());
  }

  private static Observations rows(SupportingSample sample) {
    Observations.Builder rows = Observations.builder(sample.dimension());
    for (int s = 0; s < sample.size(); s++) {
      rows.add(sample.row(s), 0);
    }
    return rows.build();
  }

  /** Number of rows S. */
  public int size() {
    return size;
  }

  /** Number of columns with the intercept, p = d + 1. */
  public int columns() {
    return standardisation.dimension() + 1;
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

  /** Of all rows. */
  public double largestExposure() {
    return Arrays.stream(exposures).max().orElse(1);
  }

  /** Of row i of block b: trials, or what counts are within. */
  public double exposure(int b, int i) {
    return exposures[b * BLOCK_ROWS + i];
  }

  /**
   * The same of all rows of block b.
   *
   * @param out receives them, and 1 in the places after the last row
   */
  public void exposures(int b, double[] out) {
    Arrays.fill(out, 1);
    System.arraycopy(exposures, b * BLOCK_ROWS, out, 0, rows(b));
  }

  /** Packed Gram matrix of the columns: the mean of x~ x~' over the rows. */
  public double[] gram() {
    double[] gram = new double[PackedSymmetric.length(columns())];
    double[] ones = new double[BLOCK_ROWS];
    Arrays.fill(ones, 1.0 / size);
    GramKernel kernel = new GramKernel(columns());
    for (int b = 0; b < blockCount(); b++) {
      kernel.addGrams(block(b), paddedRows(b), new double[][] {ones}, 1, new double[][] {gram});
    }
    return gram;
  }

  /** Whether column j (the intercept is 0) does not vary; it is then one of zeros. */
  public boolean constant(int j) {
    return j > 0 && standardisation.constant(j - 1);
  }

  /** Intercept and slopes (length p) in users' units, as they act on standardised columns. */
  public double[] standardise(double[] coefficients) {
    return standardisation.standardise(coefficients);
  }

  /** The inverse of {@link #standardise}. */
  public double[] restore(double[] coefficients) {
    return standardisation.restore(coefficients);
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
}
