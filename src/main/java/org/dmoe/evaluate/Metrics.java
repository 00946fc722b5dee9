package org.dmoe.evaluate;

import java.util.List;
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
 * @param calibration share of rows below the model's own quantile of .1, .2, ... .9
 * @param experts what share of the rows each has; null where it was not asked for
 * @param labels agreement with known labels; null where none are known
 * @param diagnostics what pictures need; null where they were not asked for
 * @param classes of a categorical or binomial response; null of others, as counts
 * @param counts of a response that is a count
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
    double coverage95,
    List<Double> calibration,
    ExpertUse experts,
    Labels labels,
    Diagnostics diagnostics,
    ClassMetrics classes,
    CountMetrics counts) {

  /**
   * Agreement of the most probable expert with known labels.
   *
   * @param posterior of argmax tau_k, given x and y
   * @param gate of argmax pi_k, given x alone
   */
  public record Labels(LabelAgreement posterior, LabelAgreement gate) {}

  public Metrics {
    calibration = List.copyOf(calibration);
  }

  /** The same with the labels' agreement. */
  public Metrics withLabels(Labels agreement) {
    return with(experts, agreement, diagnostics, classes, counts);
  }

  /** The same with the experts' shares. */
  Metrics withExperts(ExpertUse use) {
    return with(use, labels, diagnostics, classes, counts);
  }

  /** The same with what pictures need. */
  public Metrics withDiagnostics(Diagnostics pictures) {
    return with(experts, labels, pictures, classes, counts);
  }

  /** The same with those of classes. */
  Metrics withClasses(ClassMetrics ofClasses) {
    return with(experts, labels, diagnostics, ofClasses, counts);
  }

  /** The same with those of counts. */
  Metrics withCounts(CountMetrics ofCounts) {
    return with(experts, labels, diagnostics, classes, ofCounts);
  }

  private Metrics with(
      ExpertUse use,
      Labels agreement,
      Diagnostics pictures,
      ClassMetrics ofClasses,
      CountMetrics ofCounts) {
    return new Metrics(
        rows,
        weight,
        meanLogLikelihood,
        rpe,
        centredRpe,
        rmse,
        mae,
        correlation,
        coverage50,
        coverage80,
        coverage95,
        calibration,
        use,
        agreement,
        pictures,
        ofClasses,
        ofCounts);
  }

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
      evaluator.add(x, rows.response(i), rows.exposure(i), rows.weight(i));
    }
    return evaluator.metrics();
  }
}
