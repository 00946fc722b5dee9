package org.dmoe.inference;

import java.util.stream.IntStream;
import org.dmoe.em.likelihood.ParameterLayout;

/**
 * One column's effects on one outcome, summed over rows, with gradients in the parameters: on the
 * outcome of the mixture, m = sum_k pi_k v_k, and on each expert's v_k, a row weighted by pi_k.
 */
final class EffectSums {

  private final ParameterLayout layout;
  private final double[] theta;
  private final Outcomes outcomes;
  private final int outcome;

  /** Places in (1, x) that the column moves. */
  private final int[] places;

  /** How fast it moves them at a row. */
  private double[] direction = {};

  private final boolean experts;
  private double effect;
  private final double[] gradient;
  private final double[] within;
  private final double[][] withinGradient;

  /**
   * @param covariates that the column moves
   * @param experts whether each expert's effects are summed too
   */
  EffectSums(
      Inference inference, Outcomes outcomes, int outcome, int[] covariates, boolean experts) {
    this.layout = inference.layout();
    this.theta = inference.theta();
    this.outcomes = outcomes;
    this.outcome = outcome;
    this.places = IntStream.of(covariates).map(j -> j + 1).toArray();
    this.experts = experts;
    this.gradient = new double[layout.size()];
    this.within = new double[layout.K()];
    this.withinGradient = new double[experts ? layout.K() : 0][layout.size()];
  }

  double effect() {
    return effect;
  }

  double[] gradient() {
    return gradient;
  }

  /** sum_i pi_k(x_i) times the effect within expert k. */
  double within(int k) {
    return within[k];
  }

  double[] withinGradient(int k) {
    return withinGradient[k];
  }

  /**
   * Adds v at a point times a sign.
   *
   * @param point where the outcomes are
   * @param x the row itself
   * @param shares pi(x) of the row itself
   */
  void addValue(double sign, double[] point, double[] x, double[] shares) {
    double total = outcomes.total(outcome);
    effect += sign * total;
    for (int k = 0; k < layout.K(); k++) {
      double pi = outcomes.probability(k);
      double value = outcomes.value(outcome, k);
      for (int a = 0; a < layout.q(); a++) {
        double slope = sign * outcomes.slope(outcome, k, a);
        add(gradient, predictor(k, a), pi * slope, point);
        if (experts) {
          add(withinGradient[k], predictor(k, a), shares[k] * slope, point);
        }
      }
      if (k < layout.K() - 1) {
        add(gradient, layout.gate(k), sign * pi * (value - total), point);
      }
      addWithin(k, sign * value, x, shares);
    }
  }

  /**
   * Adds u' dm/dx = sum_k pi_k (v_k' b_k + (a_k - abar) v_k) for slopes b_k and gates' slopes a_k
   * along u.
   *
   * @param x where the outcomes are
   * @param u derivatives of the covariates that the column moves
   * @param shares pi(x)
   */
  void addDerivative(double[] x, double[] u, double[] shares) {
    direction = u;
    double mean = outcomes.total(outcome);
    double gateMean = 0;
    double total = 0;
    for (int k = 0; k < layout.K(); k++) {
      gateMean += shares[k] * gateSlope(k);
      total += shares[k] * part(k);
    }
    effect += total - gateMean * mean;
    for (int k = 0; k < layout.K(); k++) {
      double a = gateSlope(k) - gateMean;
      addPredictors(k, a, x, shares[k]);
      if (k < layout.K() - 1) {
        double about = outcomes.value(outcome, k) - mean;
        addAlong(gradient, layout.gate(k), shares[k] * about);
        double moved = part(k) - total - a * mean - gateMean * about;
        add(gradient, layout.gate(k), shares[k] * moved, x);
      }
      addWithin(k, derivative(k), x, shares);
    }
  }

  private void addPredictors(int k, double gate, double[] x, double share) {
    for (int a = 0; a < layout.q(); a++) {
      double slope = outcomes.slope(outcome, k, a);
      double bend = bend(k, a);
      addAlong(gradient, predictor(k, a), share * slope);
      add(gradient, predictor(k, a), share * (gate * slope + bend), x);
      if (experts) {
        addAlong(withinGradient[k], predictor(k, a), share * slope);
        add(withinGradient[k], predictor(k, a), share * bend, x);
      }
    }
  }

  /** Adds what expert k has of a row, pi_k value, and the gradient of pi_k in the gates. */
  private void addWithin(int k, double value, double[] x, double[] shares) {
    within[k] += shares[k] * value;
    for (int l = 0; experts && l < layout.K() - 1; l++) {
      double change = shares[k] * ((l == k ? 1 : 0) - shares[l]);
      add(withinGradient[k], layout.gate(l), change * value, x);
    }
  }

  /** v_k' b_k, the derivative of v_k. */
  private double derivative(int k) {
    double sum = 0;
    for (int a = 0; a < layout.q(); a++) {
      sum += outcomes.slope(outcome, k, a) * along(predictor(k, a));
    }
    return sum;
  }

  /** v_k' b_k + a_k v_k. */
  private double part(int k) {
    return derivative(k) + gateSlope(k) * outcomes.value(outcome, k);
  }

  /** Derivative of v_k' b_k in predictor a. */
  private double bend(int k, int a) {
    double sum = 0;
    for (int b = 0; b < layout.q(); b++) {
      sum += outcomes.curvature(outcome, k, a, b) * along(predictor(k, b));
    }
    return sum;
  }

  private double gateSlope(int k) {
    return k < layout.K() - 1 ? along(layout.gate(k)) : 0;
  }

  /** Slope of a linear predictor along the column. */
  private double along(int predictor) {
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      sum += direction[i] * theta[predictor + places[i]];
    }
    return sum;
  }

  /** Adds a factor times the derivative of {@link #along}. */
  private void addAlong(double[] to, int predictor, double factor) {
    for (int i = 0; i < places.length; i++) {
      to[predictor + places[i]] += factor * direction[i];
    }
  }

  private int predictor(int k, int a) {
    return layout.mean(k) + a * layout.p();
  }

  /** Adds factor (1, x) from a place of a gradient on. */
  static void add(double[] gradient, int at, double factor, double[] x) {
    gradient[at] += factor;
    for (int i = 0; i < x.length; i++) {
      gradient[at + 1 + i] += factor * x[i];
    }
  }
}
