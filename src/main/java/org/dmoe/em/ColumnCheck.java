package org.dmoe.em;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.linalg.Cholesky;

/** Finds columns that are constant, duplicates, or linear combinations of columns before them. */
final class ColumnCheck {

  /** Part of a column's variance that the columns before it leave unexplained. */
  private static final double DEPENDENT = 1e-10;

  private final double[] gram;
  private final int p;
  private final double totalWeight;
  private final StandardUnits units;
  private final List<String> names;

  /**
   * @param gram p x p Gram matrix of the standardised rows
   */
  ColumnCheck(double[] gram, double totalWeight, StandardUnits units, List<String> names) {
    this.gram = gram;
    this.p = units.covariates().dimension() + 1;
    this.totalWeight = totalWeight;
    this.units = units;
    this.names = names;
  }

  /** One warning for each such column. */
  List<String> warnings() {
    boolean[] dependent = Cholesky.factorIndependent(gram.clone(), p, DEPENDENT * totalWeight);
    List<String> warnings = new ArrayList<>();
    for (int j = 1; j < p; j++) {
      if (units.covariates().constant(j - 1)) {
        warnings.add(name(j) + " is constant; its coefficients are 0");
      } else if (dependent[j]) {
        warnings.add(describeDependence(j));
      }
    }
    return warnings;
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
