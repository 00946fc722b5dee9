package org.dmoe.em.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.arrays.Selection;
import org.dmoe.data.Moments;
import org.dmoe.data.Observations;
import org.dmoe.data.Standardisation;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;
import org.dmoe.model.SoftmaxGate;

/**
 * The units of a fit: standardised covariates, a response about its mean in units of its scale, and
 * weights in units of their mean, so that constants of the search mean the same on any rows.
 *
 * <p>The response's scale is its standard deviation, unless that is a matter of a few wild values
 * (a sentinel of 999999 among numbers near one): then a deviation made of quantiles. The floor of
 * the experts' variances is a fraction of its square.
 */
public final class StandardUnits {

  /** Spread below this multiple of the response's magnitude is rounding. */
  private static final double ROUNDING = 1e-12;

  /** A standard deviation of more quantile deviations is one of outliers. */
  private static final double WILD = 5;

  /** Quantiles whose distance measures the spread, until one is not zero. */
  private static final double[] LEVELS = {0.25, 0.1, 0.01};

  /** Distance of these quantiles and their counterparts in a standard normal distribution. */
  private static final double[] NORMAL_DISTANCES = {1.3489795, 2.5631031, 4.6526957};

  private final Standardisation covariates;
  private final double responseCentre;
  private final double responseScale;
  private final boolean responseConstant;
  private final double weightUnit;

  private StandardUnits(
      Standardisation covariates, Moments response, double spread, double weightUnit) {
    this.covariates = covariates;
    this.weightUnit = weightUnit;
    responseCentre = response.mean();
    responseConstant = response.isConstant(ROUNDING);
    double magnitude = response.mean() == 0 ? 1 : Math.abs(response.mean());
    responseScale = responseConstant ? magnitude : spread;
  }

  /** Of rows to fit a mixture to: a weight of one is the rows' mean weight. */
  public static StandardUnits of(Observations rows) {
    return of(rows, Design.FULL);
  }

  /**
   * The same; where experts have no intercept, the response is in the same units about zero, and
   * constant only if it is zero.
   */
  public static StandardUnits of(Observations rows, Design design) {
    Moments own = Moments.ofResponse(rows);
    boolean centred = design.expertsHave(0);
    Moments response = centred ? own : own.aboutZero();
    boolean level = !centred && own.isConstant(ROUNDING);
    return new StandardUnits(
        Standardisation.of(rows, design),
        response,
        level ? response.deviation() : spread(rows, own),
        rows.totalWeight() / rows.rows());
  }

  /** Of rows without a response for a gate of a design, and weights as they are. */
  public static StandardUnits ofCovariates(Observations rows, Design design) {
    return new StandardUnits(Standardisation.of(rows, design), new Moments(0, 1), 1, 1);
  }

  /**
   * Given ones, the same on every machine: of each covariate and then of the response. Weights stay
   * as they are.
   *
   * @param centres of d + 1 columns
   * @param scales of d + 1 columns, positive
   */
  public static StandardUnits given(double[] centres, double[] scales) {
    int d = centres.length - 1;
    Standardisation covariates =
        Standardisation.of(Arrays.copyOf(centres, d), Arrays.copyOf(scales, d));
    return new StandardUnits(
        covariates, new Moments(centres[d], Double.POSITIVE_INFINITY), scales[d], 1);
  }

  private static double spread(Observations rows, Moments response) {
    double[] y = new double[rows.rows()];
    for (int i = 0; i < y.length; i++) {
      y[i] = rows.response(i);
    }
    for (int q = 0; q < LEVELS.length; q++) {
      int low = (int) (LEVELS[q] * (y.length - 1));
      int high = y.length - 1 - low;
      Selection.select(y, new int[] {low, high});
      double robust = (y[high] - y[low]) / NORMAL_DISTANCES[q];
      if (robust > ROUNDING * Math.abs(response.mean())) {
        return response.deviation() > WILD * robust ? robust : response.deviation();
      }
    }
    return response.deviation();
  }

  public Standardisation covariates() {
    return covariates;
  }

  public boolean responseConstant() {
    return responseConstant;
  }

  public double responseScale() {
    return responseScale;
  }

  /** Noise of the standardised response, of that of the response. */
  public Noise toStandardUnits(Noise noise) {
    return noise.standardised(responseCentre, responseScale);
  }

  /** Noise of the response, of that of the standardised response. */
  public Noise toUsersUnits(Noise noise) {
    return noise.restored(responseCentre, responseScale);
  }

  /** A value of column a in users' units; the d covariates, then the response. */
  double columnToUsersUnits(int a, double value) {
    return a < covariates.dimension()
        ? covariates.centre(a) + covariates.scale(a) * value
        : responseCentre + responseScale * value;
  }

  /** What one stands for in column a, in users' units. */
  double columnScale(int a) {
    return a < covariates.dimension() ? covariates.scale(a) : responseScale;
  }

  /** What a weight of one stands for in the rows' own weights. */
  public double weightUnit() {
    return weightUnit;
  }

  /**
   * By what a penalty is divided. Weights are frequencies: rows that count twice are twice the
   * evidence against the same penalty. But a row never counts for less than one, so that weights
   * which sum to one do not leave the penalty alone.
   */
  public double evidence() {
    return Math.max(1, weightUnit);
  }

  void standardiseResponse(double[] y, double[] z, int n) {
    double factor = 1 / responseScale;
    for (int i = 0; i < n; i++) {
      z[i] = factor * (y[i] - responseCentre);
    }
  }

  /**
   * A gate's coefficients in users' units (length p) of those at offset; a constant column's are 0.
   */
  public double[] gateToUsersUnits(double[] coefficients, int offset) {
    int p = covariates.dimension() + 1;
    double[] c = Arrays.copyOfRange(coefficients, offset, offset + p);
    clearConstants(c);
    return covariates.restore(c);
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

  /** The mixture in users' units of parameters in standard units. */
  public MixtureOfExperts toUsersUnits(double[] theta, ParameterLayout layout) {
    double[][] alpha = new double[layout.K()][layout.p()];
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        alpha[k] = gateToUsersUnits(theta, layout.gate(k));
      }
      double variance = PortableMath.exp(theta[layout.logVariance(k)]);
      experts.add(
          GaussianExpert.of(
              expertToUsersUnits(theta, layout.mean(k)), varianceToUsersUnits(variance)));
    }
    Design design = layout.design();
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts)
        .withDesign(design.withNoise(design.noise().map(this::toUsersUnits)));
  }

  /** Parameters in standard units of a model in users' units, for a fit that starts from it. */
  public double[] toStandardUnits(MixtureOfExperts model) {
    ParameterLayout layout = new ParameterLayout(covariates.dimension() + 1, model.size());
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

  private void place(double[] users, double factor, double shift, double[] theta, int offset) {
    double[] c = covariates.standardise(users);
    c[0] += shift;
    clearConstants(c);
    for (int j = 0; j < c.length; j++) {
      theta[offset + j] = factor * c[j];
    }
  }

  private void clearConstants(double[] c) {
    for (int j = 0; j < covariates.dimension(); j++) {
      if (covariates.constant(j)) {
        c[j + 1] = 0;
      }
    }
  }
}
