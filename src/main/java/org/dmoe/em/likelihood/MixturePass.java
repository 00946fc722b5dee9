package org.dmoe.em.likelihood;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.Threads;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Noise;

/**
 * One pass over the rows at one parameter vector: log-likelihood, gradient, EM statistics or
 * Hessian, in standardised units. The sums have a fixed order.
 */
public final class MixturePass extends SharedPass<MixturePass> {

  private final LayeredRows rows;
  private final ParameterLayout layout;
  private final EStep eStep;
  private final HessianSums hessianSums;
  private final ScoreProductSums scoreSums;

  /** What uncertainty about which rows are noise takes from the information. */
  private final Optional<NoiseSums> noiseSums;

  private final NoiseMoments noiseMoments = new NoiseMoments();
  private final double[] squares;
  private final double[] gradient;
  private final double[] ofLayer = new double[Observations.BLOCK_ROWS];
  private boolean uniform;
  private long passes;

  MixturePass(LayeredRows rows, ParameterLayout layout) {
    this(rows, layout, Threads.ONE);
  }

  /**
   * @param threads that share the ranges of many rows; no sum depends on their number
   */
  MixturePass(LayeredRows rows, ParameterLayout layout, Threads threads) {
    this(rows, layout, threads, BlockRange.of(rows, 2 * layout.K() - 1));
  }

  private MixturePass(
      LayeredRows rows, ParameterLayout layout, Threads threads, List<BlockRange> ranges) {
    super(
        rows,
        sizes(layout),
        threads,
        ranges,
        range -> new MixturePass(rows.another(), layout, Threads.ONE, List.of(range)));
    this.rows = rows;
    this.layout = layout;
    this.eStep = new EStep(layout);
    this.hessianSums = new HessianSums(layout, eStep, kernel);
    this.scoreSums = new ScoreProductSums(layout, eStep, kernel);
    this.noiseSums = layout.design().noise().map(u -> new NoiseSums(layout, eStep, kernel));
    this.squares = new double[layout.K()];
    this.gradient = new double[layout.size()];
  }

  /** First order: K - 1 for the gates, then K for the means. */
  private static Sizes sizes(ParameterLayout layout) {
    int K = layout.K();
    return new Sizes(K, 2 * K - 1, K + layout.pairs());
  }

  ParameterLayout layout() {
    return layout;
  }

  double totalWeight() {
    return rows.totalWeight();
  }

  /** Runs a pass; returns the log-likelihood. */
  double run(double[] theta, PassDepth depth) {
    passes++;
    sum(theta, depth);
    if (depth != PassDepth.VALUE) {
      assembleGradient();
    }
    if (depth == PassDepth.EM && uniform) {
      fillUniformPairs();
    }
    return value;
  }

  @Override
  protected void begin(double[] theta, PassDepth depth) {
    uniform = layout.K() > 1 && gateIsUniform(theta);
    noiseMoments.clear();
    Arrays.fill(squares, 0);
    if (depth.withHessian()) {
      hessianSums.clear();
      noiseSums.ifPresent(ParameterMatrixSums::clear);
    }
    if (depth.withScores()) {
      scoreSums.clear();
    }
  }

  @Override
  protected void beginBlock(int b, int n, double[] theta, PassDepth depth) {
    eStep.computeGate(rows, n, theta, depth != PassDepth.VALUE);
  }

  @Override
  protected double addLayer(int n, int layer, double[] theta, PassDepth depth) {
    double value = eStep.computeLayer(rows, n, theta, depth != PassDepth.VALUE);
    if (depth != PassDepth.VALUE) {
      addResponsibilities(n, layer);
      layout.design().noise().ifPresent(u -> noiseMoments.add(u, eStep, rows, n));
    }
    if (depth.withHessian()) {
      hessianSums.addLayer(eStep.weights(rows), n, layer);
      noiseSums.ifPresent(sums -> sums.addLayer(eStep.weights(rows), n, layer));
    }
    if (depth.withScores()) {
      scoreSums.addLayer(eStep.weights(rows), n, layer);
    }
    return value;
  }

  @Override
  protected void addBlock(int n, PassDepth depth) {
    if (depth != PassDepth.VALUE) {
      addFirstOrder(n);
    }
    if (depth.withGrams()) {
      addGrams(n, depth == PassDepth.EM && !uniform);
    }
    if (depth.withHessian()) {
      hessianSums.addBlock(rows.columns(), n);
      noiseSums.ifPresent(sums -> sums.addBlock(rows.columns(), n));
    }
    if (depth.withScores()) {
      scoreSums.addBlock(rows.columns(), n);
    }
  }

  @Override
  protected void add(MixturePass other, PassDepth depth) {
    noiseMoments.add(other.noiseMoments);
    VectorMath.add(squares, other.squares, squares.length);
    if (depth.withHessian()) {
      hessianSums.add(other.hessianSums);
      noiseSums.ifPresent(sums -> sums.add(other.noiseSums.orElseThrow()));
    }
    if (depth.withScores()) {
      scoreSums.add(other.scoreSums);
    }
  }

