package org.dmoe.inference;

import java.util.List;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** P(y = c|x) of each class c; an expert's is the softmax of its predictors and 0. */
final class ClassOutcomes extends Outcomes {

  private final List<String> names;

  /** K x C: of each expert at the row. */
  private final double[][] p;

  ClassOutcomes(MixtureOfExperts model) {
    super(Scorer.of(model));
    names = model.family().classes();
    p = new double[model.size()][];
  }

  @Override
  List<String> names() {
    return names;
  }

  @Override
  void at(double[] x) {
    super.at(x);
    for (int k = 0; k < p.length; k++) {
      p[k] = scorer().expertClassProbabilities(k);
    }
  }

  @Override
  double value(int outcome, int k) {
    return p[k][outcome];
  }

  /** p_c (1{a = c} - p_a). */
  @Override
  double slope(int outcome, int k, int a) {
    return p[k][outcome] * (is(a, outcome) - p[k][a]);
  }

  /** p_c [(1{a = c} - p_a) (1{b = c} - p_b) - p_a (1{a = b} - p_b)]. */
  @Override
  double curvature(int outcome, int k, int a, int b) {
    double both = (is(a, outcome) - p[k][a]) * (is(b, outcome) - p[k][b]);
    return p[k][outcome] * (both - p[k][a] * (is(a, b) - p[k][b]));
  }

  private static int is(int a, int b) {
    return a == b ? 1 : 0;
  }
}
