package org.dmoe.em;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.em.family.ResponseRows;
import org.dmoe.em.family.SingleExpert;
import org.dmoe.linalg.Softmax;
import org.dmoe.model.family.CanonicalFamily;

/** What is unusual about responses: constant ones, rare classes, classes that separate. */
final class ResponseWarnings {

  /** A class with fewer rows says little of its coefficients. */
  private static final int FEW_ROWS = 10;

  private final ResponseRows rows;
  private final CanonicalFamily family;
  private final SingleExpert single;
  private final List<String> warnings = new ArrayList<>();
  private final boolean constant;

  ResponseWarnings(ResponseRows rows, CanonicalFamily family, SingleExpert single) {
    this.rows = rows;
    this.family = family;
    this.single = single;
    this.constant = isConstant(rows.observations());
    if (constant) {
      warnings.add("the response is constant; the model has one expert");
    } else if (!family.classes().isEmpty()) {
      addClasses();
    } else if (family.largest(1) < Double.POSITIVE_INFINITY) {
      addSuccesses();
    }
  }

  List<String> warnings() {
    return warnings;
  }

  /** Whether all responses are the same for their exposure. */
  boolean isConstant() {
    return constant;
  }

  private static boolean isConstant(Observations rows) {
    double first = rows.response(0) / rows.exposure(0);
    for (int i = 1; i < rows.rows(); i++) {
      if (rows.response(i) / rows.exposure(i) != first) {
        return false;
      }
    }
    return true;
  }

  private void addClasses() {
    List<String> classes = family.classes();
    int[] counts = new int[classes.size()];
    for (int i = 0; i < rows.observations().rows(); i++) {
      counts[(int) rows.observations().response(i)]++;
    }
    double[] least = new double[counts.length];
    double[] most = new double[counts.length];
    findRanges(least, most);
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0) {
        warnings.add(
            "no row is of class '%s'; only the ridge keeps its coefficients finite"
                .formatted(classes.get(c)));
      } else if (least[c] > most[c]) {
        warnings.add(
            "a linear predictor separates class '%s' from the others; only the ridge keeps its coefficients finite"
                .formatted(classes.get(c)));
      } else if (counts[c] < FEW_ROWS) {
        warnings.add("class '%s' has %d rows".formatted(classes.get(c), counts[c]));
      }
    }
  }

  /** Least log odds of each class among its own rows, most among the others. */
  private void findRanges(double[] least, double[] most) {
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    int q = family.predictors();
    double[] eta = new double[q];
    for (int b = 0; b < rows.blockCount(); b++) {
      rows.load(b);
      for (int i = 0; i < rows.observations().block(b).rows(); i++) {
        single.predictors(rows, i, eta);
        for (int c = 0; c <= q; c++) {
          double odds = logOdds(eta, c);
          if (rows.response()[i] == c) {
            least[c] = Math.min(least[c], odds);
          } else {
            most[c] = Math.max(most[c], odds);
          }
        }
      }
    }
  }

  /** log p_c - log (1 - p_c), by the predictors that are not class c's. */
  private static double logOdds(double[] eta, int c) {
    double[] others = new double[eta.length];
    int filled = 0;
    for (int e = 0; e <= eta.length; e++) {
      if (e != c) {
        others[filled++] = e < eta.length ? eta[e] : 0;
      }
    }
    return (c < eta.length ? eta[c] : 0) - Softmax.logSumExp(others);
  }

  private void addSuccesses() {
    double leastOfSuccess = Double.POSITIVE_INFINITY;
    double mostOfFailure = Double.NEGATIVE_INFINITY;
    double[] eta = new double[1];
    for (int b = 0; b < rows.blockCount(); b++) {
      rows.load(b);
      for (int i = 0; i < rows.observations().block(b).rows(); i++) {
        single.predictors(rows, i, eta);
        if (rows.response()[i] > 0) {
          leastOfSuccess = Math.min(leastOfSuccess, eta[0]);
        }
        if (rows.response()[i] < rows.exposures()[i]) {
          mostOfFailure = Math.max(mostOfFailure, eta[0]);
        }
      }
    }
    if (leastOfSuccess > mostOfFailure) {
      warnings.add(
          "a linear predictor separates successes from failures; only the ridge keeps its coefficients finite");
    }
  }
}
