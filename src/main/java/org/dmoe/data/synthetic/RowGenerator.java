package org.dmoe.data.synthetic;

/**
 * Draws rows of a population. Rows come in blocks of {@value #BLOCK_ROWS}, each from a generator of
 * its own, keyed by seed and number of the block. Not for several threads.
 */
public final class RowGenerator {

  public static final int BLOCK_ROWS = 1024;

  private final Population population;
  private final long seed;
  private final double[] x;
  private Draws draws;
  private double y;
  private int label;

  private RowGenerator(Population population, long seed) {
    this.population = population;
    this.seed = seed;
    this.x = new double[population.covariates().dimension()];
    startBlock(0);
  }

  public static RowGenerator of(Population population, long seed) {
    return new RowGenerator(population, seed);
  }

  /** Goes before the first row of a block, from 0. */
  public void startBlock(long block) {
    if (block < 0) {
      throw new IllegalArgumentException("there is no block " + block);
    }
    draws = new Draws(seed, block);
  }

  /** Draws a row: x, then its expert through the gate, then y. */
  public void next() {
    population.covariates().draw(draws, x);
    label = draws.pick(population.truth().gate().probabilities(x));
    y = population.truth().expert(label).mean(x)
        + Math.sqrt(population.truth().expert(label).variance()) * draws.normal();
  }

  /** Covariates of the row (length d): the storage itself, overwritten by the next row. */
  public double[] x() {
    return x;
  }

  public double y() {
    return y;
  }

  /** The expert that y was drawn from, from 0. */
  public int label() {
    return label;
  }
}
