package org.dmoe.em.family;

import java.util.Arrays;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.BlockRange;
import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.PassDepth;
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
public final class FamilyPass {

  private final FamilyRows rows;
  private final FamilyLayout layout;
  private final CanonicalFamily family;
  private final FamilyEStep eStep;
  private final GramKernel kernel;
  private final ScoreSums information;
  private final ScoreSums scores;

  /** Given responsibilities, of each expert and row; null where they are computed. */
  private final double[][] labels;

  /** Weight vectors of first-order sums, one a predictor. */
  private final double[][] firstOrder;

  private final double[][] firstSums;
  private final double[][] secondOrder;
  private final double[][] grams;

  /** sum over layers of w tau_k. */
  private final double[][] shares;

  private final double[] weightOfRows = new double[Observations.BLOCK_ROWS];
  private final double[] mass;
  private final double[] gradient;
  private final double saturated;
  private final BlockRange range;
  private final Threads threads;

  /** Of the further ranges of many rows, whose sums are added in this order. */
  private final List<FamilyPass> others;

  private double value;
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
    this.rows = rows;
    this.threads = threads;
    this.range = ranges.get(0);
    this.others =
        ranges.stream()
            .skip(1)
            .map(List::of)
            .map(r -> new FamilyPass(rows.another(), layout, family, labels, Threads.ONE, r))
            .toList();
    this.layout = layout;
    this.family = family;
    this.labels = labels;
    int K = layout.K();
    int q = layout.q();
    this.eStep = new FamilyEStep(layout, family);
    this.kernel = new GramKernel(layout.p());
    this.information = ScoreSums.information(layout, family, eStep);
    this.scores = ScoreSums.products(layout, family, eStep);
    this.firstOrder = new double[layout.predictors()][Observations.BLOCK_ROWS];
    this.firstSums = new double[layout.predictors()][layout.p()];
    int matrices = layout.pairs() + K * q * (q + 1) / 2;
    this.secondOrder = new double[matrices][Observations.BLOCK_ROWS];
    this.grams = new double[matrices][PackedSymmetric.length(layout.p())];
    this.shares = new double[K][Observations.BLOCK_ROWS];
    this.mass = new double[K];
    this.gradient = new double[layout.size()];
    this.saturated = saturatedLogLikelihood() + others.stream().mapToDouble(o -> o.saturated).sum();
  }

  /** The same with scratch of its own, for a thread of its own. */
  FamilyPass another() {
    return new FamilyPass(rows.another(), layout, family, labels, Threads.ONE);
  }

  private double saturatedLogLikelihood() {
    double sum = 0;
    for (int b = range.from(); b < range.to(); b++) {
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
    threads.run(1 + others.size(), i -> (i == 0 ? this : others.get(i - 1)).sum(theta, depth));
    others.forEach(other -> add(other, depth));
    for (int a = 0; a < firstSums.length; a++) {
      System.arraycopy(firstSums[a], 0, gradient, a * layout.p(), layout.p());
    }
    logLikelihood = value + saturated;
    return value;
  }

  private void sum(double[] theta, PassDepth depth) {
    clear(depth);
    for (int b = range.from(); b < range.to(); b++) {
      int n = rows.load(b);
      eStep.computeBlock(rows, n, theta);
      clearBlock(n);
      for (int layer = 0; layer < rows.layers(); layer++) {
        rows.loadLayer(layer);
        value += addLayer(n, b, depth);
      }
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
  }

  private void add(FamilyPass other, PassDepth depth) {
    value += other.value;
    VectorMath.add(mass, other.mass, mass.length);
    VectorMath.addAll(firstSums, other.firstSums);
    if (depth.withGrams()) {
      VectorMath.addAll(grams, other.grams);
    }
    if (depth.withHessian()) {
      information.add(other.information);
    }
    if (depth.withScores()) {
      scores.add(other.scores);
    }
  }

  private void clear(PassDepth depth) {
    value = 0;
    Arrays.fill(mass, 0);
    for (double[] sum : firstSums) {
      Arrays.fill(sum, 0);
    }
    for (int m = 0; depth.withGrams() && m < grams.length; m++) {
      Arrays.fill(grams[m], 0);
    }
    if (depth.withHessian()) {
      information.clear();
    }
    if (depth.withScores()) {
      scores.clear();
    }
  }

  private void clearBlock(int n) {
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

  private double addLayer(int n, int block, PassDepth depth) {
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
