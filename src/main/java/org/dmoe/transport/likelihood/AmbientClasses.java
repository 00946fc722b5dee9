package org.dmoe.transport.likelihood;

import java.util.Arrays;
import org.dmoe.model.family.Categorical;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The supporting sample with every class of the ambient mixture: each row has C responses, class c
 * with the weight f^W(c|x). Expectations over the response are exact.
 */
final class AmbientClasses extends AmbientOutcomes {

  /** Of each class one for all rows. */
  private final double[][] responses;

  AmbientClasses(AmbientMixture ambient, Categorical family) {
    super(ambient.support(), family.classes().size());
    int classes = family.classes().size();
    this.responses = new double[classes][StandardisedSupport.BLOCK_ROWS];
    for (int c = 0; c < classes; c++) {
      Arrays.fill(responses[c], c);
    }
    Arrays.fill(exposures, 1);
    double[][] gate = new double[ambient.largest()][StandardisedSupport.BLOCK_ROWS];
    for (int b = 0; b < weights.length; b++) {
      for (int m = 0; m < ambient.machines(); m++) {
        ambient.knownGateWeights(m, b, gate);
        for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
          addExpert(ambient.beta(l), family, gate[l - ambient.first(m)], b);
        }
      }
    }
  }

  private void addExpert(double[] beta, Categorical family, double[] gate, int b) {
    int p = support.columns();
    int q = family.predictors();
    double[] eta = new double[q];
    for (int i = 0; i < support.rows(b); i++) {
      for (int c = 0; c < q; c++) {
        eta[c] = 0;
        for (int j = 0; j < p; j++) {
          eta[c] = Math.fma(beta[c * p + j], support.block(b)[j][i], eta[c]);
        }
      }
      double[] probabilities = family.classProbabilities(eta);
      for (int c = 0; c <= q; c++) {
        weights[b][c][i] += gate[i] * probabilities[c];
      }
    }
  }

  @Override
  public int load(int b) {
    block = b;
    layer = 0;
    return support.paddedRows(b);
  }

  @Override
  public void loadLayer(int next) {
    layer = next;
  }

  @Override
  public double[] response() {
    return responses[layer];
  }
}
