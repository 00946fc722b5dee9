package org.dmoe.refine;

import java.util.Arrays;
import java.util.Optional;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.Design;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.Numbers;

/**
 * What rows say of a mixture at its parameters. Sums of several machines' rows add up to those of
 * all rows, whatever frame each machine used.
 *
 * @param rows number of rows n
 * @param weight sum of their weights
 * @param fingerprint of the rows, whatever their order
 * @param frame of gradient and information
 * @param logLikelihood sum_i w_i log f(y_i|x_i), in users' units
 * @param gradient in the parameters in the frame (length nu), without a penalty
 * @param information minus the Hessian, its nu (nu + 1) / 2 entries on and below the diagonal, row
 *     by row
 * @param statistics of the experts' shares, in users' units
 * @param scores in the frame, empty where they were not asked for
 */
public record PassSums(
    long rows,
    double weight,
    long fingerprint,
    Frame frame,
    double logLikelihood,
    double[] gradient,
    double[] information,
    EmStatistics statistics,
    Optional<ScoreSums> scores) {

  /** Without products of scores. */
  public PassSums(
      long rows,
      double weight,
      long fingerprint,
      Frame frame,
      double logLikelihood,
      double[] gradient,
      double[] information,
      EmStatistics statistics) {
    this(
        rows,
        weight,
        fingerprint,
        frame,
        logLikelihood,
        gradient,
        information,
        statistics,
        Optional.empty());
  }

  /**
   * @throws IllegalArgumentException if a number is not finite, or lengths do not fit
   */
  public PassSums {
    if (rows <= 0 || !(weight > 0)) {
      throw new IllegalArgumentException("%d rows of weight %s".formatted(rows, weight));
    }
    Numbers.requireFinite(weight, "weight");
    Numbers.requireFinite(logLikelihood, "log-likelihood");
    Numbers.requireFinite(gradient, "gradient");
    Numbers.requireFinite(information, "information");
    int d = frame.dimension();
    int nu = layout(d, statistics.size(), gradient.length).size();
    boolean fits =
        statistics.dimension() == d
            && gradient.length == nu
            && information.length == nu * (nu + 1) / 2;
    if (!fits) {
      throw new IllegalArgumentException(
          "%d experts over %d covariates have %d parameters: gradient of %d, information of %d"
              .formatted(statistics.size(), d, nu, gradient.length, information.length));
    }
    if (scores.isPresent() && scores.get().weighted().length != nu) {
      throw new IllegalArgumentException(
          "%d parameters, scores of %d".formatted(nu, scores.get().weighted().length));
    }
  }

  /** Of all coefficients, whatever the design of the model. */
  public ParameterLayout layout() {
    return layout(frame.dimension(), statistics.size(), gradient.length);
  }

  /** Of Gaussian experts, or of as many predictors as there are parameters. */
  private static ParameterLayout layout(int d, int experts, int parameters) {
    ParameterLayout gaussian = new ParameterLayout(d + 1, experts);
    int ofExperts = parameters - gaussian.gateSize();
    int q = ofExperts / (experts * (d + 1));
    return parameters == gaussian.size() || q < 1
        ? gaussian
        : new ParameterLayout(d + 1, experts, q, false, Design.FULL);
  }

  /** These sums and those of other rows at the same model, in the frame of these. */
  public PassSums plus(PassSums that) {
    PassSums other = that.in(frame);
    return new PassSums(
        rows + other.rows,
        weight + other.weight,
        fingerprint + other.fingerprint,
        frame,
        logLikelihood + other.logLikelihood,
        ScoreSums.sum(gradient, other.gradient),
        ScoreSums.sum(information, other.information),
        Shares.sum(statistics, other.statistics),
        scores.flatMap(mine -> other.scores.map(mine::plus)));
  }

  /** The same sums in another frame. */
  public PassSums in(Frame to) {
    if (to.equals(frame)) {
      return this;
    }
    ChangeOfFrame change = new ChangeOfFrame(frame, to, layout());
    return new PassSums(
        rows,
        weight,
        fingerprint,
        to,
        logLikelihood,
        change.gradient(gradient),
        change.information(information),
        statistics,
        scores.map(of -> of.in(change)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PassSums that
        && rows == that.rows
        && Double.compare(weight, that.weight) == 0
        && fingerprint == that.fingerprint
        && frame.equals(that.frame)
        && Double.compare(logLikelihood, that.logLikelihood) == 0
        && Arrays.equals(gradient, that.gradient)
        && Arrays.equals(information, that.information)
        && statistics.equals(that.statistics)
        && scores.equals(that.scores);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(fingerprint) + 31 * Arrays.hashCode(gradient);
  }

  @Override
  public String toString() {
    return "%d rows, log-likelihood %s".formatted(rows, logLikelihood);
  }
}
