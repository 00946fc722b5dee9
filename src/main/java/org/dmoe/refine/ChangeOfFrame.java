package org.dmoe.refine;

import org.dmoe.em.likelihood.ParameterLayout;

/**
 * Derivatives in the parameters of one frame, from those in another's. Scores are sums of (1, z)
 * times a number of the row, so they change as (1, z) does; an expert's are in units of the
 * response beside.
 */
final class ChangeOfFrame {

  private final ParameterLayout layout;

  /** Of each covariate: z in the new frame is shift + ratio z. */
  private final double[] shift;

  private final double[] ratio;
  private final double response;

  ChangeOfFrame(Frame from, Frame to, ParameterLayout layout) {
    this.layout = layout;
    int d = from.dimension();
    this.shift = new double[d];
    this.ratio = new double[d];
    for (int j = 0; j < d; j++) {
      shift[j] = (from.centre()[j] - to.centre()[j]) / to.scale()[j];
      ratio[j] = from.scale()[j] / to.scale()[j];
    }
    this.response = layout.dispersions() ? to.responseScale() / from.responseScale() : 1;
  }

  double[] gradient(double[] g) {
    double[] changed = g.clone();
    apply(changed, 0, 1);
    return changed;
  }

  /** Of a symmetric matrix, its rows on and below the diagonal. */
  double[] information(double[] lower) {
    int nu = layout.size();
    double[] M = LowerHalf.unpack(lower, nu);
    for (int row = 0; row < nu; row++) {
      apply(M, row * nu, 1);
    }
    for (int column = 0; column < nu; column++) {
      apply(M, column, nu);
    }
    return LowerHalf.pack(M, nu);
  }

  /** Changes the vector whose entries lie so far apart, in place. */
  private void apply(double[] v, int from, int stride) {
    for (int block = 0; block < layout.predictors(); block++) {
      double factor = block < layout.K() - 1 ? 1 : response;
      int at = from + block * layout.p() * stride;
      double sum = v[at];
      v[at] = factor * sum;
      for (int j = 0; j < shift.length; j++) {
        int slope = at + (j + 1) * stride;
        v[slope] = factor * (shift[j] * sum + ratio[j] * v[slope]);
      }
    }
  }
}
