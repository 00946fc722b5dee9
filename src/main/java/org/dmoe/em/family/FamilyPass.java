package org.dmoe.em.family;

import java.util.Arrays;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.BlockRange;
import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.SharedPass;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.Threads;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.family.CanonicalFamily;

/**
 * One pass over the rows at one parameter vector: log-likelihood, gradient, information of the
 * complete data or of the observed ones. The sums have a fixed order.
 *
 * <p>With r_k = T(y) - e A'(eta_k) the scores of gate j and of expert k's predictor c are tau_j -
 * pi_j and tau_k r_kc, each times x; the complete data's information has the weights pi_j (1{j=l} -
 * pi_l) and tau_k e A''(eta_k).
 */
public final class FamilyPass extends SharedPass<FamilyPass> {

  private final FamilyRows rows;
  private final FamilyLayout layout;
  private final CanonicalFamily family;
  private final FamilyEStep eStep;
  private final ScoreSums information;
  private final ScoreSums scores;

  /** Given responsibilities, of each expert and row; null where they are computed. */
  private final double[][] labels;

  /** sum over layers of w tau_k. */
  private final double[][] shares;

  private final double[] gradient;
  private final double saturated;
  private int block;
  private double logLikelihood;

  /**
   * @param labels null where responsibilities are computed
   * @param threads that share the ranges of many rows; no sum depends on their number
   */
  FamilyPass(
      FamilyRows rows,
      FamilyLayout layout,
      CanonicalFamily family,
      double[][] labels,
      Threads threads) {
    this(rows, layout, family, labels, threads, BlockRange.of(rows, layout.predictors()));
  }

  private FamilyPass(
      FamilyRows rows,
      FamilyLayout layout,
      CanonicalFamily family,
      double[][] labels,
      Threads threads,
      List<BlockRange> ranges) {
    super(
        rows,
        sizes(layout),
        threads,
        ranges,
        r -> new FamilyPass(rows.another(), layout, family, labels, Threads.ONE, List.of(r)));
    this.rows = rows;
    this.layout = layout;
    this.family = family;
    this.labels = labels;
    this.eStep = new FamilyEStep(layout, family);
    this.information = ScoreSums.information(layout, family, eStep);
    this.scores = ScoreSums.products(layout, family, eStep);
    this.shares = new double[layout.K()][Observations.BLOCK_ROWS];
    this.gradient = new double[layout.size()];
    this.saturated =
        saturatedLogLikelihood() + others().stream().mapToDouble(o -> o.saturated).sum();
  }

  /** First order: one a predictor. */
  private static Sizes sizes(FamilyLayout layout) {
    int ofExpert = layout.q() * (layout.q() + 1) / 2;
    int matrices = layout.pairs() + layout.K() * ofExpert;
    return new Sizes(layout.K(), layout.predictors(), matrices);
  }

  /** The same with scratch of its own, for a thread of its own. */
  FamilyPass another() {
    return new FamilyPass(rows.another(), layout, family, labels, Threads.ONE);
  }

  private double saturatedLogLikelihood() {
    double sum = 0;
    for (int b = range().from(); b < range().to(); b++) {
      int n = rows.load(b);
      for (int layer = 0; layer < rows.layers(); layer++) {
        rows.loadLayer(layer);
        for (int i = 0; i < n; i++) {
          double w = rows.weights()[i];
          sum += w == 0 ? 0 : w * family.saturated(rows.response()[i], rows.exposures()[i]);
        }
      }
    }
    return sum;
  }

  FamilyLayout layout() {
    return layout;
  }

  /** Runs a pass; returns the log-likelihood above the saturated one. */
  double run(double[] theta, PassDepth depth) {
    sum(theta, depth);
    for (int a = 0; a < firstSums.length; a++) {
      System.arraycopy(firstSums[a], 0, gradient, a * layout.p(), layout.p());
    }
    logLikelihood = value + saturated;
    return value;
  }

  @Override
  protected void begin(double[] theta, PassDepth depth) {
    if (depth.withHessian()) {
      information.clear();
    }
    if (depth.withScores()) {
      scores.clear();
    }
  }

  @Override
  protected void beginBlock(int b, int n, double[] theta, PassDepth depth) {
    block = b;
    eStep.computeBlock(rows, n, theta);
    for (double[] w : firstOrder) {
      Arrays.fill(w, 0, n, 0);
    }
    for (double[] share : shares) {
      Arrays.fill(share, 0, n, 0);
    }
    Arrays.fill(weightOfRows, 0, n, 0);
    information.clearBlock(n);
    scores.clearBlock(n);
  }

  @Override
  protected void addBlock(int n, PassDepth depth) {
    if (depth != PassDepth.VALUE) {
      addFirstOrder(n);
    }
    if (depth.withGrams()) {
      addGrams(n);
    }
    if (depth.withHessian()) {
      information.addBlock(kernel, rows.columns(), n);
    }
    if (depth.withScores()) {
      scores.addBlock(kernel, rows.columns(), n);
    }
  }

