package org.dmoe.em.optimise;

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

  /** Of the complete data, as {@link Curvature#complete}. */
  static Curvature complete(PenalisedLikelihood objective, double[] theta) {
    ParameterLayout layout = objective.layout();
    SharedEntries shared = layout.shared();
    double[] M = expertInformation(objective, theta, shared);
    int q = layout.gateSize();
    if (q > 0) {
      shared.addBlock(objective.gateInformation(), q, 0, 1, M);
    }
    for (int k = 0; k < layout.K(); k++) {
      double half = Math.max(0.5 * objective.pass().mass(k), LEAST_MASS);
      shared.addBlock(new double[] {half}, 1, layout.logVariance(k), 1, M);
    }
    double[] factor = Cholesky.factorShifted(M, shared.free());
    return factor == null ? null : g -> solve(shared, u -> Cholesky.solve(factor, u.length, u), g);
  }

  /** Of the experts' coefficients given the labels, in the places of the free parameters. */
  static double[] expertInformation(
      PenalisedLikelihood objective, double[] theta, SharedEntries shared) {
    ParameterLayout layout = objective.layout();
    double[] M = new double[shared.free() * shared.free()];
    for (int k = 0; k < layout.K(); k++) {
      double variance = PortableMath.exp(theta[layout.logVariance(k)]);
      double[] own = objective.expertInformation(k, variance);
      shared.addBlock(own, layout.p(), layout.mean(k), 1 / variance, M);
    }
    return M;
  }

  /** Of observed information, as {@link Curvature#observed}. */
  static Curvature observed(
      DMatrixRMaj information, boolean[] fixed, double scale, SharedEntries shared) {
    int n = shared.free();
    DMatrixRMaj free = DMatrixRMaj.wrap(n, n, shared.sumMatrix(information.data));
    Curvature ofFree = Curvature.observed(free, shared.all(fixed), scale);
    return ofFree == null ? null : g -> solve(shared, ofFree, g);
  }

  private static void solve(SharedEntries shared, Curvature ofFree, double[] g) {
    double[] u = shared.sum(g);
    ofFree.solve(u);
    System.arraycopy(shared.expand(u), 0, g, 0, g.length);
  }
}
