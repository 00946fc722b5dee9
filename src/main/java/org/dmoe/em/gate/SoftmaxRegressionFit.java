package org.dmoe.em.gate;

import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.model.Design;
import org.dmoe.model.SoftmaxGate;

/**
 * Weighted multinomial logistic regression of soft labels on covariates: maximises sum_i w_i sum_k
 * t_ik log pi_k(x_i) - ridge / 2 sum_k |a_k - mean a|^2 over the gate, where a_k are the slopes of
 * standardised covariates, by damped Newton steps.
 */
public final class SoftmaxRegressionFit {

  private static final int MAX_ITERATIONS = 200;
  private static final double RELATIVE_TOLERANCE = 1e-15;

  /** Per unit of weight; reached on the way to infinity when the labels can be separated. */
  private static final double ABSOLUTE_TOLERANCE = 1e-14;

  /** Least pivot of the information per unit of weight that still counts as determined. */
  private static final double DETERMINED = 1e-9;

  /**
   * @param gate in users' units, finite whatever the labels are
   * @param converged whether the last step promised nothing more
   * @param undetermined places of (1, x) of the coefficients that have (almost) no information,
   *     because labels can be separated, an expert has no label, or columns depend on each other;
   *     the gate is then one of many, stopped on its way; empty if all have
   * @param objective the maximum, penalty included
   * @param iterations of Newton's method
   */
  public record Result(
      SoftmaxGate gate,
      boolean converged,
      List<Integer> undetermined,
      double objective,
      int iterations) {

    public Result {
      undetermined = List.copyOf(undetermined);
    }

    /** Whether every direction of the gate has information. */
    public boolean determined() {
      return undetermined.isEmpty();
    }
  }

  private final SoftmaxRegression problem;
  private double[] gate;
  private double value;
  private boolean converged;
  private int iterations;

  private SoftmaxRegressionFit(SoftmaxRegression problem) {
    this.problem = problem;
    this.gate = new double[problem.parameters()];
  }

  /**
   * Fits a gate.
   *
   * @param X n rows of d covariates
   * @param labels n rows of K masses that are not negative; a row's sum multiplies its weight
   * @param weights n weights that are not negative
   * @param ridge on standardised slopes, 0 for the maximum of the likelihood itself
   * @throws IllegalArgumentException if sizes differ, a number is not finite or a mass negative, or
   *     no row has a positive weight
   */
  public static Result fit(double[][] X, double[][] labels, double[] weights, double ridge) {
    return fit(X, labels, weights, ridge, Design.FULL);
  }

  /**
   * Fits a gate that has the covariates of a design.
   *
   * @param design whose experts do not matter
   * @throws IllegalArgumentException as the other one
   */
  public static Result fit(
      double[][] X, double[][] labels, double[] weights, double ridge, Design design) {
    if (!(ridge >= 0) || Double.isInfinite(ridge)) {
      throw new IllegalArgumentException("ridge must not be negative: " + ridge);
    }
    if (labels.length != X.length || weights.length != X.length || X.length == 0) {
      throw new IllegalArgumentException(
          "%d rows, %d labels, %d weights".formatted(X.length, labels.length, weights.length));
    }
    Observations.Builder rows = Observations.builder(X[0].length);
    for (int i = 0; i < X.length; i++) {
      rows.add(X[i], 0, weights[i]);
    }
    Observations observations = rows.build();
    if (observations.rows() == 0) {
      throw new IllegalArgumentException("no row has a positive weight");
    }
    StandardisedRows standardised =
        new StandardisedRows(observations, StandardUnits.ofCovariates(observations, design));
    SoftmaxRegressionFit fit =
        new SoftmaxRegressionFit(
            new SoftmaxRegression(standardised, byExpert(labels, weights), ridge, design));
    fit.run();
    return fit.result();
  }

  /** K arrays of the masses of rows with a positive weight. */
  private static double[][] byExpert(double[][] labels, double[] weights) {
    int K = labels[0].length;
    if (K == 0) {
      throw new IllegalArgumentException("labels have no masses");
    }
    int rows = 0;
    double[][] byExpert = new double[K][labels.length];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i].length != K) {
        throw new IllegalArgumentException(
            "label " + i + " has " + labels[i].length + " masses, expected " + K);
      }
      for (int k = 0; k < K; k++) {
        byExpert[k][rows] = checkedMass(labels[i][k]);
      }
      rows += weights[i] > 0 ? 1 : 0;
    }
    return byExpert;
  }

  private static double checkedMass(double mass) {
    if (!(mass >= 0) || Double.isInfinite(mass)) {
      throw new IllegalArgumentException("a label's mass is negative or not finite: " + mass);
    }
    return mass;
  }

  private void run() {
    double tolerance = ABSOLUTE_TOLERANCE * problem.totalMass();
    for (value = problem.evaluate(gate); iterations < MAX_ITERATIONS; iterations++) {
      double[] direction = problem.newtonDirection();
      double promise = problem.slope(direction);
      boolean improved = step(direction, promise);
      if (promise <= RELATIVE_TOLERANCE * Math.abs(value) + tolerance) {
        converged = true;
        return;
      }
      if (!improved) {
        converged = promise <= 1e-9 * Math.abs(value);
        return;
      }
    }
  }

  private boolean step(double[] direction, double promise) {
    for (double length = 1; length > 1e-6; length /= 2) {
      double[] trial = gate.clone();
      for (int j = 0; j < trial.length; j++) {
        trial[j] += length * direction[j];
      }
      double reached = problem.evaluate(trial);
      if (reached > value || lostInRounding(reached, promise)) {
        gate = trial;
        value = reached;
        return true;
      }
    }
    problem.evaluate(gate);
    return false;
  }

  /** Near the maximum a Newton step is right even where the objective cannot show it. */
  private boolean lostInRounding(double reached, double promise) {
    double size = Math.abs(value);
    return promise <= 1e-10 * size && reached >= value - 1e-13 * size;
  }

  private Result result() {
    return new Result(
        problem.toUsersUnits(gate), converged, problem.undetermined(DETERMINED), value, iterations);
  }
}
