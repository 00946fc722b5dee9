package org.dmoe.model.family;

import org.apache.commons.numbers.gamma.Erfc;
import org.dmoe.linalg.PortableMath;

/** y ~ N(eta, dispersion). */
public enum Gaussian implements Family {
  INSTANCE;

  private static final double SQRT_TWO = Math.sqrt(2);

  @Override
  public String id() {
    return "gaussian";
  }

  @Override
  public int predictors() {
    return 1;
  }

  @Override
  public boolean hasDispersion() {
    return true;
  }

  @Override
  public boolean isDiscrete() {
    return false;
  }

  @Override
  public double logDensity(double[] eta, double dispersion, double y, double exposure) {
    double residual = y - eta[0];
    return -0.5
        * (PortableMath.LOG_TWO_PI
            + PortableMath.log(dispersion)
            + residual * residual / dispersion);
  }

  @Override
  public double mean(double[] eta, double exposure) {
    return eta[0];
  }

  @Override
  public double meanSlope(double[] eta) {
    return 1;
  }

  @Override
  public double meanCurvature(double[] eta) {
    return 0;
  }

  @Override
  public double variance(double[] eta, double dispersion, double exposure) {
    return dispersion;
  }

  @Override
  public double cumulative(double[] eta, double dispersion, double y, double exposure) {
    return 0.5 * Erfc.value((eta[0] - y) / (Math.sqrt(dispersion) * SQRT_TWO));
  }

  @Override
  public double largest(double exposure) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double kullbackLeibler(
      double[] etaL, double dispersionL, double[] etaK, double dispersionK) {
    double ratio = dispersionL / dispersionK;
    double shift = etaL[0] - etaK[0];
    return 0.5 * (ratio - 1 - PortableMath.log(ratio) + shift * shift / dispersionK);
  }

  @Override
  public void requireResponse(double y, double exposure) {
    if (!Double.isFinite(y)) {
      throw new IllegalArgumentException("the response is not finite: " + y);
    }
  }
}
