package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.model.UnusableInputException;

/** Brings a supporting sample's columns into the order of models' features. */
public final class SupportMatch {

  private SupportMatch() {}

  /**
   * By name where both have names, by position where one has none. Columns that are no features are
   * ignored.
   *
   * @throws UnusableInputException if a feature is missing, the numbers of columns differ, or there
   *     are fewer rows than coefficients
   */
  static SupportingSample of(SupportingSample support, StoredModel model)
      throws UnusableInputException {
    int d = model.mixture().orElseThrow().dimension();
    SupportingSample matched = of(support, model.features());
    if (matched.dimension() != d) {
      throw new UnusableInputException(
          "the supporting sample has %d columns, the models have %d covariates"
              .formatted(support.dimension(), d));
    }
    if (matched.size() < d + 1) {
      throw new UnusableInputException(
          "the supporting sample has %d rows, the gate has %d coefficients an expert; give at least as many, better 100 for each"
              .formatted(matched.size(), d + 1));
    }
    return matched;
  }

  /** Columns on which the gate can learn nothing, each with what follows from it. */
  static List<String> warnings(SupportingSample support) {
    List<String> warnings = new ArrayList<>();
    for (int j = 0; j < support.dimension(); j++) {
      if (isConstant(support, j)) {
        String name =
            support.features().isEmpty()
                ? "number " + (j + 1)
                : "'" + support.features().get(j) + "'";
        warnings.add(
            "column %s of the supporting sample is constant; the gate's slopes on it stay as in the start"
                .formatted(name));
      }
    }
    return warnings;
  }

  private static boolean isConstant(SupportingSample support, int j) {
    for (int s = 1; s < support.size(); s++) {
      if (support.get(s, j) != support.get(0, j)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same by names alone.
   *
   * @throws UnusableInputException if a feature is missing
   */
  public static SupportingSample of(SupportingSample support, List<String> features)
      throws UnusableInputException {
    boolean named = !features.isEmpty() && !support.features().isEmpty();
    return named && !support.features().equals(features) ? reordered(support, features) : support;
  }

  private static SupportingSample reordered(SupportingSample support, List<String> features)
      throws UnusableInputException {
    int[] columns = new int[features.size()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = support.features().indexOf(features.get(j));
      if (columns[j] < 0) {
        throw new UnusableInputException(
            "the supporting sample has no column '"
                + features.get(j)
                + "', a feature of the models");
      }
    }
    double[][] rows = new double[support.size()][columns.length];
    for (int s = 0; s < rows.length; s++) {
      for (int j = 0; j < columns.length; j++) {
        rows[s][j] = support.get(s, columns[j]);
      }
    }
    return SupportingSample.of(features, rows).withExposures(support.exposures());
  }
}
