package org.dmoe.transport;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.dmoe.transport.plan.ReductionContext;

/**
 * How the reduction estimator works.
 *
 * @param experts K of the global mixture
 * @param cost between experts
 * @param plan which plan couples local and global experts
 * @param localStarts how many of the best local models serve as starts
 * @param threads that share the work; the result does not depend on them
 * @param maxIterations of each start
 */
public record ReductionOptions(
    int experts, CostKind cost, PlanKind plan, int localStarts, int threads, int maxIterations) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ReductionOptions {
    if (experts < 1) {
      throw new IllegalArgumentException("experts must be at least 1: " + experts);
    }
    if (localStarts < 0) {
      throw new IllegalArgumentException("local starts must not be negative: " + localStarts);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1: " + threads);
    }
    if (maxIterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1: " + maxIterations);
    }
  }

  /** The same with the plan that these do not use. */
  public ReductionOptions withOtherPlan() {
    PlanKind other = plan == PlanKind.COMPONENT ? PlanKind.POINTWISE : PlanKind.COMPONENT;
    return new ReductionOptions(experts, cost, other, localStarts, threads, maxIterations);
  }

  /**
   * What an aggregation by these options works with.
   *
   * @throws IllegalArgumentException if dimensions differ or there is no model
   */
  ReductionContext context(List<LocalModel> models, SupportingSample support, Progress progress) {
    return ReductionContext.of(models, support, experts, cost, threads, progress);
  }

  /** The defaults for K experts. */
  public static ReductionOptions of(int experts) {
    return new ReductionOptions(experts, CostKind.KL, PlanKind.COMPONENT, 3, 1, 500);
  }
}
