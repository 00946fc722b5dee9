package org.dmoe.transport;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Least cost over all basic feasible solutions of a small transport problem. */
public final class TransportVertices {

  private TransportVertices() {}

  public static double least(double[] supply, double[] demand, double[][] costs) {
    int L = supply.length;
    int K = demand.length;
    int cells = L * K;
    int basic = L + K - 1;
    double best = Double.POSITIVE_INFINITY;
    for (int subset = 0; subset < 1 << cells; subset++) {
      if (Integer.bitCount(subset) == basic) {
        best = Math.min(best, value(subset, supply, demand, costs));
      }
    }
    return best;
  }

  private static double value(int subset, double[] supply, double[] demand, double[][] costs) {
    int L = supply.length;
    int K = demand.length;
    int n = L + K - 1;
    double[][] A = new double[n][n];
    double[] b = new double[n];
    double[] c = new double[n];
    int column = 0;
    for (int cell = 0; cell < L * K; cell++) {
      if ((subset >> cell & 1) == 1) {
        int l = cell / K;
        int k = cell % K;
        A[l][column] = 1;
        if (k < K - 1) {
          A[L + k][column] = 1;
        }
        c[column++] = costs[l][k];
      }
    }
    System.arraycopy(supply, 0, b, 0, L);
    System.arraycopy(demand, 0, b, L, K - 1);
    DMatrixRMaj M = new DMatrixRMaj(A);
    if (Math.abs(CommonOps_DDRM.det(M)) < 0.5) {
      return Double.POSITIVE_INFINITY;
    }
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    CommonOps_DDRM.solve(M, new DMatrixRMaj(n, 1, true, b), x);
    double value = 0;
    for (int i = 0; i < n; i++) {
      if (!(x.get(i) >= -1e-12)) {
        return Double.POSITIVE_INFINITY;
      }
      value += c[i] * x.get(i);
    }
    return value;
  }
}
