package org.dmoe.model;

import java.util.List;
import java.util.Locale;
import org.dmoe.linalg.PortableMath;

/**
 * Rows that no expert has made: f(y|x) = (1 - e) sum_k pi_k(x) phi_k(y|x) + e u(y), with one broad
 * density u for all x, a Cauchy density, whose tails no response is too wild for. Predictions are
 * those of the experts alone. A broad component for noise is that of Banfield and Raftery (1993).
 *
 * @param share e, at least {@link #LEAST_SHARE} and below one
 * @param centre of u, in units of the response
 * @param scale of u, half the distance between its quartiles, in units of the response
 */
public record Noise(double share, double centre, double scale) {

  /** Where no row is noise the share falls to this, not to zero. */
  public static final double LEAST_SHARE = 1e-9;

  private static final double LOG_PI = PortableMath.log(Math.PI);

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Noise {
    if (!(share >= LEAST_SHARE && share < 1)) {
      throw new IllegalArgumentException(
          "the share of noise must be above 0 and below 1: " + share);
    }
    if (!Double.isFinite(centre)) {
      throw new IllegalArgumentException("the centre of the noise is not finite: " + centre);
    }
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "the scale of the noise must be positive and finite: " + scale);
    }
  }

  /** For the user. */
  public String inWords() {
    return String.format(
        Locale.ROOT, "%.2f %% of the rows are noise, which predictions leave out", 100 * share);
  }

  /** The same density with another share, kept within its range. */
  public Noise withShare(double other) {
    return new Noise(Math.min(Math.max(other, LEAST_SHARE), Math.nextDown(1)), centre, scale);
  }

  /** The same of a response z = (y - origin) / unit. */
  public Noise standardised(double origin, double unit) {
    return new Noise(share, (centre - origin) / unit, scale / unit);
  }

  /** Of a response in users' units y = origin + unit z, where this is of z. */
  public Noise restored(double origin, double unit) {
    return new Noise(share, origin + unit * centre, unit * scale);
  }

  /** log u(y). */
  public double logDensity(double y) {
    double z = (y - centre) / scale;
    return -LOG_PI - PortableMath.log(scale) - PortableMath.log(1 + z * z);
  }

  /**
   * log f(y|x).
   *
   * @param ofExperts log of the experts' density of y
   */
  public double logMixed(double ofExperts, double y) {
    return logSum(PortableMath.log(1 - share) + ofExperts, PortableMath.log(share) + logDensity(y));
  }

  /**
   * Probability that an expert made the row.
   *
   * @param ofExperts log of the experts' density of y
   */
  public double genuine(double ofExperts, double y) {
    return PortableMath.exp(PortableMath.log(1 - share) + ofExperts - logMixed(ofExperts, y));
  }

  private static double logSum(double a, double b) {
    double larger = Math.max(a, b);
    return larger + PortableMath.log(1 + PortableMath.exp(Math.min(a, b) - larger));
  }

  /**
   * The mean of several.
   *
   * @param weights of each, not negative, with a positive sum
   */
  public static Noise mean(List<Noise> several, double[] weights) {
    double total = 0;
    double share = 0;
    double centre = 0;
    double scale = 0;
    for (int m = 0; m < several.size(); m++) {
      total += weights[m];
      share += weights[m] * several.get(m).share;
      centre += weights[m] * several.get(m).centre;
      scale += weights[m] * several.get(m).scale;
    }
    return new Noise(0.5, centre / total, scale / total).withShare(share / total);
  }
}
