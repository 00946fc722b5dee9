package org.dmoe.transport.plan;

import java.util.Arrays;
import java.util.Optional;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.ambient.Workers;

/**
 * What the plans need to know of each local expert of a canonical family. By KL(l||k) = A(eta_k) -
 * A(eta_l) - mu_l' (eta_k - eta_l) the mean cost of l to k is c0_l + mean_s pi^_l A(eta_k) - t_l'
 * b_k, with c0_l = mean_s pi^_l (eta_l' mu_l - A(eta_l)) and t_l = mean_s pi^_l mu_l (x) x~. Gate
 * weights are kept, L x S of them.
 */
public final class CanonicalStatistics {

  /** Added to the information in units of its mean diagonal. */
  private static final double RIDGE = 1e-3;

  private final AmbientMixture ambient;
  private final CanonicalFamily family;
  private final double[][] weights;
  private final double[] constants;
  private final double[][] products;

  private CanonicalStatistics(AmbientMixture ambient, CanonicalFamily family) {
    this.ambient = ambient;
    this.family = family;
    this.weights = new double[ambient.size()][ambient.support().size()];
    this.constants = new double[ambient.size()];
    this.products = new double[ambient.size()][ambient.beta(0).length];
  }

  /** One pass over the support for each local model; empty of Gaussian experts. */
  static Optional<CanonicalStatistics> of(AmbientMixture ambient, Workers workers) {
    if (!(ambient.family() instanceof CanonicalFamily family)) {
      return Optional.empty();
    }
    CanonicalStatistics statistics = new CanonicalStatistics(ambient, family);
    workers.run("statistics of local experts", ambient.machines(), statistics::addMachine);
    return Optional.of(statistics);
  }

