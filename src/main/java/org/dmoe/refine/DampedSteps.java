package org.dmoe.refine;

import org.dmoe.linalg.Cholesky;
import org.dmoe.linalg.SharedEntries;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Steps (|H| + c I)^-1 g with the observed information H in units of about what the complete data
 * would say, I: between Newton's step at c = 0 and, for a large c, a step of EM divided by c.
 * Eigenvalues are replaced by their absolute values (D. W. Marquardt, SIAM Journal 11, 1963; the
 * modification of H as in P. E. Gill and W. Murray, Mathematical Programming 7, 1974).
 */
final class DampedSteps {

  /** Added to the diagonal of I, relative. */
  private static final double LEAST_DIAGONAL = 1e-10;

  private final int n;
  private final double[] R;
  private final double[] slopes;
  private final double[] curvatures;
  private final double[][] vectors;
  private final SharedEntries shared;
  private final boolean[] fixed;

  private DampedSteps(
      double[] R,
      EigenDecomposition_F64<DMatrixRMaj> eigen,
      double[] g,
      SharedEntries shared,
      boolean[] fixed) {
    this.n = g.length;
    this.R = R;
    this.shared = shared;
    this.fixed = fixed;
    this.slopes = new double[n];
    this.curvatures = new double[n];
    this.vectors = new double[n][];
    for (int i = 0; i < n; i++) {
      vectors[i] = eigen.getEigenVector(i).data;
      curvatures[i] = Math.abs(eigen.getEigenvalue(i).real);
      for (int j = 0; j < n; j++) {
        slopes[i] += vectors[i][j] * g[j];
      }
    }
  }

  /** From where an objective was evaluated; null if a number is not finite. */
  static DampedSteps of(PooledObjective objective) {
    SharedEntries shared = objective.layout().shared();
    int n = shared.free();
    boolean[] fixed = shared.all(objective.fixed());
    double[] g = shared.sum(objective.gradient());
    double[] H = isolated(shared.sumMatrix(objective.information()), fixed);
    double[] I = isolated(shared.sumMatrix(CompleteInformation.of(objective)), fixed);
    for (int j = 0; j < n; j++) {
      g[j] = fixed[j] ? 0 : g[j];
      I[j * n + j] *= 1 + LEAST_DIAGONAL;
    }
    double[] R = Cholesky.factorShifted(I, n);
    if (R == null) {
      return null;
    }
    Cholesky.forward(R, n, g);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    return eigen.decompose(inUnits(H, R, n)) ? new DampedSteps(R, eigen, g, shared, fixed) : null;
  }

  private static double[] isolated(double[] M, boolean[] fixed) {
    int n = fixed.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n && fixed[i]; j++) {
        M[i * n + j] = i == j ? 1 : 0;
        M[j * n + i] = M[i * n + j];
      }
    }
    return M;
  }

  /** R^-T H R^-1. */
  private static DMatrixRMaj inUnits(double[] H, double[] R, int n) {
    double[] half = forwardRows(H, R, n);
    double[] turned = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        turned[j * n + i] = half[i * n + j];
      }
    }
    double[] both = forwardRows(turned, R, n);
    DMatrixRMaj symmetric = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric.set(i, j, 0.5 * (both[i * n + j] + both[j * n + i]));
      }
    }
    return symmetric;
  }

  private static double[] forwardRows(double[] M, double[] R, int n) {
    double[] solved = new double[n * n];
    double[] row = new double[n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(M, i * n, row, 0, n);
      Cholesky.forward(R, n, row);
      System.arraycopy(row, 0, solved, i * n, n);
    }
    return solved;
  }

  /** The step of all parameters for a positive c. */
  double[] direction(double c) {
    double[] sum = new double[n];
    for (int i = 0; i < n; i++) {
      double factor = slopes[i] / (curvatures[i] + c);
      for (int j = 0; j < n; j++) {
        sum[j] += factor * vectors[i][j];
      }
    }
    Cholesky.backward(R, n, sum);
    for (int j = 0; j < n; j++) {
      sum[j] = fixed[j] ? 0 : sum[j];
    }
    return shared.expand(sum);
  }
}
