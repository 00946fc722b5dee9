package org.dmoe.em.likelihood;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.dmoe.data.Observations;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.Threads;
import org.dmoe.linalg.VectorMath;

/**
 * A pass over the rows whose ranges of blocks are shared by threads. Each range is summed by a pass
 * of its own, with its own scratch; the sums are added in the order of the ranges, so that none
 * depends on the number of threads.
 *
 * @param <P> the kind of pass
 */
public abstract class SharedPass<P extends SharedPass<P>> {

  /**
   * @param experts K
   * @param firstOrder weighted sums of the covariates
   * @param secondOrder weighted Gram matrices of the covariates
   */
  public record Sizes(int experts, int firstOrder, int secondOrder) {}

  /** The value of the rows, without what does not depend on the parameters. */
  protected double value;

  /** Weight of the rows of each expert. */
  protected final double[] mass;

  /** Weight vectors of a block, and their sums over all rows. */
  protected final double[][] firstOrder;

  protected final double[][] firstSums;
  protected final double[][] secondOrder;
  protected final double[][] grams;

  /** Weight of each row of a block, all layers together. */
  protected final double[] weightOfRows = new double[Observations.BLOCK_ROWS];

  protected final GramKernel kernel;
  private final LayeredRows rows;
  private final Threads threads;
  private final BlockRange range;
  private final List<P> others;

  /**
   * @param ranges at least one; the first is summed here, each further one by a part
   * @param part makes the pass of a range
   */
  protected SharedPass(
      LayeredRows rows,
      Sizes sizes,
      Threads threads,
      List<BlockRange> ranges,
      Function<BlockRange, P> part) {
    this.rows = rows;
    this.threads = threads;
    this.range = ranges.get(0);
    this.others = ranges.stream().skip(1).map(part).toList();
    this.kernel = new GramKernel(rows.p());
    this.mass = new double[sizes.experts()];
    this.firstOrder = new double[sizes.firstOrder()][Observations.BLOCK_ROWS];
    this.firstSums = new double[sizes.firstOrder()][rows.p()];
    this.secondOrder = new double[sizes.secondOrder()][Observations.BLOCK_ROWS];
    this.grams = new double[sizes.secondOrder()][PackedSymmetric.length(rows.p())];
  }

  /** The blocks summed here. */
  protected final BlockRange range() {
    return range;
  }

  /** Of the further ranges, in order. */
  protected final List<P> others() {
    return others;
  }

  /** Sums over all rows. */
  protected final void sum(double[] theta, PassDepth depth) {
    threads.run(1 + others.size(), i -> part(i).sumRange(theta, depth));
    for (P other : others) {
      addSums(other, depth);
      add(other, depth);
    }
  }

  private SharedPass<P> part(int i) {
    return i == 0 ? this : others.get(i - 1);
  }

  private void sumRange(double[] theta, PassDepth depth) {
    clearSums(depth);
    begin(theta, depth);
    for (int b = range.from(); b < range.to(); b++) {
      int n = rows.load(b);
      beginBlock(b, n, theta, depth);
      for (int layer = 0; layer < rows.layers(); layer++) {
        rows.loadLayer(layer);
        value += addLayer(n, layer, theta, depth);
      }
      addBlock(n, depth);
    }
  }

  private void clearSums(PassDepth depth) {
    value = 0;
    Arrays.fill(mass, 0);
    for (double[] sum : firstSums) {
      Arrays.fill(sum, 0);
    }
    for (int m = 0; depth.withGrams() && m < grams.length; m++) {
      Arrays.fill(grams[m], 0);
    }
  }

  private void addSums(SharedPass<P> other, PassDepth depth) {
    value += other.value;
    VectorMath.add(mass, other.mass, mass.length);
    VectorMath.addAll(firstSums, other.firstSums);
    if (depth.withGrams()) {
      VectorMath.addAll(grams, other.grams);
    }
  }

  /** Before the first block: clears what a pass sums besides. */
  protected abstract void begin(double[] theta, PassDepth depth);

  /** Before the first layer of block b, which has n rows. */
  protected abstract void beginBlock(int b, int n, double[] theta, PassDepth depth);

  /** Returns the value of the n responses of a layer. */
  protected abstract double addLayer(int n, int layer, double[] theta, PassDepth depth);

  /** Adds what the layers of a block came to. */
  protected abstract void addBlock(int n, PassDepth depth);

  /** Adds what another range has summed besides. */
  protected abstract void add(P other, PassDepth depth);
}
