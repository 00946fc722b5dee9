package org.dmoe.transport.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.SharedRegressions;
import org.dmoe.linalg.SharedRegressions.Regression;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Design;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;

/**
 * Pooled experts that share slopes or the variance. Slopes are regressed about each share's means,
 * where intercepts, which are never shared, have left the equations, or about zero where experts
 * have none.
 */
final class SharedLeastSquares {

  private final MixtureOfExperts model;
  private final List<Optional<EmStatistics.Share>> shares;
  private final double[] mass;

  private SharedLeastSquares(List<Optional<EmStatistics.Share>> shares, MixtureOfExperts model) {
    this.model = model;
    this.shares = shares;
    this.mass = new double[model.size()];
    Arrays.setAll(mass, k -> shares.get(k).map(EmStatistics.Share::mass).orElse(0.0));
  }

  static List<GaussianExpert> of(
      List<Optional<EmStatistics.Share>> shares, MixtureOfExperts model) {
    return new SharedLeastSquares(shares, model).solve();
  }

  private List<GaussianExpert> solve() {
    Design design = model.design();
    List<Regression> regressions = new ArrayList<>();
    double[] known = new double[model.size()];
    for (int k = 0; k < model.size(); k++) {
      known[k] = model.expert(k).variance();
      regressions.add(regression(k));
    }
    SharedRegressions.Solution solution =
        SharedRegressions.solve(
            regressions,
            j -> design.isEqual(j + 1),
            known,
            variance -> 1 / variance,
            design.hasEqualVariance() ? this::pooled : v -> v);
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < model.size(); k++) {
      experts.add(expert(k, solution.beta()[k], solution.variance()[k]));
    }
    return experts;
  }

  private Regression regression(int k) {
    GaussianExpert known = model.expert(k);
    int d = known.dimension();
    double[] slopes = Arrays.copyOfRange(known.beta(), 1, d + 1);
    double[] XX = new double[PackedSymmetric.length(d)];
    if (shares.get(k).isEmpty()) {
      return new Regression(XX, slopes, new double[d], b -> known.variance());
    }
    EmStatistics.Share share = shares.get(k).get();
    double[] xy = new double[d];
    double yy = PooledExperts.split(share, model.design(), XX, xy);
    double[] whole = XX.clone();
    double[] rest = new double[d];
    PackedSymmetric.multiplyAdd(XX, slopes, rest);
    VectorMath.subtract(rest, xy, rest, d);
    PooledExperts.restrict(XX, rest, model.design());
    return new Regression(
        XX,
        slopes,
        rest,
        b -> {
          double squares = yy - 2 * VectorMath.dot(b, xy) + PackedSymmetric.quadraticForm(whole, b);
          double variance = squares / share.mass();
          return variance > 0 && Double.isFinite(1 / variance) ? variance : known.variance();
        });
  }

  private double[] pooled(double[] variance) {
    double total = Arrays.stream(mass).sum();
    double[] same = variance.clone();
    if (total > 0) {
      Arrays.fill(same, VectorMath.dot(mass, variance) / total);
    }
    return same;
  }

  private GaussianExpert expert(int k, double[] slopes, double variance) {
    double[] beta = model.expert(k).beta();
    System.arraycopy(slopes, 0, beta, 1, slopes.length);
    if (shares.get(k).isPresent()) {
      beta[0] = PooledExperts.intercept(shares.get(k).get(), beta, model.design());
    }
    return GaussianExpert.of(beta, variance);
  }
}
