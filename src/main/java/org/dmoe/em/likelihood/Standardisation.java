package org.dmoe.em.likelihood;

import org.dmoe.data.Observations;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.MixtureOfExperts;

/**
 * Weighted centres and scales of covariates and response. A column that does not vary beyond
 * rounding has scale 0 here and becomes a column of zeros.
 */
public final class Standardisation {

  /** Spread below this multiple of a column's magnitude is rounding. */
  private static final double ROUNDING = 1e-12;

  /** Below it, reciprocals and squares leave the range of doubles. */
  private static final double SMALLEST = 1e-150;

  private final double[] centre;
  private final double[] scale;
  private final double responseCentre;
  private final double responseScale;
  private final boolean responseConstant;

  private Standardisation(double[] centre, double[] scale, Moments response) {
    this.centre = centre;
    this.scale = scale;
    this.responseCentre = response.centre;
    this.responseConstant = response.scale == 0;
    double magnitude = Math.abs(response.centre) > SMALLEST ? Math.abs(response.centre) : 1;
    this.responseScale = responseConstant ? magnitude : response.scale;
  }

  public static Standardisation of(Observations observations) {
    int d = observations.dimension();
    double[] centre = new double[d];
    double[] scale = new double[d];
    for (int j = 0; j < d; j++) {
      Moments column = moments(observations, j);
      centre[j] = column.centre;
      scale[j] = column.scale;
    }
    return new Standardisation(centre, scale, moments(observations, d));
  }

  public int dimension() {
    return centre.length;
  }

  public boolean constant(int j) {
    return scale[j] == 0;
  }

  public boolean responseConstant() {
    return responseConstant;
  }

  public double responseScale() {
    return responseScale;
  }

  /** z = (x - centre) / scale for one column of n values; zeros if the column is constant. */
  void standardizeColumn(int j, double[] x, double[] z, int n) {
    double factor = scale[j] == 0 ? 0 : 1 / scale[j];
    affine(x, z, n, factor, scale[j] == 0 ? 0 : -centre[j] / scale[j]);
  }

  void standardizeResponse(double[] y, double[] z, int n) {
    affine(y, z, n, 1 / responseScale, -responseCentre / responseScale);
  }

  private static void affine(double[] x, double[] z, int n, double factor, double shift) {
    for (int i = 0; i < n; i++) {
      z[i] = Math.fma(x[i], factor, shift);
    }
  }

  /** Coefficients of (1, x) from p coefficients of (1, z) at offset; a column of scale 0 gets 0. */
  public double[] gateToUsersUnits(double[] coefficients, int offset) {
    double[] c = new double[centre.length + 1];
    c[0] = coefficients[offset];
    for (int j = 0; j < centre.length; j++) {
      if (scale[j] != 0) {
        c[j + 1] = coefficients[offset + j + 1] / scale[j];
        c[0] -= coefficients[offset + j + 1] * (centre[j] / scale[j]);
      }
    }
    return c;
  }

  /** The same for an expert's mean, in units of the response. */
  public double[] expertToUsersUnits(double[] coefficients, int offset) {
    double[] c = gateToUsersUnits(coefficients, offset);
    for (int j = 0; j < c.length; j++) {
      c[j] *= responseScale;
    }
    c[0] += responseCentre;
    return c;
  }

  public double varianceToUsersUnits(double variance) {
    return variance * responseScale * responseScale;
  }

  /** Parameters in standard units of a model in users' units, for a fit that starts from it. */
  public double[] toStandardUnits(MixtureOfExperts model) {
    ParameterLayout layout = new ParameterLayout(centre.length + 1, model.size());
    double[] theta = new double[layout.size()];
    for (int k = 0; k < model.size(); k++) {
      if (k < model.size() - 1) {
        place(model.gate().alpha(k), 1, 0, theta, layout.gate(k));
      }
      double[] beta = model.expert(k).beta();
      place(beta, 1 / responseScale, -responseCentre, theta, layout.mean(k));
      double variance = model.expert(k).variance() / responseScale / responseScale;
      theta[layout.logVariance(k)] =
          PortableMath.log(Math.max(variance, PenalisedLikelihood.VARIANCE_FLOOR));
    }
    return theta;
  }

  private void place(double[] c, double factor, double shift, double[] theta, int offset) {
    double intercept = c[0] + shift;
    for (int j = 0; j < centre.length; j++) {
      intercept += c[j + 1] * centre[j];
      theta[offset + j + 1] = factor * c[j + 1] * scale[j];
    }
    theta[offset] = factor * intercept;
  }

  private record Moments(double centre, double scale) {}

  /** Column j, or the response if j = d; scaled by the largest magnitude against overflow. */
  private static Moments moments(Observations observations, int j) {
    double largest = 0;
    double sum = 0;
    for (int b = 0; b < observations.blockCount(); b++) {
      double[] x = column(observations.block(b), j);
      for (int i = 0; i < observations.block(b).rows(); i++) {
        largest = Math.max(largest, Math.abs(x[i]));
      }
    }
    if (!(largest > SMALLEST)) {
      return new Moments(0, 0);
    }
    for (int b = 0; b < observations.blockCount(); b++) {
      Observations.Block block = observations.block(b);
      double[] x = column(block, j);
      for (int i = 0; i < block.rows(); i++) {
        sum += block.weights()[i] * (x[i] / largest);
      }
    }
    double mean = sum / observations.totalWeight();
    double spread = Math.sqrt(secondMoment(observations, j, largest, mean));
    boolean varies = spread > ROUNDING * Math.abs(mean) && spread * largest > SMALLEST;
    return new Moments(mean * largest, varies ? spread * largest : 0);
  }

  private static double secondMoment(
      Observations observations, int j, double largest, double mean) {
    double sum = 0;
    for (int b = 0; b < observations.blockCount(); b++) {
      Observations.Block block = observations.block(b);
      double[] x = column(block, j);
      for (int i = 0; i < block.rows(); i++) {
        double u = x[i] / largest - mean;
        sum += block.weights()[i] * u * u;
      }
    }
    return sum / observations.totalWeight();
  }

  private static double[] column(Observations.Block block, int j) {
    return j < block.covariates().length ? block.covariates()[j] : block.response();
  }
}