  private void addMachine(int m) {
    StandardisedSupport support = ambient.support();
    int experts = ambient.first(m + 1) - ambient.first(m);
    double[][] gate = new double[experts][StandardisedSupport.BLOCK_ROWS];
    Predictions own = new Predictions(support, family);
    for (int b = 0; b < support.blockCount(); b++) {
      ambient.knownGateWeights(m, b, gate);
      for (int k = 0; k < experts; k++) {
        int l = ambient.first(m) + k;
        own.at(ambient.beta(l), b);
        int at = b * StandardisedSupport.BLOCK_ROWS;
        System.arraycopy(gate[k], 0, weights[l], at, support.rows(b));
        add(l, b, gate[k], own);
      }
    }
    for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
      constants[l] /= support.size();
      for (int j = 0; j < products[l].length; j++) {
        products[l][j] /= support.size();
      }
    }
  }

  private void add(int l, int b, double[] gate, Predictions own) {
    StandardisedSupport support = ambient.support();
    int p = support.columns();
    double[][] columns = support.block(b);
    for (int i = 0; i < support.rows(b); i++) {
      constants[l] += gate[i] * own.negativeEntropy(i);
    }
    double[] weighted = new double[support.paddedRows(b)];
    for (int c = 0; c < family.predictors(); c++) {
      for (int i = 0; i < support.rows(b); i++) {
        weighted[i] = gate[i] * own.mean[c][i];
      }
      for (int j = 0; j < p; j++) {
        products[l][c * p + j] += VectorMath.dot(weighted, columns[j], weighted.length);
      }
    }
  }

  AmbientMixture ambient() {
    return ambient;
  }

  CanonicalFamily family() {
    return family;
  }

  /** pi^_l at all rows (length S); the storage itself. */
  double[] weights(int l) {
    return weights[l];
  }

  /** t_l (length q p); the storage itself. */
  double[] products(int l) {
    return products[l];
  }

  /** Cost of l to an expert with these coefficients and log-partition function at all rows. */
  double cost(int l, double[] beta, double[] logPartition) {
    double sum = 0;
    double[] w = weights[l];
    for (int s = 0; s < w.length; s++) {
      sum = Math.fma(w[s], logPartition[s], sum);
    }
    double cost = constants[l] + sum / w.length - VectorMath.dot(products[l], beta);
    return Math.max(0, cost);
  }

  /** A(eta) at all rows (length S). */
  double[] logPartition(double[] beta) {
    StandardisedSupport support = ambient.support();
    double[] all = new double[support.size()];
    Predictions predictions = new Predictions(support, family);
    for (int b = 0; b < support.blockCount(); b++) {
      predictions.at(beta, b);
      System.arraycopy(
          predictions.logPartition, 0, all, b * StandardisedSupport.BLOCK_ROWS, support.rows(b));
    }
    return all;
  }

  /** mean_s pi^_l A''(eta_l) (x) x~ x~' with a small ridge, (q p) x (q p), row-major. */
  public double[] information(int l) {
    double[] M = curvature(ambient.beta(l), weights[l]);
    int n = ambient.beta(l).length;
    double trace = 0;
    for (int j = 0; j < n; j++) {
      trace += M[j * n + j];
    }
    for (int j = 0; j < n; j++) {
      M[j * n + j] += RIDGE * trace / n + Double.MIN_NORMAL;
    }
    return M;
  }

  /** mean_s w A''(eta) (x) x~ x~' at coefficients, (q p) x (q p), row-major. */
  double[] curvature(double[] beta, double[] w) {
    StandardisedSupport support = ambient.support();
    int p = support.columns();
    int q = family.predictors();
    double[][] grams = new double[q * (q + 1) / 2][PackedSymmetric.length(p)];
    double[][] vectors = new double[grams.length][StandardisedSupport.BLOCK_ROWS];
    GramKernel kernel = new GramKernel(p);
    Predictions predictions = new Predictions(support, family);
    double[] mean = new double[q];
    for (int b = 0; b < support.blockCount(); b++) {
      predictions.at(beta, b);
      for (int i = 0; i < support.paddedRows(b); i++) {
        boolean row = i < support.rows(b);
        double weight = row ? w[b * StandardisedSupport.BLOCK_ROWS + i] : 0;
        for (int c = 0; c < q; c++) {
          mean[c] = predictions.mean[c][i];
        }
        int v = 0;
        for (int a = 0; a < q; a++) {
          for (int c = a; c < q; c++) {
            vectors[v++][i] = weight == 0 ? 0 : weight * family.covariance(mean, a, c);
          }
        }
      }
      kernel.addGrams(support.block(b), support.paddedRows(b), vectors, grams.length, grams);
    }
    return assemble(grams, p, q, 1.0 / support.size());
  }

  private static double[] assemble(double[][] grams, int p, int q, double scale) {
    int n = q * p;
    double[] M = new double[n * n];
    int v = 0;
    for (int a = 0; a < q; a++) {
      for (int c = a; c < q; c++, v++) {
        PackedSymmetric.unpack(grams[v], p, scale, M, n, a * p, c * p);
        if (a != c) {
          PackedSymmetric.unpack(grams[v], p, scale, M, n, c * p, a * p);
        }
      }
    }
    return M;
  }

  /** KL(l||k) at each row of block b, to the experts of another ambient mixture: L x K x rows. */
  double[][][] divergences(AmbientMixture target, int b) {
    double[][] beta = new double[target.size()][];
    Arrays.setAll(beta, target::beta);
    return divergences(beta, b);
  }

  private double[][][] divergences(double[][] beta, int b) {
    StandardisedSupport support = ambient.support();
    double[][][] result = new double[ambient.size()][beta.length][support.rows(b)];
    Predictions own = new Predictions(support, family);
    Predictions other = new Predictions(support, family);
    for (int l = 0; l < result.length; l++) {
      own.at(ambient.beta(l), b);
      for (int k = 0; k < beta.length; k++) {
        other.at(beta[k], b);
        for (int i = 0; i < support.rows(b); i++) {
          result[l][k][i] = own.divergence(other, i);
        }
      }
    }
    return result;
  }

  /** E_x KL(l||k), the plain mean over the support (L x K). */
  double[][] meanDivergences(GlobalExperts global) {
    StandardisedSupport support = ambient.support();
    double[][] mean = new double[ambient.size()][global.size()];
    for (int b = 0; b < support.blockCount(); b++) {
      double[][][] block = divergences(global.beta(), b);
      for (int l = 0; l < mean.length; l++) {
        for (int k = 0; k < global.size(); k++) {
          for (double divergence : block[l][k]) {
            mean[l][k] += divergence / support.size();
          }
        }
      }
    }
    return mean;
  }
}
