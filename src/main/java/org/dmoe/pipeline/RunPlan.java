package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.report.RunContents;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.dmoe.transport.plan.PlanShares;

/** The transport plan of a run, of the machines that are farthest from its model. */
final class RunPlan {

  private static final int MOST_MACHINES = 50;

  private final StoredModel model;
  private final MixtureOfExperts global;
  private final SupportingSample support;
  private final CostKind cost;
  private final PlanKind plan;

  /**
   * @param model of the run
   * @param reduction its options as run.json has them: cost and plan; the usual where they are not
   *     there
   * @throws UnusableInputException if the sample has not the columns of the model
   */
  RunPlan(StoredModel model, SupportingSample support, Map<String, String> reduction)
      throws UnusableInputException {
    this.model = model;
    this.global = model.mixture().orElseThrow();
    this.support = SupportMatch.of(support, model.features());
    this.cost = named(CostKind.class, reduction.get("cost"), CostKind.KL);
    this.plan = named(PlanKind.class, reduction.get("plan"), PlanKind.COMPONENT);
  }

  private static <E extends Enum<E>> E named(Class<E> type, String name, E usual) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> name != null && value.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(usual);
  }

  /**
   * @param locals file or directory of the local models
   */
  List<RunContents.MachinePlan> of(Configuration conf, Path locals) throws IOException {
    Set<String> wanted = farthest();
    Map<String, RunContents.MachinePlan> found = new HashMap<>();
    ModelInput.read(
        conf,
        locals,
        local -> {
          if (wanted.contains(local.id()) && local.mixture().isPresent()) {
            found.put(local.id(), plan(local.id(), local.mixture().get()));
          }
        });
    return wanted.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private Set<String> farthest() {
    return model.aggregation().map(AggregationRecord::getLocals).orElse(List.of()).stream()
        .filter(share -> !Double.isNaN(share.getCost()))
        .sorted(Comparator.comparingDouble(LocalShareRecord::getCost).reversed())
        .limit(MOST_MACHINES)
        .map(LocalShareRecord::getId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private RunContents.MachinePlan plan(String id, MixtureOfExperts local) {
    List<List<Double>> shares = new ArrayList<>();
    for (double[] row : PlanShares.of(local, global, support, cost, plan)) {
      shares.add(Arrays.stream(row).boxed().toList());
    }
    return new RunContents.MachinePlan(id, shares);
  }
}
