package org.dmoe.inference;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.Parameters;

/** Effects, and the errors of what a mixture says, by differences. */
final class Differences {

  private static final double STEP = 1e-5;

  private Differences() {}

  /** sqrt(g' V g) with the gradient by differences. */
  static double error(
      MixtureOfExperts model,
      ParameterCovariance covariance,
      ToDoubleFunction<MixtureOfExperts> value) {
    ParameterLayout layout = Parameters.layout(model);
    double[] gradient = new double[layout.size()];
    for (int i = 0; i < gradient.length; i++) {
      for (int sign = -1; sign <= 1 && layout.isFree(i); sign += 2) {
        double[] theta = Parameters.of(model);
        theta[i] += sign * STEP;
        MixtureOfExperts moved = Parameters.toMixture(theta, layout, model.family());
        gradient[i] += sign * value.applyAsDouble(moved) / (2 * STEP);
      }
    }
    double variance = 0;
    for (int a = 0; a < gradient.length; a++) {
      for (int b = 0; b < gradient.length; b++) {
        variance += gradient[a] * gradient[b] * covariance.get(a, b);
      }
    }
    return Math.sqrt(variance);
  }

  /** The mean, or the probability of class c, under the mixture or under one expert alone. */
  static double outcome(MixtureOfExperts model, int c, double[] x) {
    Scorer scorer = Scorer.of(model);
    scorer.at(x);
    return model.family().classes().isEmpty() ? scorer.mean() : scorer.classProbability(c);
  }

  private static MixtureOfExperts alone(MixtureOfExperts model, int k) {
    int p = model.dimension() + 1;
    return MixtureOfExperts.of(
        model.family(), SoftmaxGate.of(new double[1][p]), List.of(model.linearExpert(k)));
  }

  /** By differences at one row: of the two levels of a category, b and c, in places 1 and 2. */
  private static double effectAt(MixtureOfExperts model, int c, int j, double[] x, boolean level) {
    double[] up = x.clone();
    double[] down = x.clone();
    if (level) {
      down[1] = up[1] = down[2] = up[2] = 0;
      up[j] = 1;
      return outcome(model, c, up) - outcome(model, c, down);
    }
    up[j] += 1e-4;
    down[j] -= 1e-4;
    return (outcome(model, c, up) - outcome(model, c, down)) / 2e-4;
  }

  static double effect(MixtureOfExperts model, int c, int j, double[][] rows, boolean level) {
    double sum = 0;
    for (double[] x : rows) {
      sum += effectAt(model, c, j, x, level) / rows.length;
    }
    return sum;
  }

  /** Over the rows that an expert has. */
  static double effectWithin(
      MixtureOfExperts model, int k, int c, int j, double[][] rows, boolean level) {
    double sum = 0;
    double share = 0;
    for (double[] x : rows) {
      double pi = model.gate().probabilities(x)[k];
      sum += pi * effectAt(alone(model, k), c, j, x, level);
      share += pi;
    }
    return sum / share;
  }
}
