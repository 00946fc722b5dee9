package org.dmoe.model;

import org.apache.commons.numbers.gamma.Erfc;
import org.dmoe.linalg.PortableMath;

/** Of Gaussian experts. */
final class GaussianScorer extends Scorer {

  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double HALF_LOG_TWO_PI = 0.5 * PortableMath.LOG_TWO_PI;

  private final double[][] beta;
  private final double[] precision;
  private final double[] deviation;
  private final double[] logNorm;
  private final double[] means;

  GaussianScorer(MixtureOfExperts mixture) {
    super(mixture);
    beta = new double[size][];
    precision = new double[size];
    deviation = new double[size];
    logNorm = new double[size];
    means = new double[size];
    for (int k = 0; k < size; k++) {
      GaussianExpert expert = mixture.expert(k);
      beta[k] = expert.beta();
      precision[k] = 1 / expert.variance();
      deviation[k] = Math.sqrt(expert.variance());
      logNorm[k] = -HALF_LOG_TWO_PI - 0.5 * PortableMath.log(expert.variance());
    }
  }

  @Override
  void expertsAt(double[] x, double exposure) {
    Numbers.affine(beta, x, means);
  }

  @Override
  public double expertMean(int k) {
    return means[k];
  }

  @Override
  public double expertDeviation(int k) {
    return deviation[k];
  }

  @Override
  public double expertSlope(int k) {
    return 1;
  }

  @Override
  public double expertCurvature(int k) {
    return 0;
  }

  @Override
  double expertCumulative(int k, double y) {
    return 0.5 * Erfc.value((means[k] - y) / (deviation[k] * SQRT_TWO));
  }

  @Override
  double logJoint(int k, double logit, double y) {
    double residual = y - means[k];
    return logit + logNorm[k] - 0.5 * precision[k] * residual * residual;
  }

  @Override
  boolean isDiscrete() {
    return false;
  }

  @Override
  double largest() {
    return Double.POSITIVE_INFINITY;
  }
}
