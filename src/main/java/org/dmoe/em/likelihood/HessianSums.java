package org.dmoe.em.likelihood;

import java.util.Arrays;
import org.dmoe.data.Observations;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.VectorMath;

/**
 * Sums for the Hessian of the observed log-likelihood: by Louis (1982), for each row the expected
 * complete-data Hessian plus the covariance of the complete-data score under the responsibilities.
 * Everything that multiplies x x' is a weighted Gram matrix.
 */
final class HessianSums {

  private final ParameterLayout layout;
  private final EStep eStep;
  private final GramKernel kernel;

  /** tau_k r_k / sigma_k^2 and tau_k c_k with c_k = (r_k^2 / sigma_k^2 - 1) / 2: scores. */
  private final double[][] meanScore;

  private final double[][] varianceScore;

  /** Weights of x x' and of x in one layer, and in all of a block. */
  private double[][] second;

  private double[][] first;
  private double[][] secondOfBlock;
  private double[][] firstOfBlock;
  private double[][] grams;
  private double[][] sums;
  private final double[][] variances;

  HessianSums(ParameterLayout layout, EStep eStep, GramKernel kernel) {
    this.layout = layout;
    this.eStep = eStep;
    this.kernel = kernel;
    int K = layout.K();
    this.meanScore = new double[K][Observations.BLOCK_ROWS];
    this.varianceScore = new double[K][Observations.BLOCK_ROWS];
    this.variances = new double[K][K];
  }

  void clear() {
    if (grams == null) {
      allocate();
    }
    for (double[][] part : new double[][][] {grams, sums, variances}) {
      for (double[] row : part) {
        Arrays.fill(row, 0);
      }
    }
  }

  private void allocate() {
    int K = layout.K();
    int gramCount = (K - 1) * K / 2 + (K - 1) * K + K * (K + 1) / 2;
    int sumCount = (K - 1) * K + K * K;
    second = new double[gramCount][Observations.BLOCK_ROWS];
    secondOfBlock = new double[gramCount][Observations.BLOCK_ROWS];
    grams = new double[gramCount][PackedSymmetric.length(layout.p())];
    first = new double[sumCount][Observations.BLOCK_ROWS];
    firstOfBlock = new double[sumCount][Observations.BLOCK_ROWS];
    sums = new double[sumCount][layout.p()];
  }

  /** Weighs a layer of a block; the first one replaces those of the block before. */
  void addLayer(LayeredRows rows, int n, int layer) {
    int K = layout.K();
    for (int k = 0; k < K; k++) {
      scores(k, n);
    }
    gateByGate(n);
    gateByMean(n);
    meanByMean(n);
    gateByVariance(n);
    meanByVariance(n);
    varianceByVariance(rows.weights(), n);
    accumulate(second, secondOfBlock, rows.weights(), n, layer);
    accumulate(first, firstOfBlock, rows.weights(), n, layer);
  }

  private static void accumulate(
      double[][] of, double[][] total, double[] weights, int n, int layer) {
    for (int w = 0; w < of.length; w++) {
      if (layer == 0) {
        VectorMath.multiply(total[w], of[w], weights, n);
      } else {
        VectorMath.addProduct(total[w], of[w], weights, n);
      }
    }
  }

  /** Adds what the layers of a block came to. */
  void addBlock(double[][] columns, int n) {
    kernel.addGrams(columns, n, secondOfBlock, second.length, grams);
    GramKernel.addSums(columns, layout.p(), n, firstOfBlock, first.length, sums);
  }

  private void scores(int k, int n) {
    double[] tau = eStep.responsibility[k];
    double[] r = eStep.residual[k];
    double precision = eStep.precision[k];
    for (int i = 0; i < n; i++) {
      meanScore[k][i] = tau[i] * r[i] * precision;
      varianceScore[k][i] = 0.5 * tau[i] * (r[i] * r[i] * precision - 1);
    }
  }