  @Override
  protected void add(FamilyPass other, PassDepth depth) {
    if (depth.withHessian()) {
      information.add(other.information);
    }
    if (depth.withScores()) {
      scores.add(other.scores);
    }
  }

  @Override
  protected double addLayer(int n, int layer, double[] theta, PassDepth depth) {
    double value =
        labels == null
            ? eStep.computeLayer(rows, n)
            : eStep.computeLabelled(rows, n, labels, block * Observations.BLOCK_ROWS);
    if (depth != PassDepth.VALUE) {
      addStatistics(n);
    }
    if (depth.withHessian()) {
      information.addLayer(rows, n);
    }
    if (depth.withScores()) {
      scores.addLayer(rows, n);
    }
    return value;
  }

  /** Adds w tau_k to the shares and w tau_k T(y) to the predictors' sums. */
  private void addStatistics(int n) {
    VectorMath.add(weightOfRows, rows.weights(), n);
    for (int k = 0; k < layout.K(); k++) {
      double[] tau = eStep.responsibility[k];
      VectorMath.addProduct(shares[k], tau, rows.weights(), n);
      for (int c = 0; c < layout.q(); c++) {
        double[] out = firstOrder[layout.K() - 1 + k * layout.q() + c];
        for (int i = 0; i < n; i++) {
          double t = family.statistic(rows.response()[i], c);
          out[i] += rows.weights()[i] * tau[i] * t;
        }
      }
    }
  }

  private void addFirstOrder(int n) {
    int K = layout.K();
    int q = layout.q();
    for (int k = 0; k < K; k++) {
      mass[k] += VectorMath.sum(shares[k], n);
      for (int i = 0; k < K - 1 && i < n; i++) {
        firstOrder[k][i] = shares[k][i] - eStep.gate[k][i] * weightOfRows[i];
      }
      VectorMath.multiply(shares[k], shares[k], rows.exposures(), n);
      for (int c = 0; c < q; c++) {
        double[] out = firstOrder[K - 1 + k * q + c];
        for (int i = 0; i < n; i++) {
          out[i] -= shares[k][i] * eStep.mean[k][c][i];
        }
      }
    }
    GramKernel.addSums(rows.columns(), layout.p(), n, firstOrder, firstOrder.length, firstSums);
  }

  /** After the first order, which has multiplied the shares by the exposures. */
  private void addGrams(int n) {
    int w = 0;
    for (int k = 0; k < layout.K(); k++) {
      for (int l = k + 1; l < layout.K(); l++) {
        VectorMath.multiply(secondOrder[w++], eStep.gate[k], eStep.gate[l], weightOfRows, 1, n);
      }
    }
    double[] mean = new double[layout.q()];
    for (int k = 0; k < layout.K(); k++) {
      for (int a = 0; a < layout.q(); a++) {
        for (int b = a; b < layout.q(); b++, w++) {
          for (int i = 0; i < n; i++) {
            mean[a] = eStep.mean[k][a][i];
            mean[b] = eStep.mean[k][b][i];
            secondOrder[w][i] = shares[k][i] * family.covariance(mean, a, b);
          }
        }
      }
    }
    kernel.addGrams(rows.columns(), n, secondOrder, w, grams);
  }

  /** Of the last pass, all constants included. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** Gradient of the last pass in theta; overwritten by the next. */
  double[] gradient() {
    return gradient;
  }

  /** Masses of the last pass with a gradient, to keep; there are no squares. */
  ExpertMoments moments() {
    return new ExpertMoments(mass.clone(), new double[mass.length]);
  }

  /** sum_i w_i pi_ik pi_il x_i x_i' of the pair with this number, packed. */
  double[] gateGram(int pair) {
    return grams[pair];
  }

  /** Information of an expert's predictors (q p square, row-major), penalty not included. */
  double[] expertInformation(int k) {
    int p = layout.p();
    int size = layout.expertSize();
    double[] M = new double[size * size];
    int w = layout.pairs() + k * layout.q() * (layout.q() + 1) / 2;
    for (int a = 0; a < layout.q(); a++) {
      for (int b = a; b < layout.q(); b++, w++) {
        PackedSymmetric.unpack(grams[w], p, 1, M, size, a * p, b * p);
        if (a != b) {
          PackedSymmetric.unpack(grams[w], p, 1, M, size, b * p, a * p);
        }
      }
    }
    return M;
  }

  /** Minus the Hessian of the last Hessian pass, size x size, row-major, without penalty. */
  double[] observedInformation() {
    return information.assemble();
  }

  /** sum_i w_i^2 s_i s_i' of the last pass with scores, size x size, row-major. */
  double[] scoreProducts() {
    return scores.assemble();
  }
}
