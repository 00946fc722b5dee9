package org.dmoe.data;

import org.dmoe.model.Design;

/**
 * Weighted centres and scales of the covariates of rows: z = (x - centre) / scale. A column that
 * does not vary beyond rounding is constant: it becomes a column of zeros, and a coefficient on it
 * keeps its value.
 */
public final class Standardisation {

  /** Spread below this multiple of a column's magnitude is rounding. */
  private static final double ROUNDING = 1e-12;

  private final double[] centre;
  private final double[] scale;
  private final boolean[] constant;

  private Standardisation(int dimension) {
    this.centre = new double[dimension];
    this.scale = new double[dimension];
    this.constant = new boolean[dimension];
  }

  /** Centres and scales of the d covariates. */
  public static Standardisation of(Observations rows) {
    return of(rows, Design.FULL);
  }

  /**
   * The same; where gate or experts have no intercept, centres are zero, scales root mean squares,
   * and only a column of zeros counts as constant.
   */
  public static Standardisation of(Observations rows, Design design) {
    Standardisation result = new Standardisation(rows.dimension());
    for (int j = 0; j < rows.dimension(); j++) {
      Moments own = Moments.ofCovariate(rows, j);
      Moments moments = design.hasIntercepts() ? own : own.aboutZero();
      result.centre[j] = moments.mean();
      result.constant[j] = moments.isConstant(ROUNDING);
      result.scale[j] = result.constant[j] ? 1 : moments.deviation();
    }
    return result;
  }

  /** Of d given centres and scales; no column counts as constant. */
  public static Standardisation of(double[] centres, double[] scales) {
    Standardisation result = new Standardisation(centres.length);
    System.arraycopy(centres, 0, result.centre, 0, centres.length);
    System.arraycopy(scales, 0, result.scale, 0, scales.length);
    return result;
  }

  /** Number of covariates d. */
  public int dimension() {
    return centre.length;
  }

  /** Whether covariate j does not vary. */
  public boolean constant(int j) {
    return constant[j];
  }

  /** The value about which covariate j varies, in its own units. */
  public double centre(int j) {
    return centre[j];
  }

  /** The unit of covariate j, in its own units; 1 if it is constant. */
  public double scale(int j) {
    return scale[j];
  }

  /** z = (x - centre) / scale for n values of covariate j; zeros if it is constant. */
  public void column(int j, double[] x, double[] z, int n) {
    double factor = constant[j] ? 0 : 1 / scale[j];
    double middle = centre[j];
    for (int i = 0; i < n; i++) {
      z[i] = factor * (x[i] - middle);
    }
  }

  /** Intercept and slopes (length d + 1) on x as they act on z. */
  public double[] standardise(double[] coefficients) {
    double[] c = coefficients.clone();
    for (int j = 0; j < centre.length; j++) {
      c[0] += coefficients[j + 1] * centre[j];
      c[j + 1] = coefficients[j + 1] * scale[j];
    }
    return c;
  }

  /** The inverse of {@link #standardise}. */
  public double[] restore(double[] coefficients) {
    double[] c = coefficients.clone();
    for (int j = 0; j < centre.length; j++) {
      c[j + 1] = coefficients[j + 1] / scale[j];
      c[0] -= coefficients[j + 1] * (centre[j] / scale[j]);
    }
    return c;
  }
}
