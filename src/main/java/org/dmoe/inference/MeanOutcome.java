package org.dmoe.inference;

import java.util.List;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** The mean of a response that has one; its experts have one linear predictor. */
final class MeanOutcome extends Outcomes {

  MeanOutcome(MixtureOfExperts model) {
    super(Scorer.of(model));
  }

  @Override
  List<String> names() {
    return List.of("");
  }

  @Override
  double value(int outcome, int k) {
    return scorer().expertMean(k);
  }

  @Override
  double slope(int outcome, int k, int a) {
    return scorer().expertSlope(k);
  }

  @Override
  double curvature(int outcome, int k, int a, int b) {
    return scorer().expertCurvature(k);
  }
}
