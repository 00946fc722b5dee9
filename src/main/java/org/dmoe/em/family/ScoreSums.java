package org.dmoe.em.family;

import java.util.Arrays;
import org.dmoe.data.Observations;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.family.CanonicalFamily;

/**
 * Sums of x x' for each pair of linear predictors: the observed information by Louis (1982), or the
 * products of the scores. Rows may have several layers, for the information only.
 */
final class ScoreSums {

  private final FamilyLayout layout;
  private final CanonicalFamily family;
  private final FamilyEStep eStep;
  private final boolean products;

  /** Weight vector of each pair a <= b of predictors. */
  private final double[][] weights;

  private final double[][] grams;

  /** tau_k r_kc of expert predictors, after zeros for the gates. */
  private final double[][] score;

  private ScoreSums(
      FamilyLayout layout, CanonicalFamily family, FamilyEStep eStep, boolean products) {
    this.layout = layout;
    this.family = family;
    this.eStep = eStep;
    this.products = products;
    int c = layout.predictors();
    this.weights = new double[c * (c + 1) / 2][];
    this.grams = new double[weights.length][];
    this.score = new double[c][Observations.BLOCK_ROWS];
  }

  static ScoreSums information(FamilyLayout layout, CanonicalFamily family, FamilyEStep eStep) {
    return new ScoreSums(layout, family, eStep, false);
  }

  /** sum_i w_i^2 s_i s_i'. */
  static ScoreSums products(FamilyLayout layout, CanonicalFamily family, FamilyEStep eStep) {
    return new ScoreSums(layout, family, eStep, true);
  }

  /** Makes room when it is needed first. */
  void clear() {
    for (int w = 0; w < grams.length; w++) {
      if (grams[w] == null) {
        grams[w] = new double[PackedSymmetric.length(layout.p())];
        weights[w] = new double[Observations.BLOCK_ROWS];
      }
      Arrays.fill(grams[w], 0);
    }
  }

  void add(ScoreSums other) {
    VectorMath.addAll(grams, other.grams);
  }

  void clearBlock(int n) {
    for (double[] w : weights) {
      if (w != null) {
        Arrays.fill(w, 0, n, 0);
      }
    }
  }

  void addLayer(FamilyRows rows, int n) {
    makeScores(rows, n);
    int w = 0;
    for (int a = 0; a < layout.predictors(); a++) {
      for (int b = a; b < layout.predictors(); b++, w++) {
        if (products) {
          addProduct(weights[w], rows.weights(), a, b, n);
        } else if (b < layout.K() - 1) {
          addGates(weights[w], rows.weights(), a, b, n);
        } else if (a < layout.K() - 1) {
          addGateAndExpert(weights[w], rows.weights(), a, b, n);
        } else {
          addExperts(weights[w], rows, a, b, n);
        }
      }
    }
  }

  private int expertOf(int predictor) {
    return (predictor - layout.K() + 1) / layout.q();
  }

  private int partOf(int predictor) {
    return (predictor - layout.K() + 1) % layout.q();
  }

  private void makeScores(FamilyRows rows, int n) {
    for (int a = 0; a < layout.K() - 1; a++) {
      for (int i = 0; i < n; i++) {
        score[a][i] = eStep.responsibility[a][i] - eStep.gate[a][i];
      }
    }
    for (int a = layout.K() - 1; a < layout.predictors(); a++) {
      double[] tau = eStep.responsibility[expertOf(a)];
      for (int i = 0; i < n; i++) {
        score[a][i] = tau[i] * residual(rows, a, i);
      }
    }
  }

  private double residual(FamilyRows rows, int a, int i) {
    double mean = eStep.mean[expertOf(a)][partOf(a)][i];
    return family.statistic(rows.response()[i], partOf(a)) - rows.exposures()[i] * mean;
  }

  private void addProduct(double[] out, double[] w, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += w[i] * w[i] * score[a][i] * score[b][i];
    }
  }

  private void addGates(double[] out, double[] w, int j, int l, int n) {
    double own = j == l ? 1 : 0;
    for (int i = 0; i < n; i++) {
      double prior = eStep.gate[j][i] * (own - eStep.gate[l][i]);
      double posterior = eStep.responsibility[j][i] * (own - eStep.responsibility[l][i]);
      out[i] += w[i] * (prior - posterior);
    }
  }

  private void addGateAndExpert(double[] out, double[] w, int j, int b, int n) {
    double own = j == expertOf(b) ? 1 : 0;
    for (int i = 0; i < n; i++) {
      out[i] -= w[i] * score[b][i] * (own - eStep.responsibility[j][i]);
    }
  }

  private void addExperts(double[] out, FamilyRows rows, int a, int b, int n) {
    double[] w = rows.weights();
    int k = expertOf(a);
    double[] mean = new double[layout.q()];
    for (int i = 0; i < n; i++) {
      double weight = score[a][i] * score[b][i];
      if (k == expertOf(b)) {
        mean[partOf(a)] = eStep.mean[k][partOf(a)][i];
        mean[partOf(b)] = eStep.mean[k][partOf(b)][i];
        double spread = rows.exposures()[i] * family.covariance(mean, partOf(a), partOf(b));
        double squares = residual(rows, a, i) * residual(rows, b, i);
        weight += eStep.responsibility[k][i] * (spread - squares);
      }
      out[i] += w[i] * weight;
    }
  }

  void addBlock(GramKernel kernel, double[][] columns, int n) {
    kernel.addGrams(columns, n, weights, weights.length, grams);
  }

  /** The sums, size x size, row-major. */
  double[] assemble() {
    int p = layout.p();
    int size = layout.size();
    double[] M = new double[size * size];
    int w = 0;
    for (int a = 0; a < layout.predictors(); a++) {
      for (int b = a; b < layout.predictors(); b++, w++) {
        PackedSymmetric.unpack(grams[w], p, 1, M, size, a * p, b * p);
        if (a != b) {
          PackedSymmetric.unpack(grams[w], p, 1, M, size, b * p, a * p);
        }
      }
    }
    return M;
  }
}
