package org.dmoe.transport.likelihood;

import org.dmoe.em.family.FamilyRows;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.family.Binomial;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The supporting sample with every number of successes of the rows' trials: layer y has y successes
 * with the weight f^W(y|x), and nothing of rows with fewer trials. Expectations over the response
 * are exact.
 */
final class AmbientSuccesses implements FamilyRows {

  /** Trials of a row up to which all numbers of successes are summed: so many layers. */
  static final int MOST_TRIALS = 128;

  private final StandardisedSupport support;
  private final double[] exposures = new double[StandardisedSupport.BLOCK_ROWS];
  private final double[] response = new double[StandardisedSupport.BLOCK_ROWS];

  /** Of blocks, successes and rows. */
  private final double[][][] weights;

  private int block;
  private int layer;

  AmbientSuccesses(AmbientMixture ambient) {
    this.support = ambient.support();
    int layers = 1 + (int) support.largestExposure();
    this.weights = new double[support.blockCount()][layers][StandardisedSupport.BLOCK_ROWS];
    double[][] gate = new double[ambient.largest()][StandardisedSupport.BLOCK_ROWS];
    for (int b = 0; b < weights.length; b++) {
      double[][] logCounts = logCounts(b, layers);
      for (int m = 0; m < ambient.machines(); m++) {
        ambient.knownGateWeights(m, b, gate);
        for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
          addExpert(ambient, l, gate[l - ambient.first(m)], b, logCounts);
        }
      }
    }
  }

  /** log of (trials over y) of each row and y; what the density is at predictors of zero. */
  private double[][] logCounts(int b, int layers) {
    double[] even = {0};
    double[][] log = new double[support.rows(b)][layers];
    for (int i = 0; i < log.length; i++) {
      double trials = support.exposure(b, i);
      double norm = trials * Binomial.INSTANCE.logPartition(even, new double[1]);
      for (int y = 0; y <= trials; y++) {
        log[i][y] = Binomial.INSTANCE.logDensity(even, Double.NaN, y, trials) + norm;
      }
    }
    return log;
  }

  private void addExpert(
      AmbientMixture ambient, int l, double[] gate, int b, double[][] logCounts) {
    double[] eta = new double[1];
    double[] mean = new double[1];
    for (int i = 0; i < logCounts.length; i++) {
      eta[0] = ambient.mean(l, b, i);
      double trials = support.exposure(b, i);
      double norm = trials * Binomial.INSTANCE.logPartition(eta, mean);
      for (int y = 0; y <= trials; y++) {
        weights[b][y][i] += gate[i] * PortableMath.exp(y * eta[0] - norm + logCounts[i][y]);
      }
    }
  }

  @Override
  public int p() {
    return support.columns();
  }

  @Override
  public int blockCount() {
    return weights.length;
  }

  @Override
  public int load(int b) {
    block = b;
    support.exposures(b, exposures);
    loadLayer(0);
    return support.paddedRows(b);
  }

  @Override
  public double[][] columns() {
    return support.block(block);
  }

  @Override
  public int layers() {
    return weights[block].length;
  }

  @Override
  public void loadLayer(int next) {
    layer = next;
    for (int i = 0; i < response.length; i++) {
      response[i] = next <= exposures[i] ? next : 0;
    }
  }

  @Override
  public double[] response() {
    return response;
  }

  @Override
  public double[] weights() {
    return weights[block][layer];
  }

  @Override
  public double[] exposures() {
    return exposures;
  }

  /** Each row's weights sum to one. */
  @Override
  public double totalWeight() {
    return support.size();
  }
}
