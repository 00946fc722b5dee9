package org.dmoe.mapreduce.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.io.avro.MmStartRecord;
import org.dmoe.mapreduce.NoUsableModelException;
import org.dmoe.mapreduce.UnusableInputException;
import org.dmoe.model.Progress;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.MmStart;
import org.dmoe.transport.SupportingSample;

/** The global model of stored local models: the same in the reducer and where no job runs. */
public final class GlobalModel {

  private static final String USED = "USED";
  private static final String REJECTED = "REJECTED: ";

  private GlobalModel() {}

  /**
   * Aggregates the usable ones of local models.
   *
   * @param models in any order; they are aggregated in the order of their identities
   * @param support its columns are matched by name with the models' features
   * @param minLocalModels fraction of the models that must be usable
   * @param provenance what the model's file says of its origin
   * @throws NoUsableModelException if too few models are usable
   * @throws UnusableInputException if the support does not go with the models
   */
  public static StoredModel aggregate(
      List<StoredModel> models,
      SupportingSample support,
      Aggregator aggregator,
      double minLocalModels,
      Map<String, String> provenance,
      Progress progress)
      throws NoUsableModelException, UnusableInputException {
    List<StoredModel> ordered = new ArrayList<>(models);
    ordered.sort(Comparator.comparing(StoredModel::id));
    Screening screening = Screening.of(ordered);
    screening.require(minLocalModels);
    StoredModel first = screening.usable().get(0);
    SupportingSample matched = SupportColumns.match(support, first);
    Aggregation aggregation = run(aggregator, screening, matched, progress);
    return new StoredModel(
        aggregator.name(),
        aggregation.converged() ? "CONVERGED" : "NOT_CONVERGED",
        Optional.of(aggregation.model()),
        aggregation.sampleSize(),
        first.features(),
        first.response(),
        Optional.empty(),
        Optional.of(record(aggregator, aggregation, screening)),
        new TreeMap<>(provenance));
  }

  private static Aggregation run(
      Aggregator aggregator, Screening screening, SupportingSample support, Progress progress)
      throws NoUsableModelException {
    try {
      return aggregator.aggregate(screening.localModels(), support, progress);
    } catch (IllegalArgumentException e) {
      throw new NoUsableModelException("the local models cannot be aggregated: " + e.getMessage());
    }
  }

  private static AggregationRecord record(
      Aggregator aggregator, Aggregation aggregation, Screening screening) {
    AggregationRecord record = new AggregationRecord();
    record.setAggregator(aggregator.name());
    record.setObjectiveTrace(Arrays.stream(aggregation.objectiveTrace()).boxed().toList());
    record.setConverged(aggregation.converged());
    record.setStarts(aggregation.starts().stream().map(GlobalModel::record).toList());
    record.setLocals(locals(aggregation, screening));
    record.setWarnings(aggregation.warnings());
    return record;
  }

  private static MmStartRecord record(MmStart start) {
    return new MmStartRecord(
        start.name(),
        start.firstObjective(),
        start.lastObjective(),
        start.iterations(),
        start.note());
  }

  private static List<LocalShareRecord> locals(Aggregation aggregation, Screening screening) {
    List<LocalShareRecord> locals = new ArrayList<>();
    double[] costs = aggregation.localCosts();
    for (int m = 0; m < costs.length; m++) {
      StoredModel model = screening.usable().get(m);
      double share = model.sampleSize() / aggregation.sampleSize();
      locals.add(new LocalShareRecord(model.id(), USED, share, costs[m]));
    }
    for (Screening.Rejected rejected : screening.rejected()) {
      locals.add(
          new LocalShareRecord(rejected.id(), REJECTED + rejected.reason(), 0.0, Double.NaN));
    }
    locals.sort(Comparator.comparing(LocalShareRecord::getId));
    return locals;
  }
}
