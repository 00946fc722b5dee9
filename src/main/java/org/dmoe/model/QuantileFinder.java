package org.dmoe.model;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.dmoe.linalg.PortableMath;

/**
 * Quantiles of the response at the row where a {@link Scorer} stands, of Gaussian experts by
 * safeguarded Newton steps on the mixture's distribution function. Allocates nothing per row. Not
 * for several threads.
 */
public final class QuantileFinder {

  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  /**
   * Experts of less weight, relative to the level farthest out, cannot move a quantile that is a
   * double.
   */
  private static final double NEGLIGIBLE = 1e-17;

  /** In deviations; the error left after a Newton step is of the order of its square. */
  private static final double LAST_STEP = 1e-7;

  private static final int MOST_STEPS = 200;

  private final Scorer scorer;
  private final double[] levels;
  private final double[] normalQuantiles;
  private final double leastWeight;
  private final double[] weights;
  private final double[] means;
  private final double[] deviations;
  private int active;
  private double smallestDeviation;
  private double cumulative;
  private double density;

  private QuantileFinder(Scorer scorer, double[] levels) {
    this.scorer = scorer;
    this.levels = levels;
    this.normalQuantiles = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      normalQuantiles[i] = -SQRT_TWO * InverseErfc.value(2 * levels[i]);
    }
    leastWeight =
        NEGLIGIBLE * Arrays.stream(levels).map(level -> Math.min(level, 1 - level)).min().orElse(0);
    weights = new double[scorer.size()];
    means = new double[scorer.size()];
    deviations = new double[scorer.size()];
  }

  /**
   * @param levels between 0 and 1, both excluded
   * @throws IllegalArgumentException naming a level out of range
   */
  public static QuantileFinder of(Scorer scorer, double... levels) {
    for (double level : levels) {
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException("a quantile must lie between 0 and 1: " + level);
      }
    }
    return new QuantileFinder(scorer, levels.clone());
  }

  /** Number of levels. */
  public int size() {
    return levels.length;
  }

  /**
   * Finds the quantiles at the scorer's row.
   *
   * @param quantiles receives one for each level, in their order
   */
  public void find(double[] quantiles) {
    if (!scorer.isDiscrete()) {
      load();
    }
    for (int i = 0; i < levels.length; i++) {
      quantiles[i] =
          scorer.isDiscrete() ? leastWhole(levels[i]) : search(levels[i], normalQuantiles[i]);
    }
  }

  /** The least whole number whose cumulative probability reaches the level, by bisection. */
  private double leastWhole(double level) {
    double below = -1;
    double high = 0;
    while (high < scorer.largest() && scorer.cumulative(high) < level) {
      below = high;
      high = Math.min(2 * high + 1, scorer.largest());
    }
    double middle = Math.floor(below + (high - below) / 2);
    while (middle > below && middle < high) {
      if (scorer.cumulative(middle) < level) {
        below = middle;
      } else {
        high = middle;
      }
      middle = Math.floor(below + (high - below) / 2);
    }
    return high;
  }

  private void load() {
    active = 0;
    smallestDeviation = Double.POSITIVE_INFINITY;
    for (int k = 0; k < weights.length; k++) {
      if (scorer.probability(k) >= leastWeight) {
        weights[active] = scorer.probability(k);
        means[active] = scorer.expertMean(k);
        deviations[active] = scorer.expertDeviation(k);
        smallestDeviation = Math.min(smallestDeviation, deviations[active]);
        active++;
      }
    }
  }

  /** The mixture's quantile lies between the least and the greatest of the experts' own. */
  private double search(double level, double z) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double y = 0;
    for (int k = 0; k < active; k++) {
      double own = means[k] + deviations[k] * z;
      low = Math.min(low, own);
      high = Math.max(high, own);
      y += weights[k] * own;
    }
    y = Math.min(Math.max(y, low), high);
    for (int step = 0; step < MOST_STEPS && low < high; step++) {
      evaluate(y);
      if (cumulative >= level) {
        high = y;
      } else {
        low = y;
      }
      double next = y - (cumulative - level) / density;
      boolean newton = next >= low && next <= high;
      if (!newton) {
        next = low + (high - low) / 2;
      }
      double moved = Math.abs(next - y);
      if (moved <= (newton ? LAST_STEP * smallestDeviation : Math.ulp(y))) {
        return next;
      }
      y = next;
    }
    return y;
  }

  private void evaluate(double y) {
    cumulative = 0;
    density = 0;
    for (int k = 0; k < active; k++) {
      double u = (y - means[k]) / deviations[k];
      cumulative += weights[k] * 0.5 * Erfc.value(-u / SQRT_TWO);
      density += weights[k] * PortableMath.exp(-0.5 * u * u) / (deviations[k] * SQRT_TWO_PI);
    }
  }
}
