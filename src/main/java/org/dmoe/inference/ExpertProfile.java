package org.dmoe.inference;

import java.util.Arrays;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/**
 * Where each expert applies: over the supporting sample, by the gate's probabilities.
 *
 * @param shares of the experts (length K)
 * @param means of each covariate under each expert (K x d); NaN where an expert has no share
 */
public record ExpertProfile(double[] shares, double[][] means) {

  public static ExpertProfile of(MixtureOfExperts model, SupportingSample support) {
    Scorer scorer = Scorer.of(model);
    double[] shares = new double[model.size()];
    double[][] means = new double[model.size()][support.dimension()];
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      scorer.at(x);
      for (int k = 0; k < shares.length; k++) {
        double pi = scorer.probability(k);
        shares[k] += pi;
        for (int j = 0; j < x.length; j++) {
          means[k][j] += pi * x[j];
        }
      }
    }
    for (int k = 0; k < shares.length; k++) {
      for (int j = 0; j < means[k].length; j++) {
        means[k][j] /= shares[k];
      }
      shares[k] /= support.size();
    }
    return new ExpertProfile(shares, means);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExpertProfile that
        && Arrays.equals(shares, that.shares)
        && Arrays.deepEquals(means, that.means);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shares);
  }
}
