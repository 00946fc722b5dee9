package org.dmoe.em.likelihood;

import java.util.Arrays;
import org.dmoe.data.Observations;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.VectorMath;

/**
 * A symmetric matrix over all parameters, summed over the rows: each block of two coefficient
 * vectors is a weighted Gram matrix of the covariates, each of coefficients and a log variance a
 * weighted sum of them. What the weights are is a subclass's.
 */
abstract class ParameterMatrixSums {

  final ParameterLayout layout;
  final EStep eStep;
  private final GramKernel kernel;

  /** tau_k r_k / sigma_k^2 and tau_k c_k with c_k = (r_k^2 / sigma_k^2 - 1) / 2: scores. */
  final double[][] meanScore;

  final double[][] varianceScore;

  /** Weights of x x' and of x in one layer, and in all of a block. */
  double[][] second;

  double[][] first;
  private double[][] secondOfBlock;
  private double[][] firstOfBlock;
  private double[][] grams;
  private double[][] sums;
  final double[][] variances;

  ParameterMatrixSums(ParameterLayout layout, EStep eStep, GramKernel kernel) {
    this.layout = layout;
    this.eStep = eStep;
    this.kernel = kernel;
    int K = layout.K();
    this.meanScore = new double[K][Observations.BLOCK_ROWS];
    this.varianceScore = new double[K][Observations.BLOCK_ROWS];
    this.variances = new double[K][K];
  }

  /** Sets second and first of one layer, and adds to the variances. */
  abstract void weigh(double[] weights, int n);

  /** By what the first and second weights of a row are multiplied. */
  abstract double[] factors(double[] weights, int n);

  final void clear() {
    if (grams == null) {
      allocate();
    }
    for (double[][] part : new double[][][] {grams, sums, variances}) {
      for (double[] row : part) {
        Arrays.fill(row, 0);
      }
    }
  }

  /** Adds what another one has summed. */
  final void add(ParameterMatrixSums other) {
    VectorMath.addAll(grams, other.grams);
    VectorMath.addAll(sums, other.sums);
    VectorMath.addAll(variances, other.variances);
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
  final void addLayer(double[] weights, int n, int layer) {
    for (int k = 0; k < layout.K(); k++) {
      scores(k, n);
    }
    double[] factors = factors(weights, n);
    weigh(factors, n);
    accumulate(second, secondOfBlock, factors, n, layer);
    accumulate(first, firstOfBlock, factors, n, layer);
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
  final void addBlock(double[][] columns, int n) {
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

  /** The matrix, row-major. */
  final double[] assemble() {
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
