package org.dmoe.em.optimise;

import java.util.Arrays;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.Cholesky;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.SharedEntries;
import org.ejml.data.DMatrixRMaj;

/**
 * Curvatures where experts share parameters: theta = T u of the free ones u, of which T'HT is the
 * information. Steps in theta are T (T'HT)^-1 T'g, so that they keep shared parameters equal.
 */
final class SharedCurvature {

  private static final double LEAST_MASS = 1e-3;

  private SharedCurvature() {}

  /** Of the complete data, as {@link Curvature#complete}: the gates' and the experts' apart. */
  static Curvature complete(PenalisedLikelihood objective, double[] theta) {
    ParameterLayout layout = objective.layout();
    SharedEntries shared = layout.sharedOfExperts();
    double[] M = expertInformation(objective, theta, shared);
    for (int k = 0; k < layout.K(); k++) {
      double half = Math.max(0.5 * objective.pass().mass(k), LEAST_MASS);
      shared.addBlock(new double[] {half}, 1, layout.logVariance(k) - layout.gateSize(), 1, M);
    }
    int q = layout.gateSize();
    double[] gates = Cholesky.factorShifted(objective.gateInformation(), q);
    double[] experts = Cholesky.factorShifted(M, shared.free());
    return gates == null || experts == null ? null : g -> solve(gates, q, experts, shared, g);
  }

  private static void solve(
      double[] gates, int q, double[] experts, SharedEntries shared, double[] g) {
    Cholesky.solve(gates, q, g);
    double[] u = shared.sum(Arrays.copyOfRange(g, q, g.length));
    Cholesky.solve(experts, u.length, u);
    System.arraycopy(shared.expand(u), 0, g, q, shared.size());
  }

  /**
   * Of the experts' coefficients given the labels.
   *
   * @param shared of the experts alone
   */
  static double[] expertInformation(
      PenalisedLikelihood objective, double[] theta, SharedEntries shared) {
    ParameterLayout layout = objective.layout();
    double[] M = new double[shared.free() * shared.free()];
    for (int k = 0; k < layout.K(); k++) {
      double variance = PortableMath.exp(theta[layout.logVariance(k)]);
      double[] own = objective.expertInformation(k, variance);
      shared.addBlock(own, layout.p(), layout.mean(k) - layout.gateSize(), 1 / variance, M);
    }
    return M;
  }

  /** Of observed information, as {@link Curvature#observed}. */
  static Curvature observed(
      DMatrixRMaj information, boolean[] fixed, double scale, SharedEntries shared) {
    int n = shared.free();
    DMatrixRMaj free = DMatrixRMaj.wrap(n, n, shared.sumMatrix(information.data));
    Curvature ofFree = Curvature.observed(free, shared.all(fixed), scale);
    return ofFree == null
        ? null
        : g -> {
          double[] u = shared.sum(g);
          ofFree.solve(u);
          System.arraycopy(shared.expand(u), 0, g, 0, g.length);
        };
  }
}
