package org.dmoe.mapreduce.pipeline;

import java.util.List;
import org.dmoe.mapreduce.UnusableInputException;
import org.dmoe.transport.SupportingSample;

/** Brings a supporting sample's columns into the order of a model's features. */
public final class SupportColumns {

  private SupportColumns() {}

  /**
   * Matches columns by name; where the features or the columns have no names, by position.
   *
   * @throws UnusableInputException if a feature is missing or the numbers of columns differ
   */
  public static SupportingSample match(SupportingSample support, List<String> features)
      throws UnusableInputException {
    if (features.isEmpty() || support.features().isEmpty()) {
      return support;
    }
    if (support.features().equals(features)) {
      return support;
    }
    int[] columns = new int[features.size()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = support.features().indexOf(features.get(j));
      if (columns[j] < 0) {
        throw new UnusableInputException(
            "--support: has no column '" + features.get(j) + "', which is a feature");
      }
    }
    double[][] rows = new double[support.size()][columns.length];
    for (int s = 0; s < rows.length; s++) {
      for (int j = 0; j < columns.length; j++) {
        rows[s][j] = support.get(s, columns[j]);
      }
    }
    return SupportingSample.of(features, rows);
  }
}
