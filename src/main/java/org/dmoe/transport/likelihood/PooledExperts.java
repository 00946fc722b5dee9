package org.dmoe.transport.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.Design;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.ambient.AmbientMixture;

/**
 * Experts by weighted least squares over the rows of all machines, which need not be there: the
 * statistics that each machine sent add up along the transport plan.
 */
public final class PooledExperts {

  private PooledExperts() {}

  /** Whether every local model brought its statistics. */
  public static boolean possible(AmbientMixture ambient) {
    for (int m = 0; m < ambient.machines(); m++) {
      if (ambient.model(m).statistics().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The experts that the plan makes of the machines' statistics.
   *
   * @param assignment global expert of each local one (length L)
   * @param model whose experts say what the rows do not: directions that no row determines, an
   *     expert without rows
   */
  public static List<GaussianExpert> of(
      AmbientMixture ambient, int[] assignment, MixtureOfExperts model) {
    return leastSquares(shares(ambient, assignment, model.size()), model);
  }

  /**
   * What the machines' statistics add up to along the plan; empty where an expert has no rows.
   *
   * @param assignment global expert of each local one (length L)
   * @param experts number of global experts K
   */
  public static Optional<EmStatistics> statistics(
      AmbientMixture ambient, int[] assignment, int experts) {
    List<EmStatistics.Share> shares =
        shares(ambient, assignment, experts).stream().flatMap(Optional::stream).toList();
    return shares.size() == experts ? Optional.of(EmStatistics.of(shares)) : Optional.empty();
  }

  private static List<Optional<EmStatistics.Share>> shares(
      AmbientMixture ambient, int[] assignment, int experts) {
    List<Optional<EmStatistics.Share>> shares = new ArrayList<>();
    for (int k = 0; k < experts; k++) {
      shares.add(share(ambient, assignment, k));
    }
    return shares;
  }

  /**
   * Least squares of the rows of each expert's share, under what the experts share by the model's
   * design.
   *
   * @param shares of each expert; one without keeps what the model says
   */
  public static List<GaussianExpert> leastSquares(
      List<Optional<EmStatistics.Share>> shares, MixtureOfExperts model) {
    if (model.design().isShared()) {
      return SharedLeastSquares.of(shares, model);
    }
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < model.size(); k++) {
      GaussianExpert known = model.expert(k);
      Optional<EmStatistics.Share> share = shares.get(k);
      experts.add(share.map(s -> leastSquares(s, known, model.design())).orElse(known));
    }
    return experts;
  }

  private static Optional<EmStatistics.Share> share(
      AmbientMixture ambient, int[] assignment, int k) {
    Optional<EmStatistics.Share> sum = Optional.empty();
    for (int m = 0; m < ambient.machines(); m++) {
      EmStatistics statistics = ambient.model(m).statistics().orElseThrow();
      for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
        if (assignment[l] == k) {
          EmStatistics.Share own = statistics.share(l - ambient.first(m));
          sum = Optional.of(sum.map(s -> s.plus(own)).orElse(own));
        }
      }
    }
    return sum;
  }

  /**
   * Least squares of a share's rows, as a correction of the slopes of a known expert.
   *
   * @param design that says which slopes an expert has; others are zero
   */
  public static GaussianExpert leastSquares(
      EmStatistics.Share share, GaussianExpert known, Design design) {
    int d = known.dimension();
    double[] slopes = Arrays.copyOfRange(known.beta(), 1, d + 1);
    double[] XX = new double[PackedSymmetric.length(d)];
    double[] right = new double[d];
    double yy = split(share, design, XX, right);
    double[] XXb = new double[d];
    PackedSymmetric.multiplyAdd(XX, slopes, XXb);
    double[] rest = new double[d];
    for (int j = 0; j < d; j++) {
      rest[j] = right[j] - XXb[j];
    }
    restrict(XX, rest, design);
    double[] correction = d == 0 ? rest : NormalEquations.solve(XX, rest);
    double[] beta = new double[d + 1];
    double squares = yy;
    for (int j = 0; j < d; j++) {
      beta[j + 1] = slopes[j] + correction[j];
      squares -= beta[j + 1] * right[j];
    }
    beta[0] = intercept(share, beta, design);
    double variance = squares / share.mass();
    return variance > 0 && Double.isFinite(1 / variance)
        ? GaussianExpert.of(beta, variance)
        : GaussianExpert.of(beta, known.variance());
  }

  static void restrict(double[] XX, double[] rest, Design design) {
    if (!design.isFull()) {
      PackedSymmetric.isolate(XX, rest.length, j -> !design.expertsHave(j + 1));
      for (int j = 0; j < rest.length; j++) {
        rest[j] = design.expertsHave(j + 1) ? rest[j] : 0;
      }
    }
  }

  /** That of given slopes, which goes through the share's means; 0 where experts have none. */
  static double intercept(EmStatistics.Share share, double[] beta, Design design) {
    int d = beta.length - 1;
    double intercept = share.mean()[d];
    for (int j = 0; j < d; j++) {
      intercept -= beta[j + 1] * share.mean()[j];
    }
    return design.expertsHave(0) ? intercept : 0;
  }

  /**
   * Sums of squares and products about the share's means, or about zero where experts have no
   * intercept: those of x into XX, of x with y into xy; returns that of y.
   */
  static double split(EmStatistics.Share share, Design design, double[] XX, double[] xy) {
    double yy = split(share, XX, xy);
    if (design.expertsHave(0)) {
      return yy;
    }
    int d = xy.length;
    int at = 0;
    for (int a = 0; a < d; a++) {
      double perMean = share.mass() * share.mean()[a];
      for (int b = a; b < d; b++) {
        XX[at++] += perMean * share.mean()[b];
      }
      xy[a] += perMean * share.mean()[d];
    }
    return yy + share.mass() * share.mean()[d] * share.mean()[d];
  }

  private static double split(EmStatistics.Share share, double[] XX, double[] xy) {
    int d = xy.length;
    int from = 0;
    int to = 0;
    for (int a = 0; a < d; a++) {
      System.arraycopy(share.scatter(), from, XX, to, d - a);
      xy[a] = share.scatter()[from + d - a];
      from += d - a + 1;
      to += d - a;
    }
    return share.scatter()[from];
  }
}
