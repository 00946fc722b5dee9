package org.dmoe.em.likelihood;

import java.util.function.IntFunction;
import org.dmoe.linalg.PackedSymmetric;

/**
 * The gates' information from weighted Gram matrices of pairs of experts: sum_i w_i pi_k pi_l x x'
 * is minus its block (k, l), and the sum of expert k's pairs is its block (k, k).
 */
public final class GateInformation {

  private GateInformation() {}

  /**
   * @param grams packed Gram matrix of each pair, in the order (0,1), (0,2), ..., (K-2,K-1)
   * @return (K-1) p square matrix, row-major, penalty included; of coefficients that the design has
   *     not, only the diagonal
   */
  public static double[] information(
      ParameterLayout layout, IntFunction<double[]> grams, Penalty penalty) {
    int q = layout.gateSize();
    int p = layout.p();
    double[] M = new double[q * q];
    int pair = 0;
    for (int k = 0; k < layout.K(); k++) {
      for (int l = k + 1; l < layout.K(); l++) {
        double[] gram = grams.apply(pair++);
        PackedSymmetric.unpack(gram, p, 1, M, q, layout.gate(k), layout.gate(k));
        if (l < layout.K() - 1) {
          PackedSymmetric.unpack(gram, p, 1, M, q, layout.gate(l), layout.gate(l));
          PackedSymmetric.unpack(gram, p, -1, M, q, layout.gate(k), layout.gate(l));
          PackedSymmetric.unpack(gram, p, -1, M, q, layout.gate(l), layout.gate(k));
        }
      }
    }
    penalty.addGateCurvature(M, q);
    layout.isolate(M, q, 0);
    return M;
  }
}
