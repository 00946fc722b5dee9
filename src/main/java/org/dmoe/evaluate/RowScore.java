package org.dmoe.evaluate;

import org.dmoe.model.Scorer;

/** What a model says of one row with its response; made anew in its place for each row. */
final class RowScore {

  private final double[] tau;
  private double y;
  private double mean;
  private double logDensity;
  private double cumulative;
  private double entropy;

  /**
   * @param experts K of the model
   */
  RowScore(int experts) {
    tau = new double[experts];
  }

  /**
   * @param scorer standing at the row
   */
  void of(Scorer scorer, double response) {
    y = response;
    mean = scorer.mean();
    logDensity = scorer.logDensity(y);
    cumulative = scorer.placeOf(y);
    entropy = scorer.responsibilities(y, tau);
  }

  double y() {
    return y;
  }

  /** E[y|x]. */
  double mean() {
    return mean;
  }

  /** log f(y|x). */
  double logDensity() {
    return logDensity;
  }

  /** P(Y &lt;= y|x); of whole numbers P(Y &lt; y|x) + P(Y = y|x) / 2. */
  double cumulative() {
    return cumulative;
  }

  /** Of the responsibilities, in nats. */
  double entropy() {
    return entropy;
  }

  /** The responsibilities (length K); the storage itself. */
  double[] tau() {
    return tau;
  }
}
