package org.dmoe.em.likelihood;

import org.dmoe.model.Noise;

/**
 * Moments of the responses that are noise, for an EM step of its density: a Cauchy number is a
 * normal one of random variance, and u_i = 2 / (1 + z_i^2) its expected inverse. The scale is
 * divided by the sum of u_i, which takes fewer steps than the number of rows (Kent, Tyler and Vardi
 * 1994, equation 3.6).
 */
final class NoiseMoments {

  private double weight;
  private double sum;
  private double squares;

  void clear() {
    weight = 0;
    sum = 0;
    squares = 0;
  }

  void add(Noise noise, EStep eStep, LayeredRows rows, int n) {
    double[] genuine = eStep.genuine();
    for (int i = 0; i < n; i++) {
      double z = (rows.response()[i] - noise.centre()) / noise.scale();
      double u = rows.weights()[i] * (1 - genuine[i]) * 2 / (1 + z * z);
      weight += u;
      sum += u * z;
      squares += u * z * z;
    }
  }

  void add(NoiseMoments other) {
    weight += other.weight;
    sum += other.sum;
    squares += other.squares;
  }

  /** The same where no row is noise. */
  Noise next(Noise noise) {
    if (!(weight > 0)) {
      return noise;
    }
    double shift = sum / weight;
    double variance = squares / weight - shift * shift;
    double scale = noise.scale() * Math.sqrt(Math.max(variance, Double.MIN_NORMAL));
    return new Noise(noise.share(), noise.centre() + noise.scale() * shift, scale);
  }
}
