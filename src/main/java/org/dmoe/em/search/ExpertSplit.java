package org.dmoe.em.search;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.PortableMath;

/** Puts an expert that lost its rows elsewhere, or takes it away. */
public final class ExpertSplit {

  private ExpertSplit() {}

  /**
   * Splits the donor: the empty expert becomes its copy with half the variance, one standard
   * deviation above (without an intercept, where its first covariate is one), and shares its gate.
   */
  public static double[] reseed(double[] theta, ParameterLayout layout, int empty, int donor) {
    double[] out = theta.clone();
    double[][] gates = gates(theta, layout);
    gates[empty] = gates[donor].clone();
    writeGates(gates, out, layout);
    System.arraycopy(theta, layout.mean(donor), out, layout.mean(empty), layout.p());
    double logVariance = theta[layout.logVariance(donor)];
    double deviation = PortableMath.exp(0.5 * logVariance);
    int coefficient = layout.design().firstOfExperts(layout.p());
    out[layout.mean(empty) + coefficient] += deviation;
    out[layout.mean(donor) + coefficient] -= deviation;
    double smaller =
        Math.max(logVariance - PortableMath.log(2), PenalisedLikelihood.LOG_VARIANCE_FLOOR);
    out[layout.logVariance(empty)] = smaller;
    out[layout.logVariance(donor)] = smaller;
    return out;
  }

  /** The mixture without one expert; its share goes to the others in proportion to theirs. */
  public static double[] remove(double[] theta, ParameterLayout layout, int expert) {
    ParameterLayout smaller = layout.withExperts(layout.K() - 1);
    double[] out = new double[smaller.size()];
    double[][] gates = gates(theta, layout);
    double[][] kept = new double[smaller.K()][];
    for (int k = 0; k < smaller.K(); k++) {
      int from = k < expert ? k : k + 1;
      kept[k] = gates[from];
      System.arraycopy(theta, layout.mean(from), out, smaller.mean(k), layout.p());
      out[smaller.logVariance(k)] = theta[layout.logVariance(from)];
    }
    writeGates(kept, out, smaller);
    return out;
  }

  /** All K rows, the last of zeros. */
  private static double[][] gates(double[] theta, ParameterLayout layout) {
    double[][] gates = new double[layout.K()][layout.p()];
    for (int k = 0; k < layout.K() - 1; k++) {
      System.arraycopy(theta, layout.gate(k), gates[k], 0, layout.p());
    }
    return gates;
  }

  private static void writeGates(double[][] gates, double[] theta, ParameterLayout layout) {
    double[] last = gates[layout.K() - 1];
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int j = 0; j < layout.p(); j++) {
        theta[layout.gate(k) + j] = gates[k][j] - last[j];
      }
    }
  }
}
