package org.dmoe.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * n weighted rows of d covariates and a response, held once, in blocks of rows whose columns are
 * contiguous. Not copied and not written to after it is built.
 */
public final class Observations {

  /** Rows of a full block; every block but the last is full. */
  public static final int BLOCK_ROWS = 200;

  /** Larger magnitudes overflow when they are squared and summed. */
  public static final double LARGEST = 1e150;

  private static final double[] ONES = ones();

  private final int dimension;
  private final int rows;
  private final double totalWeight;
  private final List<Block> blocks;

  private Observations(int dimension, int rows, double totalWeight, List<Block> blocks) {
    this.dimension = dimension;
    this.rows = rows;
    this.totalWeight = totalWeight;
    this.blocks = blocks;
  }

  private static double[] ones() {
    double[] ones = new double[BLOCK_ROWS];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Starts an empty set of rows of d covariates. */
  public static Builder builder(int dimension) {
    return new Builder(dimension);
  }

  /** Number of covariates d. */
  public int dimension() {
    return dimension;
  }

  /** Number of rows n, those of weight 0 not counted. */
  public int rows() {
    return rows;
  }

  /** Sum of the weights. */
  public double totalWeight() {
    return totalWeight;
  }

  public int blockCount() {
    return blocks.size();
  }

  public Block block(int b) {
    return blocks.get(b);
  }

  /** Copies the covariates of row i into x (length d). */
  public void copyRow(int i, double[] x) {
    Block block = blocks.get(i / BLOCK_ROWS);
    for (int j = 0; j < dimension; j++) {
      x[j] = block.covariates()[j][i % BLOCK_ROWS];
    }
  }

  public double response(int i) {
    return blocks.get(i / BLOCK_ROWS).response()[i % BLOCK_ROWS];
  }

  public double weight(int i) {
    return blocks.get(i / BLOCK_ROWS).weights()[i % BLOCK_ROWS];
  }

  /** What the response of row i counts within: trials or exposure; 1 unless it was given. */
  public double exposure(int i) {
    return blocks.get(i / BLOCK_ROWS).exposures()[i % BLOCK_ROWS];
  }

  /**
   * Up to {@link #BLOCK_ROWS} consecutive rows. The arrays are the storage itself, for reading
   * only; in the last block they may be longer than the number of rows.
   *
   * @param rows number of rows used
   * @param covariates d columns
   * @param response of each row
   * @param weights of each row, positive
   * @param exposures of each row, positive
   */
  public record Block(
      int rows, double[][] covariates, double[] response, double[] weights, double[] exposures) {}

  /** Collects rows. */
  public static final class Builder {

    private final int dimension;
    private final List<Block> full = new ArrayList<>();
    private double[][] covariates;
    private double[] response;
    private double[] weights;

    /** Of a block without any the shared ones. */
    private double[] exposures;

    private int used;
    private boolean built;
    private double totalWeight;

    private Builder(int dimension) {
      if (dimension < 0) {
        throw new IllegalArgumentException("dimension is negative: " + dimension);
      }
      this.dimension = dimension;
      newBlock();
    }

    /**
     * Adds a row; one of weight 0 is skipped.
     *
     * @param x covariates (length d), copied
     * @throws IllegalArgumentException if a value is not finite or larger than {@link #LARGEST}, or
     *     the weight negative
     * @throws IllegalStateException if the rows have been built
     */
    public Builder add(double[] x, double y, double weight) {
      return add(x, y, weight, 1);
    }

    /**
     * Adds a row with what its response counts within: the trials of a binomial, the exposure of a
     * count.
     *
     * @param exposure positive
     * @throws IllegalArgumentException as the other one, or if the exposure is not positive
     */
    public Builder add(double[] x, double y, double weight, double exposure) {
      check(x, y, weight);
      if (!(exposure > 0 && exposure <= LARGEST)) {
        throw new IllegalArgumentException("exposure is not positive: " + exposure);
      }
      if (weight == 0) {
        return this;
      }
      for (int j = 0; j < dimension; j++) {
        covariates[j][used] = x[j];
      }
      response[used] = y;
      weights[used] = weight;
      if (exposure != 1 && exposures == ONES) {
        exposures = ONES.clone();
      }
      if (exposures != ONES) {
        exposures[used] = exposure;
      }
      totalWeight += weight;
      if (++used == BLOCK_ROWS) {
        full.add(new Block(used, covariates, response, weights, exposures));
        newBlock();
      }
      return this;
    }

    /** Adds a row of weight 1. */
    public Builder add(double[] x, double y) {
      return add(x, y, 1);
    }

    /**
     * The rows added so far; the builder is used up.
     *
     * @throws IllegalStateException if that was done before
     */
    public Observations build() {
      if (built) {
        throw new IllegalStateException("the rows have been built");
      }
      built = true;
      int rows = full.size() * BLOCK_ROWS + used;
      if (used > 0) {
        full.add(new Block(used, covariates, response, weights, exposures));
      }
      return new Observations(dimension, rows, totalWeight, List.copyOf(full));
    }

    private void newBlock() {
      covariates = new double[dimension][BLOCK_ROWS];
      response = new double[BLOCK_ROWS];
      weights = new double[BLOCK_ROWS];
      exposures = ONES;
      used = 0;
    }

    private static String tooLarge(double value) {
      return Double.isFinite(value)
          ? "'s magnitude is too large (at most %.0e): %s".formatted(LARGEST, value)
          : " is not finite: " + value;
    }

    private void check(double[] x, double y, double weight) {
      if (built) {
        throw new IllegalStateException("the rows have been built");
      }
      if (x.length != dimension) {
        throw new IllegalArgumentException(
            "row has " + x.length + " covariates, expected " + dimension);
      }
      for (int j = 0; j < dimension; j++) {
        if (!(Math.abs(x[j]) <= LARGEST)) {
          throw new IllegalArgumentException("covariate " + j + tooLarge(x[j]));
        }
      }
      if (!(Math.abs(y) <= LARGEST)) {
        throw new IllegalArgumentException("response" + tooLarge(y));
      }
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("weight is negative or not finite: " + weight);
      }
    }
  }
}
