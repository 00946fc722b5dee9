package org.dmoe.transport.ambient;

import java.util.Arrays;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.Design;

/**
 * What the component-wise plan needs to know of each local expert: its mass mean_s pi^_l(x_s) and
 * its Gram matrix mean_s pi^_l(x_s) x~_s x~_s'. With them costs and barycentres need no further
 * pass over the support, since a squared difference of two linear means is a quadratic form.
 */
public final class ExpertStatistics {

  /** Local models that share the products of one row's covariates. */
  private static final int MODELS_PER_TASK = 8;

  private final double[][] gram;
  private final double[] mass;

  private ExpertStatistics(double[][] gram, double[] mass) {
    this.gram = gram;
    this.mass = mass;
  }

  /** One pass over the support for each local model. */
  public static ExpertStatistics of(AmbientMixture ambient, Workers workers) {
    double[][] gram = new double[ambient.size()][];
    int tasks = (ambient.machines() + MODELS_PER_TASK - 1) / MODELS_PER_TASK;
    workers.run(
        "statistics of local experts",
        tasks,
        task -> {
          int from = task * MODELS_PER_TASK;
          int to = Math.min(ambient.machines(), from + MODELS_PER_TASK);
          accumulate(ambient, from, to, gram);
        });
    double[] mass = new double[gram.length];
    for (int l = 0; l < gram.length; l++) {
      isolate(gram[l], ambient);
      mass[l] = gram[l][0];
      ambient.unknownToExperts(ambient.machineOf(l)).project(gram[l]);
    }
    return new ExpertStatistics(gram, mass);
  }

  /**
   * Packed Gram matrix of local expert l, on the directions that its machine's rows determine: the
   * storage itself. Of columns that experts have not, it has the diagonal alone.
   */
  public double[] gram(int l) {
    return gram[l];
  }

  /** Mean of pi^_l over the support. */
  public double mass(int l) {
    return mass[l];
  }

  /** The same of the support itself, of weight one everywhere. */
  public static double[] ofSupport(AmbientMixture ambient) {
    double[] gram = ambient.support().gram();
    isolate(gram, ambient);
    return gram;
  }

  private static void isolate(double[] gram, AmbientMixture ambient) {
    Design design = ambient.design();
    if (!design.isFull()) {
      PackedSymmetric.isolate(gram, ambient.support().columns(), j -> !design.expertsHave(j));
    }
  }

  private static void accumulate(AmbientMixture ambient, int from, int to, double[][] gram) {
    StandardisedSupport support = ambient.support();
    int first = ambient.first(from);
    int experts = ambient.first(to) - first;
    double[][] weights = new double[experts][StandardisedSupport.BLOCK_ROWS];
    double[][] sums = new double[experts][PackedSymmetric.length(support.columns())];
    GramKernel kernel = new GramKernel(support.columns());
    for (int b = 0; b < support.blockCount(); b++) {
      for (int m = from; m < to; m++) {
        int offset = ambient.first(m) - first;
        double[][] own = Arrays.copyOfRange(weights, offset, ambient.first(m + 1) - first);
        ambient.gateWeights(m, b, own);
      }
      kernel.addGrams(support.block(b), support.paddedRows(b), weights, experts, sums);
    }
    for (int l = 0; l < experts; l++) {
      divide(sums[l], support.size());
      gram[first + l] = sums[l];
    }
  }

  private static void divide(double[] values, double divisor) {
    for (int q = 0; q < values.length; q++) {
      values[q] /= divisor;
    }
  }
}
