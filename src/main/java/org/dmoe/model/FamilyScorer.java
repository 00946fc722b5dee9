package org.dmoe.model;

import org.dmoe.model.family.Family;

/** Of the experts of any family. */
final class FamilyScorer extends Scorer {

  private final Family family;
  private final double[][][] beta;
  private final double[] dispersion;
  private final double[][] eta;
  private double exposure;

  FamilyScorer(MixtureOfExperts mixture) {
    super(mixture);
    family = mixture.family();
    beta = new double[size][][];
    dispersion = new double[size];
    eta = new double[size][family.predictors()];
    for (int k = 0; k < size; k++) {
      beta[k] = mixture.linearExpert(k).coefficients();
      dispersion[k] = mixture.linearExpert(k).dispersion();
    }
  }

  @Override
  void expertsAt(double[] x, double exposureOfRow) {
    exposure = exposureOfRow;
    for (int k = 0; k < size; k++) {
      for (int c = 0; c < eta[k].length; c++) {
        eta[k][c] = Numbers.affine(beta[k][c], x);
      }
    }
  }

  @Override
  public double expertMean(int k) {
    return family.mean(eta[k], exposure);
  }

  @Override
  public double expertDeviation(int k) {
    return Math.sqrt(family.variance(eta[k], dispersion[k], exposure));
  }

  @Override
  public double expertSlope(int k) {
    return family.meanSlope(eta[k]);
  }

  @Override
  public double expertCurvature(int k) {
    return family.meanCurvature(eta[k]);
  }

  @Override
  double expertCumulative(int k, double y) {
    return family.cumulative(eta[k], dispersion[k], y, exposure);
  }

  @Override
  double logJoint(int k, double logit, double y) {
    return logit + family.logDensity(eta[k], dispersion[k], y, exposure);
  }

  @Override
  public double[] expertClassProbabilities(int k) {
    return family.classProbabilities(eta[k]);
  }

  @Override
  public double classProbability(int c) {
    double sum = family.classes().isEmpty() ? Double.NaN : 0;
    for (int k = 0; k < size && sum >= 0; k++) {
      sum += probabilities[k] * family.classProbabilities(eta[k])[c];
    }
    return sum;
  }

  @Override
  boolean isDiscrete() {
    return family.isDiscrete();
  }

  @Override
  double largest() {
    return family.largest(exposure);
  }
}
