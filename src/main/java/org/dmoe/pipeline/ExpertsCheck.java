package org.dmoe.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.LocalFit;
import org.dmoe.model.NoUsableModelException;

/**
 * Whether rows are enough for the number of experts, the smallest of several, as far as can be told
 * before they are read.
 */
final class ExpertsCheck {

  private final FitRequest request;
  private final FitPlan plan;
  private final int dimension;
  private final int experts;

  ExpertsCheck(FitRequest request, FitPlan plan, int dimension) {
    this.request = request;
    this.plan = plan;
    this.dimension = dimension;
    this.experts = request.range().smallest();
  }

  /**
   * @throws NoUsableModelException if all machines together cannot have K experts for certain
   */
  void require() throws NoUsableModelException {
    long possible =
        request.isByColumn()
            ? affordable(plan.rows())
            : plan.machines().stream().mapToLong(machine -> affordable(machine.rows())).sum();
    if (plan.isExact() && possible > 0 && possible < experts) {
      throw new NoUsableModelException(
          "--experts %d: %d rows of %d features allow at most %d in all, one for each %d rows of a machine"
              .formatted(experts, plan.rows(), dimension, possible, dimension + 2));
    }
  }

  /** What is to be expected of machines and of the pilot, a line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!request.isByColumn()) {
      plan.machines().stream()
          .filter(machine -> affordable(machine.rows()) < experts)
          .findFirst()
          .ifPresent(machine -> warnings.add(poor(machine)));
    }
    long drawn = Math.min(plan.rows(), request.draw().size());
    if (request.start().needsPilot() && affordable(drawn) < experts) {
      warnings.add(
          "the pilot's %d rows allow %d of %d experts: machines will have their own starts"
              .formatted(drawn, affordable(drawn), experts));
    }
    return warnings;
  }

  private String poor(Machine first) {
    long poor =
        plan.machines().stream().filter(machine -> affordable(machine.rows()) < experts).count();
    return "%d of %d machines have too few rows for %d experts: '%s' has about %d, which allow %d"
        .formatted(
            poor,
            plan.machines().size(),
            experts,
            first.name(),
            first.rows(),
            affordable(first.rows()));
  }

  /** 0 where not even one expert can be fitted. */
  private int affordable(long rows) {
    return LocalFit.affordableExperts(rows, dimension, experts);
  }
}
