package org.dmoe.em;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.em.family.FamilyLayout;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.search.Solution;

/** When a local fit cannot be relied on. */
final class FitWarnings {

  /** Rows per parameter below which aggregating in one shot was seen to be unreliable. */
  private static final int ROWS_PER_PARAMETER = 8;

  /** The same of other families than the Gaussian: a class says less than a number. */
  private static final int ROWS_PER_PARAMETER_OF_FAMILIES = 20;

  /** With fewer rows a parameter the number of experts is lowered. */
  private static final int LEAST_ROWS = 4;

  /** Mean weights further from one than this are worth a warning. */
  private static final double USUAL_MEAN_WEIGHT = 2;

  private FitWarnings() {}

  /** K, or as many experts as have p + 1 rows each. */
  static int affordableExperts(int rows, int p, int experts) {
    return Math.max(1, Math.min(experts, rows / (p + 1)));
  }

  /** K, or the largest number of experts of a family that has {@link #LEAST_ROWS} a parameter. */
  static int affordable(Observations observations, FamilyLayout one, FitOptions options) {
    int experts = options.experts();
    while (experts > 1
        && observations.rows() < (long) LEAST_ROWS * one.withExperts(experts).freeParameters()) {
      experts--;
    }
    return experts;
  }

  static List<String> ofFamily(
      Observations observations, FamilyLayout layout, AscentResult ascent, int requested) {
    List<String> warnings = new ArrayList<>();
    int parameters = layout.freeParameters();
    if (observations.rows() < (long) ROWS_PER_PARAMETER_OF_FAMILIES * parameters) {
      warnings.add("%d rows are few for %d parameters".formatted(observations.rows(), parameters));
    }
    double rowsOfRarest = ascent.experts().mass()[ascent.experts().rarest()];
    int coefficients = layout.q() * layout.design().expertSize(layout.p());
    if (rowsOfRarest < coefficients) {
      warnings.add(
          "the rarest expert has %.1f rows for %d coefficients"
              .formatted(rowsOfRarest, coefficients));
    }
    if (layout.K() < requested) {
      warnings.add("the model has %d of %d experts".formatted(layout.K(), requested));
    }
    return warnings;
  }

  /** Weights are frequencies: what it means where they do not average one. */
  static List<String> ofWeights(Observations observations) {
    double mean = observations.totalWeight() / observations.rows();
    if (mean >= 1 / USUAL_MEAN_WEIGHT && mean <= USUAL_MEAN_WEIGHT) {
      return List.of();
    }
    return List.of(
        "the weights average %.4g; they are frequencies, so shares and standard errors take the %d rows for %.4g"
            .formatted(mean, observations.rows(), observations.totalWeight()));
  }

  static List<String> of(Observations observations, Solution solution, int requested) {
    List<String> warnings = new ArrayList<>();
    ParameterLayout layout = solution.layout();
    if (observations.rows() < (long) ROWS_PER_PARAMETER * layout.freeParameters()) {
      warnings.add(
          "%d rows are few for %d parameters"
              .formatted(observations.rows(), layout.freeParameters()));
    }
    int rarest = solution.rarest();
    double rowsOfRarest = solution.mass()[rarest];
    int coefficients = layout.design().expertSize(layout.p());
    if (rowsOfRarest < coefficients) {
      warnings.add(
          "the rarest expert has %.1f rows for %d coefficients"
              .formatted(rowsOfRarest, coefficients));
    }
    for (int k = 0; k < layout.K(); k++) {
      double logVariance = solution.ascent().theta()[layout.logVariance(k)];
      if (logVariance <= PenalisedLikelihood.LOG_VARIANCE_FLOOR) {
        warnings.add(
            "the variance of an expert with %.4g %% of the rows is at its floor (%.0e of the response's): its rows lie on one plane, or are too few"
                .formatted(
                    100 * solution.mass()[k] / observations.rows(),
                    PenalisedLikelihood.VARIANCE_FLOOR));
      }
    }
    if (layout.K() < requested) {
      warnings.add("the model has %d of %d experts".formatted(layout.K(), requested));
    }
    return warnings;
  }
}
