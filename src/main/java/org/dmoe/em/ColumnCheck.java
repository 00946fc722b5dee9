package org.dmoe.em;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Standardisation;
import org.dmoe.linalg.Cholesky;
import org.dmoe.model.Design;
import org.dmoe.model.Undetermined;

/**
 * Finds what rows cannot say of the coefficients: columns that are constant, and columns that are
 * linear combinations of those before them.
 */
final class ColumnCheck {

  /** Part of a column's variance that the columns before it leave unexplained. */
  private static final double DEPENDENT = 1e-10;

  /** Coefficients of a combination below it, on standardised columns, are rounding. */
  private static final double ROUNDING = 1e-7;

  private final double[] R;
  private final boolean[] dependent;
  private final int p;
  private final Standardisation covariates;
  private final FeatureSpec columns;
  private final IntPredicate used;
  private final List<double[]> directions = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ColumnCheck(
      double[] gram,
      double totalWeight,
      Standardisation covariates,
      FeatureSpec columns,
      IntPredicate used) {
    this.p = covariates.dimension() + 1;
    this.R = gram.clone();
    this.used = used;
    withoutUnused(totalWeight);
    this.dependent = Cholesky.factorIndependent(R, p, DEPENDENT * totalWeight);
    this.covariates = covariates;
    this.columns = columns;
    for (int j = 1; j < p; j++) {
      if (!used.test(j)) {
        continue;
      }
      if (covariates.constant(j - 1)) {
        addConstant(j);
      } else if (dependent[j]) {
        addCombination(j);
      }
    }
  }

  /**
   * Checks the columns of the experts, and those of the gate where they are others.
   *
   * @param gram p x p Gram matrix of the standardised rows, row-major
   * @param columns that the covariates are made of; without any, numbers name them
   */
  static ColumnCheck of(
      double[] gram,
      double totalWeight,
      Standardisation covariates,
      FeatureSpec columns,
      Design design) {
    ColumnCheck experts =
        new ColumnCheck(gram, totalWeight, covariates, columns, design::expertsHave);
    if (!design.isFull()) {
      experts.add(new ColumnCheck(gram, totalWeight, covariates, columns, design::gateHas));
    }
    return experts;
  }

  /** Adds what another one found beside. */
  private void add(ColumnCheck other) {
    for (int i = 0; i < other.directions.size(); i++) {
      double[] direction = other.directions.get(i);
      if (directions.stream().noneMatch(known -> Arrays.equals(known, direction))) {
        directions.add(direction);
        warnings.add(other.warnings.get(i));
      }
    }
  }

  /** Columns that are not asked of depend on nothing. */
  private void withoutUnused(double totalWeight) {
    for (int j = 0; j < p; j++) {
      if (!used.test(j)) {
        for (int i = 0; i < p; i++) {
          R[i * p + j] = 0;
          R[j * p + i] = 0;
        }
        R[j * p + j] = totalWeight;
      }
    }
  }

  /** One warning for each such column. */
  List<String> warnings() {
    return warnings;
  }

  Undetermined undetermined() {
    return Undetermined.of(directions);
  }

  /** v' (1, x) = x_j - c. */
  private void addConstant(int j) {
    double[] direction = new double[p];
    direction[j] = 1;
    direction[0] = covariates.centre(j - 1) == 0 ? 0 : -covariates.centre(j - 1);
    directions.add(direction);
    warnings.add(name(j) + " is constant; its coefficients are 0");
  }

  /** v' (1, z) = z_j minus its regression on the independent columns before it. */
  private void addCombination(int j) {
    double[] direction = new double[p];
    direction[j] = 1;
    for (int i = j - 1; i >= 0; i--) {
      if (!dependent[i]) {
        double rest = R[i * p + j];
        for (int c = i + 1; c < j; c++) {
          rest += R[i * p + c] * direction[c];
        }
        direction[i] = -rest / R[i * p + i];
      }
    }
    for (int i = 0; i < j; i++) {
      direction[i] = Math.abs(direction[i]) <= ROUNDING ? 0 : direction[i];
    }
    directions.add(inUsersUnits(direction));
    warnings.add(describe(j, direction));
  }

  private double[] inUsersUnits(double[] direction) {
    double[] v = covariates.restore(direction);
    double magnitude = Math.abs(direction[0]);
    for (int i = 1; i < p; i++) {
      magnitude += Math.abs(v[i] * covariates.centre(i - 1));
    }
    v[0] = Math.abs(v[0]) <= ROUNDING * magnitude ? 0 : v[0];
    return v;
  }

  private String describe(int j, double[] direction) {
    Optional<FeatureColumn> category = categoryOf(j, direction);
    if (category.isPresent()) {
      return "no row has level '%s', the reference of column '%s'; the effects of its other levels are shared with the intercept"
          .formatted(category.get().levels().get(0), category.get().name());
    }
    List<String> others = new ArrayList<>();
    for (int i = 1; i < j; i++) {
      if (direction[i] != 0) {
        others.add(name(i));
      }
    }
    if (others.isEmpty()) {
      return name(j) + " is constant; it shares its effect with the intercept";
    }
    boolean copy = others.size() == 1;
    return copy
        ? name(j) + " duplicates " + others.get(0) + "; they share one effect"
        : name(j) + " is a linear combination of columns before it; they share their effects";
  }

  /** The category all of whose indicators, and no other column, take part in a combination. */
  private Optional<FeatureColumn> categoryOf(int j, double[] direction) {
    int first = 1;
    for (FeatureColumn column : columns.designColumns()) {
      int next = first + column.covariates().size();
      if (j >= first && j < next) {
        return column.isCategorical() && isWithin(direction, first)
            ? Optional.of(column)
            : Optional.empty();
      }
      first = next;
    }
    return Optional.empty();
  }

  private static boolean isWithin(double[] direction, int first) {
    for (int i = 1; i < first; i++) {
      if (direction[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private String name(int j) {
    List<String> names = columns.features();
    return j - 1 < names.size() ? "column '" + names.get(j - 1) + "'" : "column " + (j - 1);
  }
}
