package org.dmoe.transport.plan;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.dmoe.linalg.SharedEntries;
import org.dmoe.linalg.SharedRegressions;
import org.dmoe.model.Design;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.Workers;

/**
 * The experts of least cost of a canonical family: each for itself or, where they share
 * coefficients, all together, by the sum of their costs as a function of the free coefficients.
 */
final class CanonicalBarycentres implements NewtonDescent.Objective {

  private final CanonicalBarycentre[] experts;
  private final SharedEntries shared;

  private CanonicalBarycentres(CanonicalBarycentre[] experts, SharedEntries shared) {
    this.experts = experts;
    this.shared = shared;
  }

  /**
   * The experts from given ones.
   *
   * @param starts K x (q p)
   * @param barycentre of an expert by its number; of one without mass its weights are zero
   * @param columns coefficients of a predictor p
   */
  static GlobalExperts from(
      double[][] starts,
      IntFunction<CanonicalBarycentre> barycentre,
      Design design,
      int columns,
      Workers workers) {
    double[][] beta = new double[starts.length][];
    if (design.isShared() && starts.length > 1) {
      together(starts, barycentre, design, columns, beta);
    } else {
      workers.run("barycentres", beta.length, k -> beta[k] = barycentre.apply(k).from(starts[k]));
    }
    double[] variance = new double[starts.length];
    Arrays.fill(variance, Double.NaN);
    return new GlobalExperts(beta, variance);
  }

  private static void together(
      double[][] starts,
      IntFunction<CanonicalBarycentre> barycentre,
      Design design,
      int columns,
      double[][] beta) {
    int n = starts[0].length;
    SharedEntries shared =
        SharedRegressions.shared(starts.length, n, j -> design.isEqual(j % columns));
    CanonicalBarycentre[] experts = new CanonicalBarycentre[starts.length];
    Arrays.setAll(experts, barycentre);
    double[] all = new double[shared.size()];
    for (int k = 0; k < starts.length; k++) {
      System.arraycopy(starts[k], 0, all, k * n, n);
    }
    double[] free = new double[shared.free()];
    shared.average(all);
    for (int i = 0; i < all.length; i++) {
      free[shared.place(i)] = all[i];
    }
    double[] best =
        shared.expand(NewtonDescent.of(new CanonicalBarycentres(experts, shared), free));
    for (int k = 0; k < beta.length; k++) {
      beta[k] = Arrays.copyOfRange(best, k * n, (k + 1) * n);
    }
  }

  private double[] ofExpert(double[] all, int k) {
    int n = all.length / experts.length;
    return Arrays.copyOfRange(all, k * n, (k + 1) * n);
  }

  @Override
  public double value(double[] free) {
    double[] all = shared.expand(free);
    double sum = 0;
    for (int k = 0; k < experts.length; k++) {
      sum += experts[k].value(ofExpert(all, k));
    }
    return sum;
  }

  @Override
  public double[] descent(double[] free) {
    double[] all = shared.expand(free);
    double[] gradient = new double[all.length];
    int n = all.length / experts.length;
    for (int k = 0; k < experts.length; k++) {
      System.arraycopy(experts[k].descent(ofExpert(all, k)), 0, gradient, k * n, n);
    }
    return shared.sum(gradient);
  }

  @Override
  public double[] curvature(double[] free) {
    double[] all = shared.expand(free);
    double[] M = new double[free.length * free.length];
    int n = all.length / experts.length;
    for (int k = 0; k < experts.length; k++) {
      shared.addBlock(experts[k].curvature(ofExpert(all, k)), n, k * n, 1, M);
    }
    return M;
  }

  @Override
  public double mass() {
    double sum = 0;
    for (CanonicalBarycentre expert : experts) {
      sum += expert.mass();
    }
    return sum;
  }
}
