package org.dmoe.transport.plan;

import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.BruteForce;

class PointwisePlanTest extends TransportPlanContract {

  @Override
  PlanKind kind() {
    return PlanKind.POINTWISE;
  }

  @Override
  double objective(BruteForce definition, MixtureOfExperts model) {
    return definition.pointwise(model);
  }

  @Override
  double[][] marginals(BruteForce definition, MixtureOfExperts model) {
    return definition.pointwiseMarginals(model);
  }
}
