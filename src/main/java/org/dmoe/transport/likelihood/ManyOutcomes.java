package org.dmoe.transport.likelihood;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * Experts of a row whose outcomes are too many to be summed: of each some points, of many experts a
 * systematic sample.
 */
final class ManyOutcomes {

  /** Experts with more of them that each row hears. */
  static final int MOST_EXPERTS = 48;

  private static final double POINTS_A_DEVIATION = 2;

  /** Of the largest probability, below which there are no more points. */
  private static final double LEAST_RATIO = 1e-10;

  private final CanonicalFamily family;
  private final double exposure;
  private final List<double[]> predictors = new ArrayList<>();
  private final List<Double> masses = new ArrayList<>();
  private double total;

  ManyOutcomes(CanonicalFamily family, double exposure) {
    this.family = family;
    this.exposure = exposure;
  }

  void add(double mass, double[] eta) {
    predictors.add(eta);
    masses.add(mass);
    total += mass;
  }

  /** Whether only a sample of the experts is heard. */
  boolean isSampled() {
    return masses.size() > MOST_EXPERTS;
  }

  /**
   * Adds responses of row i to the layers behind the first ones.
   *
   * @param responses of those layers
   */
  void addPoints(
      int i, long seedOfRow, int first, List<double[]> layers, List<double[]> responses) {
    int at = 0;
    int heard = Math.min(masses.size(), MOST_EXPERTS);
    boolean all = !isSampled();
    double next = ((seedOfRow >>> 12) + 0.5) * 0x1p-52 * total / heard;
    double passed = 0;
    for (int l = 0; l < masses.size(); l++) {
      passed += masses.get(l);
      int times = all ? 1 : (int) Math.max(0, Math.ceil((passed - next) * heard / total));
      next += all ? 0 : times * total / heard;
      double mass = all ? masses.get(l) : times * total / heard;
      for (double[] point : mass > 0 ? points(predictors.get(l)) : new double[0][]) {
        if (first + at == layers.size()) {
          layers.add(new double[StandardisedSupport.BLOCK_ROWS]);
          responses.add(new double[StandardisedSupport.BLOCK_ROWS]);
        }
        layers.get(first + at)[i] = mass * point[1];
        responses.get(at)[i] = point[0];
        at++;
      }
    }
  }

  /** Responses at equal distances about the mean, with weights that sum to one. */
  private double[][] points(double[] eta) {
    double deviation = Math.sqrt(family.variance(eta, Double.NaN, exposure));
    double distance = Math.max(1, Math.floor(deviation / POINTS_A_DEVIATION));
    double middle = Math.min(Math.rint(family.mean(eta, exposure)), family.largest(exposure));
    double best = family.logDensity(eta, Double.NaN, middle, exposure);
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {middle, 1});
    double sum = 1;
    for (int sign = -1; sign <= 1; sign += 2) {
      double ratio = 1;
      for (double y = middle + sign * distance;
          ratio > LEAST_RATIO && y >= 0 && y <= family.largest(exposure);
          y += sign * distance) {
        ratio = PortableMath.exp(family.logDensity(eta, Double.NaN, y, exposure) - best);
        points.add(new double[] {y, ratio});
        sum += ratio;
      }
    }
    for (double[] point : points) {
      point[1] /= sum;
    }
    return points.toArray(new double[0][]);
  }
}
