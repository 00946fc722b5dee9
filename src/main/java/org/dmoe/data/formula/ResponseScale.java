package org.dmoe.data.formula;

import java.util.Locale;
import java.util.Optional;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.Scorer;

/**
 * What is done with the response before experts see it, and how predictions undo it. Of a normal z
 * with mean m and variance v, E exp(z) = exp(m + v/2) and E exp(2z) = exp(2m + 2v); E z^2 = m^2 + v
 * and E z^4 = m^4 + 6 m^2 v + 3 v^2. Moments of the mixture are exact; so are quantiles, save that
 * below a square root of zero they are zero.
 */
public enum ResponseScale {
  IDENTITY,
  LOG,
  SQRT;

  static Optional<ResponseScale> of(String function) {
    return switch (function) {
      case "log" -> Optional.of(LOG);
      case "sqrt" -> Optional.of(SQRT);
      default -> Optional.empty();
    };
  }

  /** The response, or the function of it. */
  public String text(String response) {
    return this == IDENTITY ? response : name().toLowerCase(Locale.ROOT) + "(" + response + ")";
  }

  /** What experts see of a response; not finite outside the domain. */
  public double apply(double y) {
    return switch (this) {
      case IDENTITY -> y;
      case LOG -> y > 0 ? PortableMath.log(y) : Double.NaN;
      case SQRT -> Math.sqrt(y);
    };
  }

  /** A quantile of the response of one of what experts see. */
  public double quantile(double z) {
    return switch (this) {
      case IDENTITY -> z;
      case LOG -> PortableMath.exp(z);
      case SQRT -> z > 0 ? z * z : 0;
    };
  }

  /** Mean of the response at the scorer's row. */
  public double mean(Scorer at) {
    return this == IDENTITY ? at.mean() : moment(at, false);
  }

  /** Variance of the response at the scorer's row. */
  public double variance(Scorer at) {
    if (this == IDENTITY) {
      return at.variance();
    }
    double mean = moment(at, false);
    return Math.max(0, moment(at, true) - mean * mean);
  }

  private double moment(Scorer at, boolean ofSquare) {
    double sum = 0;
    for (int k = 0; k < at.size(); k++) {
      double m = at.expertMean(k);
      double v = at.expertDeviation(k) * at.expertDeviation(k);
      sum += at.probability(k) * moment(m, v, ofSquare);
    }
    return sum;
  }

  private double moment(double m, double v, boolean ofSquare) {
    if (this == LOG) {
      return PortableMath.exp(ofSquare ? 2 * (m + v) : m + 0.5 * v);
    }
    double square = m * m + v;
    return ofSquare ? square * square + v * (4 * m * m + 2 * v) : square;
  }
}