  private void gateByGate(int n) {
    int w = 0;
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int l = k; l < layout.K() - 1; l++) {
        double[] out = second[w++];
        double[] pi = eStep.gate[k];
        double[] pl = eStep.gate[l];
        double[] tk = eStep.responsibility[k];
        double[] tl = eStep.responsibility[l];
        double own = k == l ? 1 : 0;
        for (int i = 0; i < n; i++) {
          out[i] = tk[i] * (own - tl[i]) - pi[i] * (own - pl[i]);
        }
      }
    }
  }

  private void gateByMean(int n) {
    int w = layout.pairs();
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int l = 0; l < layout.K(); l++) {
        scoreCovariance(second[w++], meanScore[l], eStep.responsibility[k], k == l ? 1 : 0, n);
      }
    }
  }

  private void gateByVariance(int n) {
    int w = 0;
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int l = 0; l < layout.K(); l++) {
        scoreCovariance(first[w++], varianceScore[l], eStep.responsibility[k], k == l ? 1 : 0, n);
      }
    }
  }

  /** out = score (own - tau). */
  private static void scoreCovariance(
      double[] out, double[] score, double[] tau, double own, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = score[i] * (own - tau[i]);
    }
  }

  private void meanByMean(int n) {
    int w = layout.pairs() + (layout.K() - 1) * layout.K();
    for (int k = 0; k < layout.K(); k++) {
      for (int l = k; l < layout.K(); l++) {
        double[] out = second[w++];
        double[] a = meanScore[k];
        double[] b = meanScore[l];
        for (int i = 0; i < n; i++) {
          out[i] = -a[i] * b[i];
        }
        if (k == l) {
          addOwnMeanTerm(out, k, n);
        }
      }
    }
  }

  private void addOwnMeanTerm(double[] out, int k, int n) {
    double[] tau = eStep.responsibility[k];
    double[] r = eStep.residual[k];
    double precision = eStep.precision[k];
    for (int i = 0; i < n; i++) {
      out[i] += precision * (meanScore[k][i] * r[i] - tau[i]);
    }
  }

  private void meanByVariance(int n) {
    int w = (layout.K() - 1) * layout.K();
    for (int k = 0; k < layout.K(); k++) {
      for (int l = 0; l < layout.K(); l++) {
        double[] out = first[w++];
        double[] a = meanScore[k];
        double[] b = varianceScore[l];
        for (int i = 0; i < n; i++) {
          out[i] = -a[i] * b[i];
        }
        if (k == l) {
          double[] r = eStep.residual[k];
          double precision = eStep.precision[k];
          for (int i = 0; i < n; i++) {
            out[i] += a[i] * (0.5 * (r[i] * r[i] * precision - 1) - 1);
          }
        }
      }
    }
  }

  private void varianceByVariance(double[] weights, int n) {
    for (int k = 0; k < layout.K(); k++) {
      for (int l = k; l < layout.K(); l++) {
        double sum = 0;
        double[] a = varianceScore[k];
        double[] b = varianceScore[l];
        double[] tau = eStep.responsibility[k];
        double[] r = eStep.residual[k];
        double precision = eStep.precision[k];
        for (int i = 0; i < n; i++) {
          double own = 0;
          if (k == l) {
            double s = r[i] * r[i] * precision;
            own = tau[i] * (0.25 * (s - 1) * (s - 1) - 0.5 * s);
          }
          sum += weights[i] * (own - a[i] * b[i]);
        }
        variances[k][l] += sum;
      }
    }
  }

  /** The Hessian in theta, row-major. */
  double[] assemble() {
    int size = layout.size();
    double[] H = new double[size * size];
    placeGrams(H, size);
    placeSums(H, size);
    for (int k = 0; k < layout.K(); k++) {
      for (int l = k; l < layout.K(); l++) {
        H[layout.logVariance(k) * size + layout.logVariance(l)] = variances[k][l];
        H[layout.logVariance(l) * size + layout.logVariance(k)] = variances[k][l];
      }
    }
    return H;
  }

  private void placeGrams(double[] H, int size) {
    int K = layout.K();
    int w = 0;
    for (int k = 0; k < K - 1; k++) {
      for (int l = k; l < K - 1; l++) {
        place(grams[w++], H, size, layout.gate(k), layout.gate(l));
      }
    }
    for (int k = 0; k < K - 1; k++) {
      for (int l = 0; l < K; l++) {
        place(grams[w++], H, size, layout.gate(k), layout.mean(l));
      }
    }
    for (int k = 0; k < K; k++) {
      for (int l = k; l < K; l++) {
        place(grams[w++], H, size, layout.mean(k), layout.mean(l));
      }
    }
  }

  private void place(double[] gram, double[] H, int size, int row, int column) {
    PackedSymmetric.unpack(gram, layout.p(), 1, H, size, row, column);
    if (row != column) {
      PackedSymmetric.unpack(gram, layout.p(), 1, H, size, column, row);
    }
  }

  private void placeSums(double[] H, int size) {
    int K = layout.K();
    int w = 0;
    for (int k = 0; k < K - 1; k++) {
      for (int l = 0; l < K; l++) {
        placeSum(sums[w++], H, size, layout.gate(k), layout.logVariance(l));
      }
    }
    for (int k = 0; k < K; k++) {
      for (int l = 0; l < K; l++) {
        placeSum(sums[w++], H, size, layout.mean(k), layout.logVariance(l));
      }
    }
  }

  private void placeSum(double[] sum, double[] H, int size, int row, int column) {
    for (int j = 0; j < sum.length; j++) {
      H[(row + j) * size + column] += sum[j];
      H[column * size + row + j] += sum[j];
    }
  }
}
