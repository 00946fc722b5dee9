package org.dmoe.transport.likelihood;

import java.util.function.Supplier;
import org.dmoe.em.likelihood.LayeredRows;
import org.dmoe.em.search.Seeds;
import org.dmoe.linalg.NormalQuantile;
import org.dmoe.linalg.Threads;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The supporting sample with responses of the ambient mixture: for each row x and local expert l, Q
 * points y = m_l(x) + sigma_l Phi^-1((q + u) / Q) of weight pi^_l(x) / Q, where u is drawn for the
 * row and the expert. A shifted lattice: unbiased, unlike a quadrature, whose nodes step over
 * narrow experts. The mean of their log-densities under a mixture g estimates E_x E_(y ~ f^W) log
 * g(y|x).
 *
 * <p>Where there are many machines, each row has a sample of them, drawn systematically in
 * proportion to their shares.
 */
final class AmbientRows implements LayeredRows {

  /** Machines that each row hears. */
  static final int MOST_MACHINES = 16;

  private static final int POINTS = 4;

  /** Of the draws of machines, beside those of responses. */
  private static final long MACHINES_STREAM = -1;

  private final AmbientMixture ambient;
  private final StandardisedSupport support;
  private final long seed;
  private final int slots;

  /** Experts of the largest local model: those of a slot. */
  private final int largest;

  /** Blocks of experts of slots (expert k of slot j is number j K + k) of rows. */
  private final double[][][] weights;

  /** The same with Q points for each expert, in standard units. */
  private final double[][][] responses;

  private double centre;
  private double scale = 1;
  private int block;
  private int layer;

  /** Responses of a local expert at a row. */
  interface Points {

    /** Goes to local expert l at row i of block b. */
    void goTo(int l, int b, int i);

    /** Its quantile of a level. */
    double at(double level);
  }

  /**
   * Of Gaussian experts, in units of the responses' deviation about their mean, or about zero where
   * experts have no intercept.
   */
  AmbientRows(AmbientMixture ambient, long seed, Threads threads) {
    this(ambient, seed, () -> new GaussianPoints(ambient), threads);
    standardise();
  }

  /**
   * Of any experts, in users' units.
   *
   * @param points that a thread has for itself
   */
  AmbientRows(AmbientMixture ambient, long seed, Supplier<Points> points, Threads threads) {
    this.ambient = ambient;
    this.support = ambient.support();
    this.seed = seed;
    this.slots = Math.min(MOST_MACHINES, ambient.machines());
    this.largest = ambient.largest();
    int experts = slots * largest;
    int blocks = support.blockCount();
    this.weights = new double[blocks][experts][StandardisedSupport.BLOCK_ROWS];
    this.responses = new double[blocks][experts * POINTS][StandardisedSupport.BLOCK_ROWS];
    threads.runWithScratch(
        blocks,
        () -> {
          Points own = points.get();
          return b -> drawBlock(b, own);
        });
  }

  /** Another one's rows, with a place of its own among them. */
  private AmbientRows(AmbientRows of) {
    ambient = of.ambient;
    support = of.support;
    seed = of.seed;
    slots = of.slots;
    largest = of.largest;
    weights = of.weights;
    responses = of.responses;
    centre = of.centre;
    scale = of.scale;
  }

  private void drawBlock(int b, Points points) {
    for (int i = 0; i < support.rows(b); i++) {
      drawRow(b, i, points);
    }
  }

  private void drawRow(int b, int i, Points points) {
    long seedOfRow = Seeds.derive(seed, (long) b * StandardisedSupport.BLOCK_ROWS + i);
    double[] gate = new double[largest];
    if (slots == ambient.machines()) {
      for (int m = 0; m < slots; m++) {
        drawSlot(b, i, m, m, ambient.knownShare(m, b, i), seedOfRow, gate, points);
      }
      return;
    }
    double at = uniform(Seeds.derive(seedOfRow, MACHINES_STREAM));
    double passed = 0;
    int slot = 0;
    for (int m = 0; m < ambient.machines(); m++) {
      passed += slots * ambient.knownShare(m, b, i);
      boolean last = m == ambient.machines() - 1;
      while (slot < slots && (at < passed || last)) {
        drawSlot(b, i, slot++, m, 1.0 / slots, seedOfRow, gate, points);
        at++;
      }
    }
  }

  private void drawSlot(
      int b, int i, int slot, int m, double share, long seedOfRow, double[] gate, Points points) {
    int experts = ambient.first(m + 1) - ambient.first(m);
    ambient.gate(m, b, i, gate);
    for (int k = 0; k < experts; k++) {
      int number = slot * largest + k;
      int l = ambient.first(m) + k;
      points.goTo(l, b, i);
      double u = uniform(Seeds.derive(seedOfRow, number));
      weights[b][number][i] = share * gate[k] / POINTS;
      for (int q = 0; q < POINTS; q++) {
        responses[b][number * POINTS + q][i] = points.at((q + u) / POINTS);
      }
    }
  }

  private static final class GaussianPoints implements Points {

    private final AmbientMixture ambient;
    private double mean;
    private double deviation;

    GaussianPoints(AmbientMixture ambient) {
      this.ambient = ambient;
    }

    @Override
    public void goTo(int l, int b, int i) {
      mean = ambient.mean(l, b, i);
      deviation = Math.sqrt(ambient.variance(l));
    }

    @Override
    public double at(double level) {
      return mean + deviation * NormalQuantile.of(level);
    }
  }

  /** Between 0 and 1, both excluded. */
  private static double uniform(long bits) {
    return ((bits >>> 12) + 0.5) * 0x1p-52;
  }

  private void standardise() {
    double sum = 0;
    double squares = 0;
    double total = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int b = 0; b < weights.length; b++) {
        for (int c = 0; c < responses[b].length; c++) {
          double[] w = weights[b][c / POINTS];
          double[] y = responses[b][c];
          for (int i = 0; i < support.rows(b); i++) {
            double deviation = y[i] - centre;
            total += pass == 0 ? w[i] : 0;
            sum += pass == 0 ? w[i] * y[i] : 0;
            squares += pass == 0 ? 0 : w[i] * deviation * deviation;
          }
        }
      }
      centre = ambient.design().expertsHave(0) ? sum / total : 0;
    }
    double deviation = Math.sqrt(squares / total);
    scale = deviation > 0 ? deviation : 1;
    for (double[][] ofBlock : responses) {
      for (double[] y : ofBlock) {
        for (int i = 0; i < y.length; i++) {
          y[i] = (y[i] - centre) / scale;
        }
      }
    }
  }

  /** The response's zero in users' units. */
  double centre() {
    return centre;
  }

  /** The response's unit in users' units. */
  double scale() {
    return scale;
  }

  @Override
  public long responses() {
    return support.blockCount() == 0 ? 0 : (long) support.size() * responses[0].length;
  }

  @Override
  public AmbientRows another() {
    return new AmbientRows(this);
  }

  @Override
  public int p() {
    return support.columns();
  }

  @Override
  public int blockCount() {
    return support.blockCount();
  }

  @Override
  public int load(int b) {
    block = b;
    layer = 0;
    return support.paddedRows(b);
  }

  @Override
  public double[][] columns() {
    return support.block(block);
  }

  @Override
  public int layers() {
    return responses[block].length;
  }

  @Override
  public void loadLayer(int number) {
    layer = number;
  }

  @Override
  public double[] response() {
    return responses[block][layer];
  }

  @Override
  public double[] weights() {
    return weights[block][layer / POINTS];
  }

  /** The number of rows: those of the support, each of weight one. */
  @Override
  public double totalWeight() {
    return support.size();
  }
}
