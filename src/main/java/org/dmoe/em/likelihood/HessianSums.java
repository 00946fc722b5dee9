package org.dmoe.em.likelihood;

import org.dmoe.linalg.GramKernel;

/**
 * Sums for the Hessian of the observed log-likelihood: by Louis (1982), for each row the expected
 * complete-data Hessian plus the covariance of the complete-data score under the responsibilities.
 */
final class HessianSums extends ParameterMatrixSums {

  HessianSums(ParameterLayout layout, EStep eStep, GramKernel kernel) {
    super(layout, eStep, kernel);
  }

  @Override
  void weigh(double[] weights, int n) {
    gateByGate(n);
    gateByMean(n);
    meanByMean(n);
    gateByVariance(n);
    meanByVariance(n);
    varianceByVariance(weights, n);
  }

  @Override
  double[] factors(double[] weights, int n) {
    return weights;
  }

  private void gateByGate(int n) {
    int w = 0;
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int l = k; l < layout.K() - 1; l++) {
        double[] out = second[w++];
        double[] pi = eStep.gate[k];
        double[] pl = eStep.gate[l];
        double[] tk = eStep.responsibility[k];
        double[] tl = eStep.responsibility[l];
        double own = k == l ? 1 : 0;
        for (int i = 0; i < n; i++) {
          out[i] = tk[i] * (own - tl[i]) - pi[i] * (own - pl[i]);
        }
      }
    }
  }

  private void gateByMean(int n) {
    int w = layout.pairs();
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int l = 0; l < layout.K(); l++) {
        scoreCovariance(second[w++], meanScore[l], eStep.responsibility[k], k == l ? 1 : 0, n);
      }
    }
  }

  private void gateByVariance(int n) {
    int w = 0;
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int l = 0; l < layout.K(); l++) {
        scoreCovariance(first[w++], varianceScore[l], eStep.responsibility[k], k == l ? 1 : 0, n);
      }
    }
  }

  /** out = score (own - tau). */
  private static void scoreCovariance(
      double[] out, double[] score, double[] tau, double own, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = score[i] * (own - tau[i]);
    }
  }

  private void meanByMean(int n) {
    int w = layout.pairs() + (layout.K() - 1) * layout.K();
    for (int k = 0; k < layout.K(); k++) {
      for (int l = k; l < layout.K(); l++) {
        double[] out = second[w++];
        double[] a = meanScore[k];
        double[] b = meanScore[l];
        for (int i = 0; i < n; i++) {
          out[i] = -a[i] * b[i];
        }
        if (k == l) {
          addOwnMeanTerm(out, k, n);
        }
      }
    }
  }

  private void addOwnMeanTerm(double[] out, int k, int n) {
    double[] tau = eStep.responsibility[k];
    double[] r = eStep.residual[k];
    double precision = eStep.precision[k];
    for (int i = 0; i < n; i++) {
      out[i] += precision * (meanScore[k][i] * r[i] - tau[i]);
    }
  }

  private void meanByVariance(int n) {
    int w = (layout.K() - 1) * layout.K();
    for (int k = 0; k < layout.K(); k++) {
      for (int l = 0; l < layout.K(); l++) {
        double[] out = first[w++];
        double[] a = meanScore[k];
        double[] b = varianceScore[l];
        for (int i = 0; i < n; i++) {
          out[i] = -a[i] * b[i];
        }
        if (k == l) {
          double[] r = eStep.residual[k];
          double precision = eStep.precision[k];
          for (int i = 0; i < n; i++) {
            out[i] += a[i] * (0.5 * (r[i] * r[i] * precision - 1) - 1);
          }
        }
      }
    }
  }

  private void varianceByVariance(double[] weights, int n) {
    for (int k = 0; k < layout.K(); k++) {
      for (int l = k; l < layout.K(); l++) {
        double sum = 0;
        double[] a = varianceScore[k];
        double[] b = varianceScore[l];
        double[] tau = eStep.responsibility[k];
        double[] r = eStep.residual[k];
        double precision = eStep.precision[k];
        for (int i = 0; i < n; i++) {
          double own = 0;
          if (k == l) {
            double s = r[i] * r[i] * precision;
            own = tau[i] * (0.25 * (s - 1) * (s - 1) - 0.5 * s);
          }
          sum += weights[i] * (own - a[i] * b[i]);
        }
        variances[k][l] += sum;
      }
    }
  }
}
