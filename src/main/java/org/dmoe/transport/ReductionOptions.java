package org.dmoe.transport;

import java.util.List;
import java.util.Objects;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.dmoe.transport.plan.ReductionContext;

/**
 * How the reduction estimator works. Every property is described at its setter in the {@link
 * Builder}.
 */
public final class ReductionOptions {

  private final int experts;
  private final CostKind cost;
  private final PlanKind plan;
  private final int localStarts;
  private final Threads threads;
  private final int maxIterations;
  private final Divergence divergence;

  private ReductionOptions(Builder from) {
    experts = from.experts;
    cost = from.cost;
    plan = from.plan;
    localStarts = from.localStarts;
    threads = from.threads;
    maxIterations = from.maxIterations;
    divergence = from.divergence;
  }

  /** The defaults for a global mixture of K experts, K at least 1. */
  public static Builder builder(int experts) {
    return new Builder(experts);
  }

  /** As {@code builder(experts).build()}. */
  public static ReductionOptions of(int experts) {
    return builder(experts).build();
  }

  /** For a copy with a change. */
  public Builder toBuilder() {
    return copy(experts);
  }

  /** The same for a global mixture of another number of experts, at least 1. */
  public ReductionOptions withExperts(int number) {
    return copy(number).build();
  }

  private Builder copy(int number) {
    return new Builder(number)
        .cost(cost)
        .plan(plan)
        .localStarts(localStarts)
        .threads(threads)
        .maxIterations(maxIterations)
        .divergence(divergence);
  }

  /** K of the global mixture. */
  public int experts() {
    return experts;
  }

  public CostKind cost() {
    return cost;
  }

  public PlanKind plan() {
    return plan;
  }

  public int localStarts() {
    return localStarts;
  }

  public Threads threads() {
    return threads;
  }

  public int maxIterations() {
    return maxIterations;
  }

  public Divergence divergence() {
    return divergence;
  }

  /** The same with the plan that these do not use. */
  public ReductionOptions withOtherPlan() {
    PlanKind other = plan == PlanKind.COMPONENT ? PlanKind.POINTWISE : PlanKind.COMPONENT;
    return toBuilder().plan(other).build();
  }

  /**
   * What an aggregation by these options works with.
   *
   * @throws IllegalArgumentException if dimensions differ or there is no model
   */
  ReductionContext context(List<LocalModel> models, SupportingSample support, Progress progress) {
    return ReductionContext.of(models, support, experts, cost, threads, progress);
  }

  /** Collects the options of a reduction. */
  public static final class Builder {

    private final int experts;
    private CostKind cost = CostKind.KL;
    private PlanKind plan = PlanKind.COMPONENT;
    private int localStarts = 3;
    private Threads threads = Threads.ofMachine();
    private int maxIterations = 500;
    private Divergence divergence = Divergence.LIKELIHOOD;

    private Builder(int experts) {
      this.experts = experts;
    }

    /** Cost between a local and a global expert; by default {@link CostKind#KL}. */
    public Builder cost(CostKind kind) {
      cost = Objects.requireNonNull(kind, "cost");
      return this;
    }

    /**
     * Which plan couples local and global experts; by default {@link PlanKind#COMPONENT}, by which
     * a local expert goes to the same global expert at every x.
     */
    public Builder plan(PlanKind kind) {
      plan = Objects.requireNonNull(kind, "plan");
      return this;
    }

    /**
     * How many of the best local models serve as starts beside the greedy merging; at least 0, by
     * default 3.
     */
    public Builder localStarts(int number) {
      localStarts = number;
      return this;
    }

    /**
     * Threads that share the work, by default as many as the machine has; the result is the same.
     */
    public Builder threads(Threads number) {
      threads = Objects.requireNonNull(number, "threads");
      return this;
    }

    /** Most iterations of each start; at least 1, by default 500. */
    public Builder maxIterations(int number) {
      maxIterations = number;
      return this;
    }

    /** What is minimised; by default {@link Divergence#LIKELIHOOD}, from the transport's end. */
    public Builder divergence(Divergence kind) {
      divergence = Objects.requireNonNull(kind, "divergence");
      return this;
    }

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ReductionOptions build() {
      validate();
      return new ReductionOptions(this);
    }

    private void validate() {
      requireAtLeast(1, "--experts", experts);
      requireAtLeast(0, "--mm-starts", localStarts);
      requireAtLeast(1, "iterations of the reduction", maxIterations);
    }

    private static void requireAtLeast(int least, String name, int value) {
      if (value < least) {
        throw new IllegalArgumentException(name + " " + value + ": must be at least " + least);
      }
    }
  }
}
