package org.dmoe.transport.plan;

import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.BruteForce;

class ComponentPlanTest extends TransportPlanContract {

  @Override
  PlanKind kind() {
    return PlanKind.COMPONENT;
  }

  @Override
  double objective(BruteForce definition, MixtureOfExperts model) {
    return definition.component(model);
  }

  @Override
  double[][] marginals(BruteForce definition, MixtureOfExperts model) {
    return definition.componentMarginals(model);
  }
}
