package org.dmoe.transport.plan;

import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.ambient.Workers;

/** Second margins of a plan, the soft labels of the global gate. */
final class Marginals {

  private Marginals() {}

  /**
   * Of the plan that sends local expert l to assignment[l].
   *
   * @return S x K, rows summing to one
   */
  static double[][] of(AmbientMixture ambient, int[] assignment, int experts, Workers workers) {
    StandardisedSupport support = ambient.support();
    double[][] marginals = new double[support.size()][experts];
    workers.run(
        "marginals of the plan",
        support.blockCount(),
        b -> addBlock(ambient, assignment, b, marginals));
    return normalise(marginals);
  }

  /** Divides each row by its sum, which differs from one by rounding only. */
  static double[][] normalise(double[][] marginals) {
    for (double[] row : marginals) {
      double sum = 0;
      for (double part : row) {
        sum += part;
      }
      for (int k = 0; k < row.length; k++) {
        row[k] /= sum;
      }
    }
    return marginals;
  }

  private static void addBlock(
      AmbientMixture ambient, int[] assignment, int b, double[][] marginals) {
    int rows = ambient.support().rows(b);
    int offset = b * StandardisedSupport.BLOCK_ROWS;
    double[][] weights = new double[ambient.largest()][StandardisedSupport.BLOCK_ROWS];
    for (int m = 0; m < ambient.machines(); m++) {
      ambient.knownGateWeights(m, b, weights);
      int first = ambient.first(m);
      for (int l = first; l < ambient.first(m + 1); l++) {
        int k = assignment[l];
        double[] weight = weights[l - first];
        for (int i = 0; i < rows; i++) {
          marginals[offset + i][k] += weight[i];
        }
      }
    }
  }
}
