package org.dmoe.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/**
 * A model along one column: at each of its values, the mean of the response and the gate's
 * probabilities, averaged over rows that keep their values of all other columns (J. Friedman,
 * "Greedy function approximation: a gradient boosting machine", 2001, section 8.2).
 *
 * @param column it goes along
 * @param at numbers, or the levels of a category
 * @param means of the response, at each value
 * @param gate for each expert, its probability at each value
 */
record Profile(FeatureColumn column, List<?> at, double[] means, double[][] gate) {

  private static final int POINTS = 25;
  private static final int MOST_ROWS = 200;

  /** Beyond these quantiles there are too few rows to tell. */
  private static final double TAIL = 0.01;

  /**
   * One for each column.
   *
   * @param columns in the order of the model's covariates
   */
  static List<Profile> of(
      MixtureOfExperts model, List<FeatureColumn> columns, SupportingSample support) {
    List<Profile> profiles = new ArrayList<>();
    int first = 0;
    for (FeatureColumn column : columns) {
      profiles.add(
          column.isCategorical()
              ? alongLevels(model, column, first, support)
              : alongNumbers(model, column, first, support));
      first += column.covariates().size();
    }
    return profiles;
  }

  /** The largest mean less the smallest. */
  double range() {
    return Arrays.stream(means).max().orElseThrow() - Arrays.stream(means).min().orElseThrow();
  }

  private static Profile alongNumbers(
      MixtureOfExperts model, FeatureColumn column, int covariate, SupportingSample support) {
    double[] grid = grid(support, covariate);
    Profile profile = empty(model, column, Arrays.stream(grid).boxed().toList());
    for (int g = 0; g < grid.length; g++) {
      double value = grid[g];
      profile.fill(g, Scorer.of(model), support, x -> x[covariate] = value);
    }
    return profile;
  }

  private static Profile alongLevels(
      MixtureOfExperts model, FeatureColumn column, int first, SupportingSample support) {
    List<String> levels = column.levels();
    Profile profile = empty(model, column, levels);
    for (int level = 0; level < levels.size(); level++) {
      int chosen = level;
      profile.fill(
          level,
          Scorer.of(model),
          support,
          x -> {
            Arrays.fill(x, first, first + levels.size() - 1, 0);
            if (chosen > 0) {
              x[first + chosen - 1] = 1;
            }
          });
    }
    return profile;
  }

  private static Profile empty(MixtureOfExperts model, FeatureColumn column, List<?> at) {
    return new Profile(column, at, new double[at.size()], new double[model.size()][at.size()]);
  }

  /** What a row becomes at one value of the column. */
  @FunctionalInterface
  private interface Change {
    void apply(double[] x);
  }

  private void fill(int point, Scorer scorer, SupportingSample support, Change change) {
    int step = Math.max(1, support.size() / MOST_ROWS);
    int rows = 0;
    for (int s = 0; s < support.size(); s += step) {
      double[] x = support.row(s);
      change.apply(x);
      scorer.at(x);
      means[point] += scorer.mean();
      for (int k = 0; k < gate.length; k++) {
        gate[k][point] += scorer.probability(k);
      }
      rows++;
    }
    means[point] /= rows;
    for (double[] one : gate) {
      one[point] /= rows;
    }
  }

  private static double[] grid(SupportingSample support, int covariate) {
    double[] values = new double[support.size()];
    for (int s = 0; s < values.length; s++) {
      values[s] = support.get(s, covariate);
    }
    Arrays.sort(values);
    double low = values[(int) (TAIL * (values.length - 1))];
    double high = values[(int) Math.ceil((1 - TAIL) * (values.length - 1))];
    if (low == high) {
      return new double[] {low};
    }
    double[] grid = new double[POINTS];
    for (int g = 0; g < POINTS; g++) {
      grid[g] = low + (high - low) * g / (POINTS - 1);
    }
    return grid;
  }
}
