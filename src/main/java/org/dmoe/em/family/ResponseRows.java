package org.dmoe.em.family;

import java.util.Arrays;
import org.dmoe.data.Observations;
import org.dmoe.data.Standardisation;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.Design;

/**
 * Observations with standardised covariates, weights in a given unit, and responses as they are:
 * one block at a time is made in the same scratch.
 */
public final class ResponseRows implements FamilyRows {

  private final Observations observations;
  private final Standardisation covariates;
  private final double weightUnit;
  private final double[][] columns;
  private final double[] response = new double[Observations.BLOCK_ROWS];
  private final double[] weights = new double[Observations.BLOCK_ROWS];
  private final double[] exposures = new double[Observations.BLOCK_ROWS];

  /**
   * @param covariates centres and scales
   * @param weightUnit what a weight of one stands for
   */
  public ResponseRows(Observations observations, Standardisation covariates, double weightUnit) {
    this.observations = observations;
    this.covariates = covariates;
    this.weightUnit = weightUnit;
    this.columns = new double[observations.dimension() + 1][Observations.BLOCK_ROWS];
  }

  /** Standardised by themselves, weights in units of their mean. */
  public static ResponseRows of(Observations observations) {
    return of(observations, Design.FULL);
  }

  /** The same for a fit of a design. */
  public static ResponseRows of(Observations observations, Design design) {
    return new ResponseRows(
        observations,
        Standardisation.of(observations, design),
        observations.totalWeight() / observations.rows());
  }

  public Observations observations() {
    return observations;
  }

  public Standardisation covariates() {
    return covariates;
  }

  public double weightUnit() {
    return weightUnit;
  }

  /** sum_i w_i x_i x_i' (p x p, row-major). */
  public double[] gram() {
    GramKernel kernel = new GramKernel(p());
    double[][] sums = new double[1][PackedSymmetric.length(p())];
    for (int b = 0; b < blockCount(); b++) {
      int n = load(b);
      kernel.addGrams(columns, n, new double[][] {weights}, 1, sums);
    }
    return PackedSymmetric.unpack(sums[0], p());
  }

  /** Some of these rows, in the same units. */
  public ResponseRows subset(Observations some) {
    return some == observations ? this : new ResponseRows(some, covariates, weightUnit);
  }

  @Override
  public long responses() {
    return observations.rows();
  }

  @Override
  public ResponseRows another() {
    return new ResponseRows(observations, covariates, weightUnit);
  }

  @Override
  public int p() {
    return columns.length;
  }

  @Override
  public int blockCount() {
    return observations.blockCount();
  }

  @Override
  public double totalWeight() {
    return observations.totalWeight() / weightUnit;
  }

  @Override
  public int load(int b) {
    Observations.Block block = observations.block(b);
    int n = block.rows();
    int padded = (n + 7) / 8 * 8;
    Arrays.fill(columns[0], 0, n, 1);
    for (int j = 1; j < columns.length; j++) {
      covariates.column(j - 1, block.covariates()[j - 1], columns[j], n);
    }
    System.arraycopy(block.response(), 0, response, 0, n);
    System.arraycopy(block.exposures(), 0, exposures, 0, n);
    for (int i = 0; i < n; i++) {
      weights[i] = block.weights()[i] / weightUnit;
    }
    for (double[] column : columns) {
      Arrays.fill(column, n, padded, 0);
    }
    Arrays.fill(response, n, padded, 0);
    Arrays.fill(weights, n, padded, 0);
    Arrays.fill(exposures, n, padded, 1);
    return padded;
  }

  @Override
  public double[][] columns() {
    return columns;
  }

  @Override
  public int layers() {
    return 1;
  }

  @Override
  public void loadLayer(int layer) {
    // there is only the first
  }

  @Override
  public double[] response() {
    return response;
  }

  @Override
  public double[] weights() {
    return weights;
  }

  @Override
  public double[] exposures() {
    return exposures;
  }
}
