package org.dmoe.model.family;

/**
 * An exponential family in its canonical link: log f(y) = eta' T(y) - e A(eta) + h(y, e) with
 * exposure e. Mean and covariance of T(y) are e A'(eta) and e A''(eta) (P. McCullagh and J. A.
 * Nelder, "Generalized Linear Models", 1989, section 2.2).
 */
public interface CanonicalFamily extends Family {

  /**
   * A(eta), at an exposure of one.
   *
   * @param eta linear predictors (length q)
   * @param mean receives A'(eta) (length q)
   */
  double logPartition(double[] eta, double[] mean);

  /** The same at n rows: eta, mean q x n. */
  void logPartition(double[][] eta, int n, double[] A, double[][] mean);

  /** Entry (a, b) of A''(eta), from A'(eta). */
  double covariance(double[] mean, int a, int b);

  /** Entry c of T(y). */
  double statistic(double y, int c);

  /** log f(y) at the predictors that make it largest. */
  double saturated(double y, double exposure);

  /**
   * log f(y) minus {@link #saturated}, minus half the deviance: at most 0, and exact to a few units
   * in its last place however large counts are.
   */
  double logRatio(double[] eta, double y, double exposure);

  /**
   * The same at n rows.
   *
   * @param A log-partition function of each row, as made from eta
   */
  void logRatio(double[][] eta, double[] A, double[] y, double[] exposure, int n, double[] out);

  /**
   * Predictors at which the mean is about that of responses, with half an observation added where
   * they would be infinite.
   *
   * @param sums of T(y) (length q)
   * @param exposure sum of theirs
   */
  double[] predictorsOf(double[] sums, double exposure);

  /**
   * Entry (a, b) of the ridge's metric: of classes, such that it does not depend on the baseline.
   */
  default double metric(int a, int b) {
    return a == b ? 1 : 0;
  }

  /** Ridge on the experts' standardised coefficients by which local fits aggregate best. */
  default double expertRidge() {
    return 0.01;
  }

  /** The same of the gate. */
  default double gateRidge() {
    return 0.1;
  }

  /** Whether responses with this exposure can tell experts apart that have the same mean of all. */
  default boolean tellsExpertsApart(double exposure) {
    return true;
  }

  @Override
  default double logDensity(double[] eta, double dispersion, double y, double exposure) {
    return logRatio(eta, y, exposure) + saturated(y, exposure);
  }

  /** A(eta_k) - A(eta_l) - mu_l' (eta_k - eta_l). */
  @Override
  default double kullbackLeibler(
      double[] etaL, double dispersionL, double[] etaK, double dispersionK) {
    double[] mean = new double[predictors()];
    double divergence = logPartition(etaK, new double[predictors()]) - logPartition(etaL, mean);
    for (int c = 0; c < mean.length; c++) {
      divergence -= mean[c] * (etaK[c] - etaL[c]);
    }
    return Math.max(0, divergence);
  }
}
