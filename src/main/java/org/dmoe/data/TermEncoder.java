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
  private final List<Factor> functions = new ArrayList<>();
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
    values = new double[functions.size()];
  }

  /** Of a level the number of its category, of a function its own. */
  private int place(TermCoding.Piece piece) {
    if (piece.level() >= 0) {
      return categories.get(piece.factor().column());
    }
    if (!functions.contains(piece.factor())) {
      functions.add(piece.factor());
    }
    return functions.indexOf(piece.factor());
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
      values[f] = functions.get(f).value(columns);
      if (!Double.isFinite(values[f])) {
        return outside(functions.get(f), columns);
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
   * Derivatives of the covariates in a column of numbers.
   *
   * @param row its numbers, none missing
   * @param levels indices of its categories' levels
   * @return of length d; not finite where a term has no slope
   */
  double[] derivative(double[] row, int[] levels, String column) {
    ToDoubleFunction<String> columns = name -> row[numbers.get(name)];
    double[] slopes = new double[functions.size()];
    for (int f = 0; f < slopes.length; f++) {
      values[f] = functions.get(f).value(columns);
      slopes[f] = functions.get(f).derivative(columns, column);
    }
    double[] derivative = new double[places.length];
    for (int j = 0; j < places.length; j++) {
      List<TermCoding.Piece> pieces = covariates.get(j).pieces();
      for (int i = 0; i < pieces.size(); i++) {
        derivative[j] += pieces.get(i).level() >= 0 ? 0 : productWithSlope(j, i, slopes, levels);
      }
    }
    return derivative;
  }

  /** The product of a covariate's pieces with the derivative of one in its place. */
  private double productWithSlope(int covariate, int piece, double[] slopes, int[] levels) {
    List<TermCoding.Piece> pieces = covariates.get(covariate).pieces();
    int function = places[covariate][piece];
    int power = pieces.get(piece).power();
    double product = slopes[function] == 0 ? 0 : power * slopes[function];
    for (int i = 0; i < pieces.size() && product != 0; i++) {
      TermCoding.Piece other = pieces.get(i);
      if (other.level() >= 0) {
        product *= levels[places[covariate][i]] == other.level() ? 1 : 0;
      } else {
        for (int n = i == piece ? 1 : 0; n < other.power(); n++) {
          product *= values[places[covariate][i]];
        }
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
