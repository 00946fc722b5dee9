package org.dmoe.em.optimise;

import java.util.Arrays;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.Cholesky;
import org.dmoe.linalg.PortableMath;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/** A positive definite approximation of the information, to be divided by. */
public interface Curvature {

  /** Below it a direction counts as not determined. */
  double LEAST_PIVOT = 1e-9;

  /** Solves information x = g in place. */
  void solve(double[] g);

  /**
   * Information of the complete data at theta, after an EM evaluation there: blocks for the gates,
   * each expert's mean and each log variance. Null if it is not finite.
   */
  static Curvature complete(PenalisedLikelihood objective, double[] theta) {
    ParameterLayout layout = objective.layout();
    if (layout.isShared()) {
      return SharedCurvature.complete(objective, theta);
    }
    int K = layout.K();
    int q = layout.gateSize();
    double[] gates =
        q == 0 ? new double[0] : Cholesky.factorShifted(objective.gateInformation(), q);
    double[][] experts = new double[K][];
    double[] variance = new double[K];
    double[] half = new double[K];
    for (int k = 0; k < K; k++) {
      variance[k] = PortableMath.exp(theta[layout.logVariance(k)]);
      experts[k] = Cholesky.factorShifted(objective.expertInformation(k, variance[k]), layout.p());
      half[k] = Math.max(0.5 * objective.pass().mass(k), 1e-3);
      if (experts[k] == null) {
        return null;
      }
    }
    return gates == null ? null : g -> solveBlocks(g, layout, gates, experts, variance, half);
  }

  private static void solveBlocks(
      double[] g,
      ParameterLayout layout,
      double[] gates,
      double[][] experts,
      double[] variance,
      double[] half) {
    int p = layout.p();
    Cholesky.solve(gates, layout.gateSize(), g);
    for (int k = 0; k < layout.K(); k++) {
      int at = layout.mean(k);
      double[] part = Arrays.copyOfRange(g, at, at + p);
      Cholesky.solve(experts[k], p, part);
      for (int j = 0; j < p; j++) {
        g[at + j] = variance[k] * part[j];
      }
      g[layout.logVariance(k)] /= half[k];
    }
  }

  /**
   * Observed information, scaled, where parameters may be shared by the experts.
   *
   * @param information nu x nu
   * @param fixed parameters that stay where they are
   * @param scale multiplies it
   * @return null unless it is positive definite
   */
  static Curvature observed(
      DMatrixRMaj information, boolean[] fixed, double scale, ParameterLayout layout) {
    return layout.isShared()
        ? SharedCurvature.observed(information, fixed, scale, layout.shared())
        : observed(information, fixed, scale);
  }

  /**
   * Observed information, scaled.
   *
   * @param information nu x nu
   * @param fixed parameters that stay where they are
   * @param scale multiplies it
   * @return null unless it is positive definite
   */
  static Curvature observed(DMatrixRMaj information, boolean[] fixed, double scale) {
    int size = fixed.length;
    DMatrixRMaj free = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        boolean moves = !fixed[i] && !fixed[j];
        free.set(i, j, moves ? scale * information.get(i, j) : i == j ? 1 : 0);
      }
    }
    CholeskyDecompositionInner_DDRM factor = new CholeskyDecompositionInner_DDRM(true);
    LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(factor);
    if (!solver.setA(free) || !(leastPivot(factor.getT(null)) > LEAST_PIVOT)) {
      return null;
    }
    return g -> {
      DMatrixRMaj right = DMatrixRMaj.wrap(size, 1, g);
      solver.solve(right, right);
    };
  }

  private static double leastPivot(DMatrixRMaj factor) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < factor.numRows; i++) {
      least = Math.min(least, factor.get(i, i) * factor.get(i, i));
    }
    return least;
  }
}
