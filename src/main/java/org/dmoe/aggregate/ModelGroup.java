package org.dmoe.aggregate;

import java.util.List;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;

/**
 * Models that are aggregates themselves: what a tree of aggregations aggregates on its next level.
 * Their weights are the rows of their machines.
 */
public final class ModelGroup {

  private ModelGroup() {}

  /** An aggregate under the identity of its machines, instead of its aggregator's name. */
  public static StoredModel named(StoredModel model) {
    List<String> machines = machines(model);
    if (model.aggregation().isEmpty() || machines.isEmpty()) {
      return model;
    }
    String first = machines.get(0);
    return model.withId(
        machines.size() == 1
            ? "group of " + first
            : "group of %s and %d more".formatted(first, machines.size() - 1));
  }

  /** Identities of the local models that were aggregated; of another model, its own. */
  static List<String> machines(StoredModel model) {
    return model
        .aggregation()
        .map(AggregationRecord::getLocals)
        .map(locals -> locals.stream().filter(GlobalModel::isUsed).map(LocalShareRecord::getId))
        .map(ids -> ids.sorted().toList())
        .orElse(List.of(model.id()));
  }

  /** Rows of the machines; null where they are not known. */
  static Long rows(StoredModel model) {
    return model
        .fit()
        .map(fit -> (Long) fit.getRows())
        .orElseGet(() -> model.aggregation().map(AggregationRecord::getRows).orElse(null));
  }
}
