package org.dmoe.refine;

import java.util.Arrays;
import org.dmoe.data.Moments;
import org.dmoe.data.Observations;
import org.dmoe.data.Standardisation;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.model.Design;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.Numbers;

/**
 * The units in which sums are kept: each covariate, and last the response, about a centre and in
 * units of a scale. Sums of different frames can be re-expressed exactly, up to rounding; frames
 * near the rows' means and deviations keep rounding small.
 *
 * @param centre of d + 1 columns
 * @param scale of d + 1 columns, positive
 */
public record Frame(double[] centre, double[] scale) {

  private static final double ROUNDING = 1e-12;

  /** Of sums of squares about a mean, which are less exact. */
  private static final double ROUNDING_OF_SUMS = 1e-7;

  /**
   * @throws IllegalArgumentException if lengths differ, or a number is not finite or a scale not
   *     positive
   */
  public Frame {
    Numbers.requireFinite(centre, "centre");
    Numbers.requireFinite(scale, "scale");
    if (centre.length == 0 || centre.length != scale.length) {
      throw new IllegalArgumentException(
          "%d centres and %d scales".formatted(centre.length, scale.length));
    }
    for (double unit : scale) {
      if (!(unit > 0)) {
        throw new IllegalArgumentException("a scale is not positive: " + unit);
      }
    }
  }

  /**
   * Means and deviations of rows; a column that does not vary keeps its unit. A design without
   * intercepts has them about zero.
   */
  public static Frame ofRows(Observations rows, Design design) {
    int d = rows.dimension();
    double[] centre = new double[d + 1];
    double[] scale = new double[d + 1];
    for (int j = 0; j <= d; j++) {
      Moments own = j < d ? Moments.ofCovariate(rows, j) : Moments.ofResponse(rows);
      Moments moments = moments(own, design, j == d, ROUNDING);
      centre[j] = moments.mean();
      scale[j] = moments.isConstant(ROUNDING) ? 1 : moments.deviation();
    }
    return new Frame(centre, scale);
  }

  /** The same of the rows that statistics are of, all experts' shares together. */
  public static Frame ofStatistics(EmStatistics statistics, Design design) {
    EmStatistics.Share all = Shares.total(statistics);
    int columns = all.mean().length;
    double[] centre = new double[columns];
    double[] scale = new double[columns];
    for (int a = 0; a < columns; a++) {
      double squares = all.scatter()[a * columns - a * (a - 1) / 2];
      Moments own = new Moments(all.mean()[a], Math.sqrt(squares / all.mass()));
      Moments moments = moments(own, design, a == columns - 1, ROUNDING_OF_SUMS);
      centre[a] = moments.mean();
      scale[a] = moments.isConstant(ROUNDING_OF_SUMS) ? 1 : moments.deviation();
    }
    return new Frame(centre, scale);
  }

  /** About zero where the design's zeros are not zeros about a column's mean; as in a fit. */
  private static Moments moments(Moments own, Design design, boolean response, double rounding) {
    if (response ? design.expertsHave(0) : design.hasIntercepts()) {
      return own;
    }
    return response && !own.isConstant(rounding)
        ? new Moments(0, own.deviation())
        : own.aboutZero();
  }

  /** Number of covariates d. */
  public int dimension() {
    return centre.length - 1;
  }

  /** Of the covariates alone. */
  Standardisation covariates() {
    int d = dimension();
    return Standardisation.of(Arrays.copyOf(centre, d), Arrays.copyOf(scale, d));
  }

  StandardUnits units() {
    return StandardUnits.given(centre, scale);
  }

  double responseScale() {
    return scale[dimension()];
  }

  /** Parameters of users' units, in these. */
  double[] toFrame(double[] users, ParameterLayout layout) {
    double[] theta = users.clone();
    for (int block = 0; block < layout.predictors(); block++) {
      int at = block * layout.p();
      for (int j = 0; j < dimension(); j++) {
        theta[at] += users[at + 1 + j] * centre[j];
        theta[at + 1 + j] *= scale[j];
      }
    }
    for (int k = 0; layout.dispersions() && k < layout.K(); k++) {
      theta[layout.mean(k)] -= centre[dimension()];
      for (int j = 0; j < layout.p(); j++) {
        theta[layout.mean(k) + j] /= responseScale();
      }
      theta[layout.logVariance(k)] -= 2 * Parameters.log(responseScale());
    }
    return theta;
  }

  /** The inverse of {@link #toFrame}. */
  double[] toUsersUnits(double[] theta, ParameterLayout layout) {
    double[] users = theta.clone();
    for (int k = 0; layout.dispersions() && k < layout.K(); k++) {
      for (int j = 0; j < layout.p(); j++) {
        users[layout.mean(k) + j] *= responseScale();
      }
      users[layout.mean(k)] += centre[dimension()];
      users[layout.logVariance(k)] += 2 * Parameters.log(responseScale());
    }
    for (int block = 0; block < layout.predictors(); block++) {
      int at = block * layout.p();
      for (int j = 0; j < dimension(); j++) {
        users[at + 1 + j] /= scale[j];
        users[at] -= users[at + 1 + j] * centre[j];
      }
    }
    return users;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that
        && Arrays.equals(centre, that.centre)
        && Arrays.equals(scale, that.scale);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(centre) + Arrays.hashCode(scale);
  }

  @Override
  public String toString() {
    return "about " + Arrays.toString(centre) + " in units of " + Arrays.toString(scale);
  }
}
