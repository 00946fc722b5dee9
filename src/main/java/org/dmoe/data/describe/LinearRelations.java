package org.dmoe.data.describe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns that are linear combinations of those before them, found by modified Gram-Schmidt with a
 * second pass (Björck 1967, BIT 7, 1-21) on standardised columns.
 */
final class LinearRelations {

  /** Share of a column's variance that the others leave unexplained where it is their sum. */
  private static final double TOLERANCE = 1e-10;

  /** Coefficients on standardised columns below this are rounding. */
  private static final double LEAST_COEFFICIENT = 1e-4;

  private final List<double[]> basis = new ArrayList<>();
  private final List<Integer> members = new ArrayList<>();

  /** For each member the coefficients of the basis vectors before it, and its own norm. */
  private final List<double[]> triangle = new ArrayList<>();

  private LinearRelations() {}

  /**
   * @param columns of equal length
   * @return for each column that is a combination of earlier ones, those
   */
  static Map<Integer, List<Integer>> of(List<double[]> columns) {
    LinearRelations relations = new LinearRelations();
    Map<Integer, List<Integer>> found = new LinkedHashMap<>();
    for (int j = 0; j < columns.size(); j++) {
      double[] z = standardised(columns.get(j));
      if (z != null && !relations.addIfNew(j, z)) {
        found.put(j, relations.partners(z));
      }
    }
    return found;
  }

  /** Mean 0 and norm 1; null where the column is constant. */
  private static double[] standardised(double[] column) {
    double mean = 0;
    for (double value : column) {
      mean += value / column.length;
    }
    double[] z = new double[column.length];
    double scale = 0;
    for (int i = 0; i < z.length; i++) {
      z[i] = column[i] - mean;
      scale = Math.max(scale, Math.abs(z[i]));
    }
    if (!(scale > 1e-12 * Math.abs(mean)) || z.length < 2) {
      return null;
    }
    double norm = 0;
    for (int i = 0; i < z.length; i++) {
      z[i] /= scale;
      norm += z[i] * z[i];
    }
    scaleBy(z, 1 / Math.sqrt(norm));
    return z;
  }

  private boolean addIfNew(int column, double[] z) {
    if (basis.size() >= z.length - 1) {
      return true;
    }
    double[] rest = z.clone();
    double[] coefficients = project(rest);
    double norm = Math.sqrt(dot(rest, rest));
    if (!(norm * norm > TOLERANCE)) {
      return false;
    }
    coefficients[basis.size()] = norm;
    scaleBy(rest, 1 / norm);
    basis.add(rest);
    members.add(column);
    triangle.add(coefficients);
    return true;
  }

  /** Takes the basis out of a vector; returns what was taken, with a place more at the end. */
  private double[] project(double[] rest) {
    double[] coefficients = new double[basis.size() + 1];
    for (int pass = 0; pass < 2; pass++) {
      for (int b = 0; b < basis.size(); b++) {
        double[] q = basis.get(b);
        double coefficient = dot(q, rest);
        coefficients[b] += coefficient;
        for (int i = 0; i < rest.length; i++) {
          rest[i] -= coefficient * q[i];
        }
      }
    }
    return coefficients;
  }

  /** The members whose combination a vector is: back substitution in the triangle. */
  private List<Integer> partners(double[] z) {
    double[] left = project(z.clone());
    List<Integer> partners = new ArrayList<>();
    for (int b = basis.size() - 1; b >= 0; b--) {
      double coefficient = left[b] / triangle.get(b)[b];
      for (int a = 0; a < b; a++) {
        left[a] -= coefficient * triangle.get(b)[a];
      }
      if (Math.abs(coefficient) > LEAST_COEFFICIENT) {
        partners.add(0, members.get(b));
      }
    }
    return partners;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void scaleBy(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }
}
