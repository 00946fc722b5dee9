package org.dmoe.data.synthetic;

import java.util.Optional;
import org.dmoe.model.Noise;
import org.dmoe.model.Scorer;

/**
 * Draws rows of a population. Rows come in blocks of {@value #BLOCK_ROWS}, each from a generator of
 * its own, keyed by seed and number of the block. Not for several threads.
 */
public final class RowGenerator {

  public static final int BLOCK_ROWS = 1024;

  private static final int NOISE = -1;

  private final Covariates covariates;
  private final Scorer scorer;
  private final ResponseDraw response;
  private final Optional<Noise> noise;
  private final long seed;
  private final double[] x;
  private Draws draws;
  private long position;
  private double y;
  private double exposure;
  private int label;

  private RowGenerator(Population population, long seed) {
    this.covariates = population.covariates();
    this.scorer = Scorer.of(population.truth());
    this.response = new ResponseDraw(population.truth(), population.isWithin());
    this.noise = population.truth().noise();
    this.seed = seed;
    this.x = new double[covariates.dimension()];
    goTo(0);
  }

  public static RowGenerator of(Population population, long seed) {
    return new RowGenerator(population, seed);
  }

  /** Goes before a row, numbered from 0. */
  public void goTo(long row) {
    if (row < 0) {
      throw new IllegalArgumentException("there is no row " + row);
    }
    position = row - row % BLOCK_ROWS;
    while (position < row) {
      next();
    }
  }

  /** Draws a row: x, then its expert through the gate, then y. */
  public void next() {
    if (position % BLOCK_ROWS == 0) {
      draws = new Draws(seed, position / BLOCK_ROWS);
    }
    covariates.draw(draws, x);
    scorer.at(x);
    label = pickExpert(draws.uniform());
    exposure = response.exposure(draws);
    y = response.draw(label, scorer, x, exposure, draws);
    noise.ifPresent(this::replace);
    position++;
  }

  /** A Cauchy number is the ratio of two normal ones. */
  private void replace(Noise by) {
    if (draws.uniform() < by.share()) {
      y = by.centre() + by.scale() * draws.normal() / draws.normal();
      label = NOISE;
    }
  }

  private int pickExpert(double uniform) {
    double left = uniform;
    int k = 0;
    while (k < scorer.size() - 1 && left >= scorer.probability(k)) {
      left -= scorer.probability(k++);
    }
    return k;
  }

  /** Covariates of the row (length d): the storage itself, overwritten by the next row. */
  public double[] x() {
    return x;
  }

  public double y() {
    return y;
  }

  /** Trials or exposure that y counts within; 1 where they do not vary. */
  public double exposure() {
    return exposure;
  }

  /** The expert that y was drawn from, from 0; -1 of noise. */
  public int label() {
    return label;
  }
}
