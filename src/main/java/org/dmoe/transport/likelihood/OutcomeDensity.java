package org.dmoe.transport.likelihood;

import java.util.Arrays;
import org.dmoe.model.family.CanonicalFamily;

/** log f(y) = h(y) + eta' T(y) - e A(eta) of one row, of which h is kept. */
final class OutcomeDensity {

  private final CanonicalFamily family;
  private final double exposure;
  private final double[] zero;
  private final double normOfZero;
  private double[] base = {};
  private double[] eta;
  private double norm;

  OutcomeDensity(CanonicalFamily family, double exposure) {
    this.family = family;
    this.exposure = exposure;
    this.zero = new double[family.predictors()];
    this.normOfZero = exposure * family.logPartition(zero, zero.clone());
  }

  double largest() {
    return family.largest(exposure);
  }

  void at(double[] predictors) {
    eta = predictors;
    norm = exposure * family.logPartition(eta, new double[eta.length]);
  }

  double log(int y) {
    double log = base(y) - norm;
    for (int c = 0; c < eta.length; c++) {
      log += eta[c] * family.statistic(y, c);
    }
    return log;
  }

  private double base(int y) {
    if (y >= base.length) {
      int from = base.length;
      base = Arrays.copyOf(base, Math.max(8, 2 * from));
      for (int v = from; v < base.length && v <= largest(); v++) {
        base[v] = family.logDensity(zero, Double.NaN, v, exposure) + normOfZero;
      }
    }
    return base[y];
  }
}
