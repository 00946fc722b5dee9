package org.dmoe.em.likelihood;

import java.util.Arrays;
import org.dmoe.data.Observations;

/**
 * Rows in standardised units, one block at a time: the observations are held once, in users' units,
 * and each block is standardised into the same scratch when it is read.
 */
public final class StandardisedRows implements LayeredRows {

  private final Observations observations;
  private final StandardUnits units;
  private final double[][] columns;
  private final double[] response = new double[Observations.BLOCK_ROWS];
  private final double[] weights = new double[Observations.BLOCK_ROWS];

  public StandardisedRows(Observations observations, StandardUnits units) {
    this.observations = observations;
    this.units = units;
    this.columns = new double[observations.dimension() + 1][Observations.BLOCK_ROWS];
  }

  public Observations observations() {
    return observations;
  }

  public StandardUnits units() {
    return units;
  }

  /** Some of these rows, in the same units. */
  public StandardisedRows subset(Observations some) {
    return some == observations ? this : new StandardisedRows(some, units);
  }

  @Override
  public long responses() {
    return observations.rows();
  }

  @Override
  public StandardisedRows another() {
    return new StandardisedRows(observations, units);
  }

  @Override
  public int p() {
    return columns.length;
  }

  @Override
  public int blockCount() {
    return observations.blockCount();
  }

  /** Sum of the weights in units of their mean. */
  @Override
  public double totalWeight() {
    return observations.totalWeight() / units.weightUnit();
  }

  @Override
  public int load(int b) {
    Observations.Block block = observations.block(b);
    int n = block.rows();
    int padded = (n + 7) / 8 * 8;
    Arrays.fill(columns[0], 0, n, 1);
    for (int j = 1; j < columns.length; j++) {
      units.covariates().column(j - 1, block.covariates()[j - 1], columns[j], n);
    }
    units.standardiseResponse(block.response(), response, n);
    for (int i = 0; i < n; i++) {
      weights[i] = block.weights()[i] / units.weightUnit();
    }
    if (padded > n) {
      for (double[] column : columns) {
        Arrays.fill(column, n, padded, 0);
      }
      Arrays.fill(response, n, padded, 0);
      Arrays.fill(weights, n, padded, 0);
    }
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
}
