package org.dmoe.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.dmoe.data.RawRows;
import org.dmoe.data.SupportingSample;

/** How far covariates vary. */
final class Spread {

  private Spread() {}

  /** Of each covariate, the standard deviation over the supporting rows (length d). */
  static double[] deviations(SupportingSample support) {
    double[] deviations = new double[support.dimension()];
    for (int j = 0; j < deviations.length; j++) {
      int covariate = j;
      deviations[j] = deviation(support.size(), s -> support.get(s, covariate));
    }
    return deviations;
  }

  /**
   * Of each average effect: the standard deviation of its column over the supporting rows. What
   * stands for a level, of which a column has all but one, does not matter.
   */
  static double[] units(SupportingSample support) {
    return support.raw().map(Spread::units).orElseGet(() -> deviations(support));
  }

  private static double[] units(RawRows rows) {
    List<Double> units = new ArrayList<>();
    for (int c = 0; c < rows.columns().size(); c++) {
      int column = c;
      double unit = deviation(rows.size(), s -> rows.get(s, column));
      int effects =
          rows.columns().get(c).isCategorical() ? rows.columns().get(c).levels().size() - 1 : 1;
      units.addAll(Collections.nCopies(effects, unit));
    }
    return units.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double deviation(int size, IntToDoubleFunction values) {
    double mean = 0;
    double squares = 0;
    for (int s = 0; s < size; s++) {
      double value = values.applyAsDouble(s);
      double offset = value - mean;
      mean += offset / (s + 1);
      squares += offset * (value - mean);
    }
    return Math.sqrt(squares / size);
  }
}
