package org.dmoe.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.Undetermined;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;

/**
 * A tree of aggregations of two levels, groups of the square root of M local models each, beside
 * one aggregation of all.
 *
 * <p>Arguments: {@code [M ...] (default: 1000 10000)}.
 */
public final class TreeBenchmark {

  private static final int EXPERTS = 5;
  private static final int DIMENSION = 20;
  private static final int SUPPORT = 2000;
  private static final int ROWS_EACH = 5000;
  private static final double NANOS = 1e9;

  private final SyntheticLocalModels source = new SyntheticLocalModels(EXPERTS, DIMENSION, 7);
  private final ReductionOptions options;

  private TreeBenchmark(Divergence divergence) {
    options = ReductionOptions.builder(EXPERTS).divergence(divergence).build();
  }

  public static void main(String[] args) {
    int[] machines = {1000, 10_000};
    if (args.length > 0) {
      machines = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    }
    new TreeBenchmark(Divergence.LIKELIHOOD).measure(64, false);
    System.out.printf(
        "%-11s %7s %-6s %8s %8s %10s %12s %10s%n",
        "divergence", "M", "levels", "seconds", "longest", "R_c", "expert RMSE", "gate RMSE");
    for (Divergence divergence : Divergence.values()) {
      for (int m : machines) {
        new TreeBenchmark(divergence).measure(m, true);
      }
    }
  }

  /**
   * @param model the global model
   * @param seconds of all aggregations, one after another
   * @param longest seconds where each group has a computer of its own
   */
  private record Outcome(MixtureOfExperts model, double seconds, double longest) {}

  private void measure(int machines, boolean report) {
    List<LocalModel> models = source.draw(machines, ROWS_EACH, machines + 31L * ROWS_EACH);
    SupportingSample support = source.support(SUPPORT, SUPPORT);
    Outcome one = aggregate(models, support);
    Outcome two = tree(models, support);
    if (!report) {
      return;
    }
    ReductionOptions plan = options.toBuilder().divergence(Divergence.TRANSPORT).build();
    TransportObjective objective = TransportObjective.of(models, support, plan, Progress.SILENT);
    double[] costs = objective.pointwise(List.of(one.model(), two.model()));
    print(machines, 1, one, costs[0]);
    print(machines, 2, two, costs[1]);
  }

  private Outcome tree(List<LocalModel> models, SupportingSample support) {
    int size = (int) Math.ceil(Math.sqrt(models.size()));
    List<LocalModel> groups = new ArrayList<>();
    double seconds = 0;
    double longest = 0;
    for (int first = 0; first < models.size(); first += size) {
      List<LocalModel> group = models.subList(first, Math.min(first + size, models.size()));
      long start = System.nanoTime();
      Aggregation result =
          ReductionEstimator.of(options).aggregate(group, support, Progress.SILENT);
      double own = (System.nanoTime() - start) / NANOS;
      seconds += own;
      longest = Math.max(longest, own);
      groups.add(model("group-%06d".formatted(first), result));
    }
    Outcome top = aggregate(groups, support);
    return new Outcome(top.model(), seconds + top.seconds(), longest + top.seconds());
  }

  private static LocalModel model(String id, Aggregation result) {

    return new LocalModel(
        id, result.model(), result.sampleSize(), Undetermined.NOTHING, result.statistics());
  }

  private Outcome aggregate(List<LocalModel> models, SupportingSample support) {
    long start = System.nanoTime();
    Aggregation result = ReductionEstimator.of(options).aggregate(models, support, Progress.SILENT);
    double seconds = (System.nanoTime() - start) / NANOS;
    return new Outcome(result.model(), seconds, seconds);
  }

  private void print(int machines, int levels, Outcome outcome, double cost) {
    double[] error = source.error(outcome.model());
    System.out.printf(
        Locale.ROOT,
        "%-11s %7d %-6d %8.2f %8.2f %10.5f %12.5f %10.5f%n",
        options.divergence().name().toLowerCase(Locale.ROOT),
        machines,
        levels,
        outcome.seconds(),
        outcome.longest(),
        cost,
        error[0],
        error[1]);
  }
}