  /** Leaves the block's weighted responsibilities in the first K vectors of second order. */
  private void addResponsibilities(int n, int layer) {
    int K = layout.K();
    double[] weights = eStep.weights(rows);
    for (int k = 0; k < K; k++) {
      double[] tau = layer == 0 ? secondOrder[k] : ofLayer;
      VectorMath.multiply(tau, eStep.responsibility[k], weights, n);
      mass[k] += VectorMath.sum(tau, n);
      squares[k] += VectorMath.dotSquares(tau, eStep.residual[k], n);
      double[] residuals = firstOrder[K - 1 + k];
      if (layer == 0) {
        VectorMath.multiply(residuals, tau, eStep.residual[k], n);
      } else {
        VectorMath.addProduct(residuals, tau, eStep.residual[k], n);
        VectorMath.add(secondOrder[k], tau, n);
      }
    }
    if (layer == 0) {
      System.arraycopy(weights, 0, weightOfRows, 0, n);
    } else {
      VectorMath.add(weightOfRows, weights, n);
    }
  }

  private void addFirstOrder(int n) {
    int K = layout.K();
    for (int k = 0; k < K - 1; k++) {
      double[] w = firstOrder[k];
      VectorMath.multiply(w, eStep.gate[k], weightOfRows, n);
      VectorMath.subtract(w, secondOrder[k], w, n);
    }
    GramKernel.addSums(rows.columns(), layout.p(), n, firstOrder, 2 * K - 1, firstSums);
  }

  private boolean gateIsUniform(double[] theta) {
    for (int j = 0; j < layout.gateSize(); j++) {
      if (theta[j] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Under the uniform gate each pair's matrix is that of all rows, the experts' sum, over K^2. */
  private void fillUniformPairs() {
    int K = layout.K();
    double[] total = new double[grams[0].length];
    for (int k = 0; k < K; k++) {
      VectorMath.addScaled(total, grams[k], 1.0 / (K * K), total.length);
    }
    for (int pair = 0; pair < layout.pairs(); pair++) {
      System.arraycopy(total, 0, grams[K + pair], 0, total.length);
    }
  }

  private void addGrams(int n, boolean pairs) {
    int K = layout.K();
    int w = K;
    for (int k = 0; pairs && k < K; k++) {
      for (int l = k + 1; l < K; l++) {
        VectorMath.multiply(secondOrder[w++], eStep.gate[k], eStep.gate[l], weightOfRows, 1, n);
      }
    }
    kernel.addGrams(rows.columns(), n, secondOrder, w, grams);
  }

  private void assembleGradient() {
    int K = layout.K();
    int p = layout.p();
    for (int k = 0; k < K; k++) {
      double precision = eStep.precision[k];
      if (k < K - 1) {
        System.arraycopy(firstSums[k], 0, gradient, layout.gate(k), p);
      }
      for (int j = 0; j < p; j++) {
        gradient[layout.mean(k) + j] = precision * firstSums[K - 1 + k][j];
      }
      gradient[layout.logVariance(k)] = 0.5 * (precision * squares[k] - mass[k]);
    }
  }

  public double logLikelihood() {
    return value;
  }

  /** Gradient of the last pass in theta; overwritten by the next. */
  public double[] gradient() {
    return gradient;
  }

  /** Masses and squares of the last pass with a gradient, to keep. */
  public ExpertMoments moments() {
    return new ExpertMoments(mass.clone(), squares.clone());
  }

  /** sum_i w_i tau_ik. */
  public double mass(int k) {
    return mass[k];
  }

  /** sum_i w_i tau_ik (y_i - beta_k' x_i)^2. */
  public double squares(int k) {
    return squares[k];
  }

  /** sum_i w_i tau_ik (y_i - beta_k' x_i) x_i, of length p. */
  public double[] residualSums(int k) {
    return firstSums[layout.K() - 1 + k];
  }

  /** sum_i w_i tau_ik x_i x_i', packed, of the last EM pass. */
  public double[] expertGram(int k) {
    return grams[k];
  }

  /** sum_i w_i pi_ik pi_il x_i x_i' of the pair with this number, packed. */
  double[] gateGram(int pair) {
    return grams[layout.K() + pair];
  }

  /** Hessian of the last Hessian pass, size x size, row-major. */
  double[] hessian() {
    double[] H = hessianSums.assemble();
    noiseSums.ifPresent(sums -> VectorMath.add(H, sums.assemble(), H.length));
    return H;
  }

  /** What an EM step makes of the noise at the last pass with a gradient; empty without it. */
  public Optional<Noise> nextNoise() {
    double share = 1 - moments().totalMass() / rows.totalWeight();
    return layout.design().noise().map(u -> noiseMoments.next(u).withShare(share));
  }

  /** sum_i w_i^2 s_i s_i' of the last pass with scores, size x size, row-major. */
  public double[] scoreProducts() {
    return scoreSums.assemble();
  }

  /** Number of passes made. */
  long passes() {
    return passes;
  }
}
