package org.dmoe.transport.likelihood;

import org.dmoe.linalg.PortableMath;
import org.dmoe.model.family.Binomial;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The supporting sample with every number of successes of the rows' trials: layer y has y successes
 * with the weight f^W(y|x), and nothing of rows with fewer trials. Expectations over the response
 * are exact.
 */
final class AmbientSuccesses extends AmbientOutcomes {

  /** Trials of a row up to which all numbers of successes are summed: so many layers. */
  static final int MOST_TRIALS = 128;

  private final double[] response = new double[StandardisedSupport.BLOCK_ROWS];

  AmbientSuccesses(AmbientMixture ambient) {
    super(ambient.support(), 1 + (int) ambient.support().largestExposure());
    int layers = weights[0].length;
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
  public int load(int b) {
    block = b;
    support.exposures(b, exposures);
    loadLayer(0);
    return support.paddedRows(b);
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
}
