package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.plan.ComponentCoupling;
import org.dmoe.transport.plan.ReductionContext;
import org.dmoe.transport.start.AlignedExperts;
import org.dmoe.transport.start.CoefficientAverage;
import org.dmoe.transport.start.ReductionStarts;

/** The average of local models whose experts are matched to one of them. */
final class AlignedAverage {

  private final ReductionContext context;
  private final AmbientMixture ambient;

  AlignedAverage(ReductionContext context) {
    this.context = context;
    this.ambient = context.ambient();
  }

  MixtureOfExperts around(int reference, List<String> warnings) {
    GlobalExperts experts = new ReductionStarts(context).resized(reference);
    AlignedExperts aligned = AlignedExperts.of(context, experts);
    GlobalExperts average = aligned.average();
    if (everyModelHas(experts.size())) {
      return MixtureOfExperts.of(
              ambient.family(), gate(aligned), average.restore(ambient.family(), ambient.support()))
          .restrictedTo(ambient.design());
    }
    ComponentCoupling plan = context.componentPlan();
    GlobalExperts settled = context.settle(plan, average);
    return context.mixture(settled, plan.marginals(), warnings);
  }

  private boolean everyModelHas(int experts) {
    for (int m = 0; m < ambient.machines(); m++) {
      if (ambient.first(m + 1) - ambient.first(m) != experts) {
        return false;
      }
    }
    return true;
  }

  private SoftmaxGate gate(AlignedExperts aligned) {
    double[][] alpha = new double[context.experts()][];
    List<MixtureOfExperts> matched = new ArrayList<>();
    for (int m = 0; m < ambient.machines(); m++) {
      matched.add(ambient.model(m).mixture().permuted(aligned.match(m)));
    }
    for (int k = 0; k < alpha.length; k++) {
      CoefficientAverage average = new CoefficientAverage(ambient.support().columns());
      for (int m = 0; m < ambient.machines(); m++) {
        average.add(
            ambient.share(m),
            matched.get(m).gate().alpha(k),
            ambient.model(m).undetermined().within(ambient.design()::gateHas));
      }
      alpha[k] = average.result();
    }
    return SoftmaxGate.of(alpha);
  }
}
