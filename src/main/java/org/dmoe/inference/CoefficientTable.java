package org.dmoe.inference;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.PortableMath;

/** All coefficients with their uncertainty. */
public final class CoefficientTable {

  private CoefficientTable() {}

  /**
   * Experts in order, each with its linear predictors and, of Gaussian ones, its standard
   * deviation, then the gates; of each what the design has.
   *
   * @param reference expert that the gates are against, from 0
   * @throws IllegalArgumentException if there is no such expert
   */
  public static List<Coefficient> of(Inference inference, int reference) {
    ParameterLayout layout = inference.layout();
    if (reference < 0 || reference >= layout.K()) {
      throw new IllegalArgumentException(
          "--gate-reference %d: the experts are 1 to %d".formatted(reference + 1, layout.K()));
    }
    List<Coefficient> rows = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      addExpert(inference, k, rows);
    }
    for (int k = 0; k < layout.K(); k++) {
      if (k != reference) {
        addGate(inference, k, reference, rows);
      }
    }
    return rows;
  }

  private static void addExpert(Inference inference, int k, List<Coefficient> rows) {
    ParameterLayout layout = inference.layout();
    for (int c = 0; c < layout.q(); c++) {
      addPredictor(inference, k, c, rows);
    }
    if (layout.dispersions()) {
      rows.add(
          new Coefficient(
              Coefficient.Block.DEVIATION,
              k + 1,
              0,
              inference.terms().get(0),
              deviation(inference, k)));
    }
  }

  private static void addPredictor(Inference inference, int k, int c, List<Coefficient> rows) {
    ParameterLayout layout = inference.layout();
    List<String> classes = inference.model().family().classes();
    String contrast =
        classes.isEmpty()
            ? ""
            : "%s against %s".formatted(classes.get(c), classes.get(classes.size() - 1));
    for (int j = 0; j < layout.p(); j++) {
      if (layout.design().expertsHave(j)) {
        int at = layout.mean(k) + c * layout.p() + j;
        rows.add(
            new Coefficient(
                Coefficient.Block.EXPERT,
                k + 1,
                0,
                contrast,
                inference.terms().get(j),
                inference.estimate(Contrast.of(at))));
      }
    }
  }

  private static void addGate(Inference inference, int k, int against, List<Coefficient> rows) {
    ParameterLayout layout = inference.layout();
    for (int j = 0; j < layout.p(); j++) {
      if (!layout.design().gateHas(j)) {
        continue;
      }
      Estimate estimate = inference.estimate(Contrast.gate(layout, k, against, j));
      rows.add(
          new Coefficient(
              Coefficient.Block.GATE, k + 1, against + 1, inference.terms().get(j), estimate));
    }
  }

  /** The interval is that of log sigma, on the scale of sigma; that sigma is 0 is no hypothesis. */
  private static Estimate deviation(Inference inference, int k) {
    int at = inference.layout().logVariance(k);
    double logDeviation = 0.5 * inference.theta()[at];
    double deviation = PortableMath.exp(logDeviation);
    if (inference.covariance().isAtFloor(k)) {
      return Estimate.without(deviation, "at its floor");
    }
    if (!inference.covariance().identifies(at)) {
      return Estimate.without(deviation, Estimate.NOT_IDENTIFIED);
    }
    double error = 0.5 * Math.sqrt(inference.covariance().get(at, at));
    double half =
        error * inference.reference().inverseSurvivalProbability((1 - inference.level()) / 2);
    return new Estimate(
        deviation,
        deviation * error,
        Double.NaN,
        Double.NaN,
        PortableMath.exp(logDeviation - half),
        PortableMath.exp(logDeviation + half),
        "");
  }
}
