package org.dmoe.em;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.likelihood.Standardisation;

/** Finds columns that are constant, duplicates, or linear combinations of columns before them. */
final class ColumnCheck {

  /** Part of a column's variance that the columns before it leave unexplained. */
  private static final double DEPENDENT = 1e-10;

  private final double[] gram;
  private final int p;
  private final double totalWeight;
  private final Standardisation standardization;
  private final List<String> names;

  /**
   * @param gram p x p Gram matrix of the standardised rows
   */
  ColumnCheck(
      double[] gram, double totalWeight, Standardisation standardization, List<String> names) {
    this.gram = gram;
    this.p = standardization.dimension() + 1;
    this.totalWeight = totalWeight;
    this.standardization = standardization;
    this.names = names;
  }

  /** One warning for each such column. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    double[] R = new double[p * p];
    for (int j = 0; j < p; j++) {
      if (j > 0 && standardization.constant(j - 1)) {
        warnings.add(name(j) + " is constant; its coefficients are 0");
      } else if (j > 0 && !extendFactor(R, j)) {
        warnings.add(describeDependence(j));
      } else if (j == 0) {
        R[0] = Math.sqrt(gram[0]);
      }
    }
    return warnings;
  }

  /** Adds column j to the factor of the independent columns before it. */
  private boolean extendFactor(double[] R, int j) {
    double left = gram[j * p + j];
    for (int i = 0; i < j; i++) {
      if (R[i * p + i] > 0) {
        double s = gram[i * p + j];
        for (int c = 0; c < i; c++) {
          s -= R[c * p + i] * R[c * p + j];
        }
        R[i * p + j] = s / R[i * p + i];
        left -= R[i * p + j] * R[i * p + j];
      }
    }
    if (!(left > DEPENDENT * totalWeight)) {
      for (int i = 0; i < j; i++) {
        R[i * p + j] = 0;
      }
      return false;
    }
    R[j * p + j] = Math.sqrt(left);
    return true;
  }

  private String describeDependence(int j) {
    for (int i = 1; i < j; i++) {
      if (Math.abs(gram[i * p + j]) >= (1 - DEPENDENT) * totalWeight) {
        return name(j) + " duplicates " + name(i) + "; they share one effect";
      }
    }
    return name(j) + " is a linear combination of columns before it; they share their effects";
  }

  private String name(int j) {
    return j - 1 < names.size() ? "column '" + names.get(j - 1) + "'" : "column " + (j - 1);
  }
}
