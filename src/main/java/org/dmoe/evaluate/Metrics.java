package org.dmoe.evaluate;

import org.dmoe.data.Observations;
import org.dmoe.model.MixtureOfExperts;

/**
 * How well a model describes rows; means are weighted.
 *
 * @param rows seen
 * @param weight sum of their weights
 * @param meanLogLikelihood log f(y|x), mean per unit of weight
 * @param rpe relative prediction error, sum (y - y^)^2 / sum y^2
 * @param centredRpe complement of R-squared, sum (y - y^)^2 / sum (y - mean y)^2
 * @param rmse root mean squared error, in units of the response
 * @param mae mean absolute error, in units of the response
 * @param correlation of y and y^
 * @param coverage50 share of rows inside the central 50 % predictive interval
 * @param coverage80 the same of 80 %
 * @param coverage95 the same of 95 %
 */
public record Metrics(
    long rows,
    double weight,
    double meanLogLikelihood,
    double rpe,
    double centredRpe,
    double rmse,
    double mae,
    double correlation,
    double coverage50,
    double coverage80,
    double coverage95) {

  /** Sum of the weights times the mean log-likelihood. */
  public double logLikelihood() {
    return weight * meanLogLikelihood;
  }

  /** The metrics of a model on rows held in memory. */
  public static Metrics of(MixtureOfExperts model, Observations rows) {
    RowEvaluator evaluator = RowEvaluator.of(model);
    double[] x = new double[rows.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      evaluator.add(x, rows.response(i), rows.weight(i));
    }
    return evaluator.accumulator().metrics();
  }
}
