package org.dmoe.transport.plan;

import org.dmoe.model.Expert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Numbers;
import org.dmoe.model.Scorer;
import org.dmoe.model.family.Family;

/** Costs between the experts of two mixtures of one family, row by row. */
abstract class RowCosts {

  static RowCosts of(MixtureOfExperts from, MixtureOfExperts to, ExpertCost cost) {
    return from.family().hasDispersion() ? new OfGaussian(from, to, cost) : new OfFamily(from, to);
  }

  /** Goes to a row. */
  abstract void at(double[] x);

  /** Of expert l to expert k, where both scorers stand at the row too. */
  abstract double of(int l, int k, Scorer local, Scorer global);

  private static final class OfGaussian extends RowCosts {

    private final double[][] offsets;
    private final double[] slopes;
    private final double[] pulls;

    OfGaussian(MixtureOfExperts from, MixtureOfExperts to, ExpertCost cost) {
      offsets = new double[from.size()][to.size()];
      slopes = new double[to.size()];
      pulls = from.experts().stream().mapToDouble(l -> cost.pull(l.variance())).toArray();
      for (int k = 0; k < to.size(); k++) {
        slopes[k] = cost.slope(to.expert(k).variance());
        for (int l = 0; l < from.size(); l++) {
          offsets[l][k] = cost.offset(from.expert(l).variance(), to.expert(k).variance());
        }
      }
    }

    @Override
    void at(double[] x) {
      // the scorers know the means
    }

    @Override
    double of(int l, int k, Scorer local, Scorer global) {
      double difference = local.expertMean(l) - global.expertMean(k);
      return Math.fma(pulls[l] * slopes[k] * difference, difference, offsets[l][k]);
    }
  }

  private static final class OfFamily extends RowCosts {

    private final Family family;
    private final MixtureOfExperts from;
    private final MixtureOfExperts to;
    private final double[][] own;
    private final double[][] other;

    OfFamily(MixtureOfExperts from, MixtureOfExperts to) {
      this.family = from.family();
      this.from = from;
      this.to = to;
      this.own = new double[from.size()][];
      this.other = new double[to.size()][];
    }

    @Override
    void at(double[] x) {
      fill(from, x, own);
      fill(to, x, other);
    }

    private static void fill(MixtureOfExperts mixture, double[] x, double[][] eta) {
      for (int k = 0; k < eta.length; k++) {
        Expert expert = mixture.linearExpert(k);
        double[][] coefficients = expert.coefficients();
        eta[k] = new double[coefficients.length];
        for (int c = 0; c < eta[k].length; c++) {
          eta[k][c] = Numbers.affine(coefficients[c], x);
        }
      }
    }

    @Override
    double of(int l, int k, Scorer local, Scorer global) {
      return family.kullbackLeibler(own[l], Double.NaN, other[k], Double.NaN);
    }
  }
}
