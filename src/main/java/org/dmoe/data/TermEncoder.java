package org.dmoe.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dmoe.data.formula.Factor;

/** Makes the covariates of a formula out of a row's numbers and levels. Not for several threads. */
final class TermEncoder {

  private final List<TermCoding.Covariate> covariates;
  private final List<Factor> factors = new ArrayList<>();
  private final int[][] places;
  private final double[] values;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> categories = new HashMap<>();
  private String reason = "";

  TermEncoder(FeatureSpec spec) {
    covariates = spec.coding().covariates();
    spec.numbers().forEach(name -> numbers.put(name, numbers.size()));
    spec.categories().forEach(name -> categories.put(name, categories.size()));
    places = new int[covariates.size()][];
    for (int j = 0; j < places.length; j++) {
      places[j] = covariates.get(j).pieces().stream().mapToInt(this::place).toArray();
    }
    values = new double[factors.size()];
  }

  /** Of a level the number of its category, of a function its own. */
  private int place(TermCoding.Piece piece) {
    if (piece.level() >= 0) {
      return categories.get(piece.factor().column());
    }
    if (!factors.contains(piece.factor())) {
      factors.add(piece.factor());
    }
    return factors.indexOf(piece.factor());
  }

  /**
   * Encodes a row.
   *
   * @param row its numbers, none missing
   * @param levels indices of its categories' levels
   * @param x receives the covariates (length d)
   * @return false where a term is not a number
   */
  boolean encode(double[] row, int[] levels, double[] x) {
    ToDoubleFunction<String> columns = name -> row[numbers.get(name)];
    for (int f = 0; f < values.length; f++) {
      values[f] = factors.get(f).value(columns);
      if (!Double.isFinite(values[f])) {
        return outside(factors.get(f), columns);
      }
    }
    for (int j = 0; j < places.length; j++) {
      x[j] = product(covariates.get(j).pieces(), places[j], levels);
    }
    return true;
  }

  private double product(List<TermCoding.Piece> pieces, int[] at, int[] levels) {
    double product = 1;
    for (int i = 0; i < at.length; i++) {
      TermCoding.Piece piece = pieces.get(i);
      if (piece.level() >= 0) {
        product *= levels[at[i]] == piece.level() ? 1 : 0;
      } else {
        for (int power = 0; power < piece.power(); power++) {
          product *= values[at[i]];
        }
      }
    }
    return product;
  }

  /** Whether a covariate changes with a column. */
  boolean dependsOn(int covariate, String column) {
    return covariates.get(covariate).pieces().stream()
        .anyMatch(piece -> piece.factor().variables().contains(column));
  }

  /**
   * Derivatives of some covariates in a column of numbers.
   *
   * @param row its numbers, none missing
   * @param levels indices of its categories' levels
   * @param some of the covariates, by their numbers
   * @return one for each of them; not finite where a term has no slope
   */
  double[] derivative(double[] row, int[] levels, String column, int[] some) {
    ToDoubleFunction<String> columns = name -> row[numbers.get(name)];
    double[] derivative = new double[some.length];
    for (int i = 0; i < some.length; i++) {
      derivative[i] = derivative(some[i], columns, levels, column);
    }
    return derivative;
  }

  private double derivative(
      int covariate, ToDoubleFunction<String> columns, int[] levels, String column) {
    List<TermCoding.Piece> pieces = covariates.get(covariate).pieces();
    List<TermCoding.Piece> functions = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).level() < 0) {
        functions.add(pieces.get(i));
      } else if (levels[places[covariate][i]] != pieces.get(i).level()) {
        return 0;
      }
    }
    double sum = 0;
    for (TermCoding.Piece moved : functions) {
      double slope = moved.factor().derivative(columns, column);
      sum += slope == 0 ? 0 : slope * moved.power() * others(functions, moved, columns);
    }
    return sum;
  }

  /** The product of functions, but for one factor of the one that moves. */
  private static double others(
      List<TermCoding.Piece> functions, TermCoding.Piece moved, ToDoubleFunction<String> columns) {
    double product = 1;
    for (TermCoding.Piece piece : functions) {
      double value = piece.factor().value(columns);
      for (int power = piece.equals(moved) ? 1 : 0; power < piece.power(); power++) {
        product *= value;
      }
    }
    return product;
  }

  private boolean outside(Factor factor, ToDoubleFunction<String> columns) {
    List<String> at = new ArrayList<>();
    for (String name : factor.variables()) {
      at.add("'%s' is %s".formatted(name, columns.applyAsDouble(name)));
    }
    reason = "term '%s' is not a number where %s".formatted(factor.text(), String.join(", ", at));
    return false;
  }

  /** Why the last row that was not encoded was not. */
  String reason() {
    return reason;
  }
}
