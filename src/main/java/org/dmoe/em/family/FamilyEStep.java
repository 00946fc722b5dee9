package org.dmoe.em.family;

import org.dmoe.data.Observations;
import org.dmoe.linalg.Softmax;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.family.CanonicalFamily;

/**
 * The E-step on one block: gate probabilities, means of the experts, responsibilities and the
 * block's log-likelihood, all in the log domain.
 */
final class FamilyEStep {

  private final FamilyLayout layout;
  private final CanonicalFamily family;
  private final double[][] logits;
  private final double[][] joint;
  private final double[][] logPartition;
  private final double[][][] eta;
  private final double[] logDensity = new double[Observations.BLOCK_ROWS];
  private final Softmax gateSoftmax = new Softmax(Observations.BLOCK_ROWS);
  private final Softmax jointSoftmax = new Softmax(Observations.BLOCK_ROWS);

  /** pi_k, of each expert and row. */
  final double[][] gate;

  /** tau_k, of each expert and row. */
  final double[][] responsibility;

  /** A'(eta_k), of each expert, predictor and row. */
  final double[][][] mean;

  FamilyEStep(FamilyLayout layout, CanonicalFamily family) {
    this.layout = layout;
    this.family = family;
    int K = layout.K();
    this.logits = new double[K][Observations.BLOCK_ROWS];
    this.joint = new double[K][Observations.BLOCK_ROWS];
    this.logPartition = new double[K][Observations.BLOCK_ROWS];
    this.gate = new double[K][Observations.BLOCK_ROWS];
    this.responsibility = new double[K][Observations.BLOCK_ROWS];
    this.eta = new double[K][layout.q()][Observations.BLOCK_ROWS];
    this.mean = new double[K][layout.q()][Observations.BLOCK_ROWS];
  }

  /** What all layers of a block share: gate and means. */
  void computeBlock(FamilyRows rows, int n, double[] theta) {
    int K = layout.K();
    for (int k = 0; k < K - 1; k++) {
      VectorMath.combine(logits[k], rows.columns(), theta, layout.gate(k), layout.p(), n);
    }
    for (int k = 0; k < K; k++) {
      for (int c = 0; c < layout.q(); c++) {
        VectorMath.combine(eta[k][c], rows.columns(), theta, layout.expert(k, c), layout.p(), n);
      }
      family.logPartition(eta[k], n, logPartition[k], mean[k]);
    }
    gateSoftmax.exponentiate(logits, K, n, gate);
    gateSoftmax.normalise(gate, K, n, 1);
  }

  /** The rest for the layer read last; returns its weighted log-likelihood. */
  double computeLayer(FamilyRows rows, int n) {
    addExperts(rows, n);
    jointSoftmax.exponentiate(joint, layout.K(), n, responsibility);
    jointSoftmax.logRatio(gateSoftmax, logDensity, n);
    jointSoftmax.normalise(responsibility, layout.K(), n, 1);
    return VectorMath.dot(rows.weights(), logDensity, n);
  }

  /**
   * The same where responsibilities are given, as those of rows from the first one on; returns the
   * weighted log-likelihood of the complete data.
   */
  double computeLabelled(FamilyRows rows, int n, double[][] labels, int first) {
    addExperts(rows, n);
    gateSoftmax.logSum(logDensity, n);
    double sum = 0;
    for (int k = 0; k < layout.K(); k++) {
      int given = Math.min(n, labels[k].length - first);
      System.arraycopy(labels[k], first, responsibility[k], 0, given);
      for (int i = 0; i < given; i++) {
        sum += rows.weights()[i] * labels[k][first + i] * (joint[k][i] - logDensity[i]);
      }
    }
    return sum;
  }

  /** joint = logits + log ratio. */
  private void addExperts(FamilyRows rows, int n) {
    for (int k = 0; k < layout.K(); k++) {
      family.logRatio(eta[k], logPartition[k], rows.response(), rows.exposures(), n, joint[k]);
      VectorMath.add(joint[k], logits[k], n);
    }
  }
}
