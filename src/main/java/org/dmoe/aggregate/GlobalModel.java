package org.dmoe.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.io.avro.MmStartRecord;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.Progress;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.ReductionStartReport;

/** Local models as they are stored, aggregated to a global one that says what became of each. */
public final class GlobalModel {

  private static final String USED = "USED";

  private GlobalModel() {}

  /**
   * What an aggregation gave.
   *
   * @param model the global model
   * @param transport what the transport plan alone gave, where a likelihood reduction followed
   * @param statistics of all machines' rows at the global model, where each sent its own
   */
  public record Result(
      StoredModel model, Optional<StoredModel> transport, Optional<EmStatistics> statistics) {

    /** The global model with what the next level of a tree of aggregations needs. */
    public StoredModel modelOfGroup() {
      return model.toBuilder().statistics(statistics).build();
    }
  }

  /**
   * Aggregates the usable ones of local models, in the order of their identities.
   *
   * @param locals in any order, those without a mixture too
   * @param support its columns are matched to the models' features by name where both have names
   * @param minLocalModels fraction of the local models that must be usable; one always must
   * @param provenance what the result says of its origin
   * @throws NoUsableModelException if too few models are usable, or they have too few experts
   * @throws org.dmoe.model.UnusableInputException if the support does not fit the models
   */
  public static Result aggregate(
      List<StoredModel> locals,
      SupportingSample support,
      Aggregator aggregator,
      double minLocalModels,
      Map<String, String> provenance,
      Progress progress)
      throws IOException {
    return aggregate(
        locals, support, aggregator, minLocalModels, Optional.empty(), provenance, progress);
  }

  /**
   * The same of local models that climbed from one start, which are warned of where their experts
   * are in another order than the start's.
   */
  public static Result aggregate(
      List<StoredModel> locals,
      SupportingSample support,
      Aggregator aggregator,
      double minLocalModels,
      Optional<LabelCheck> labels,
      Map<String, String> provenance,
      Progress progress)
      throws IOException {
    List<StoredModel> ordered =
        locals.stream().sorted(Comparator.comparing(StoredModel::id)).toList();
    UsableModels candidates = UsableModels.of(ordered);
    candidates.requireEnough(minLocalModels);
    SupportingSample matched = SupportMatch.of(support, candidates.reference());
    Aggregation aggregation = aggregate(aggregator, candidates, matched, progress);
    MixtureOfExperts ofPlan = aggregation.transport().orElse(aggregation).model();
    LabelCheck.Finding found =
        labels
            .map(check -> check.find(candidates.usable(), matched, ofPlan))
            .orElse(LabelCheck.Finding.NONE);
    Function<Aggregation, StoredModel> stored =
        step ->
            StoredModel.builder(
                    aggregator.name(),
                    Optional.of(step.model().withNoise(candidates.noise())),
                    step.sampleSize())
                .namesOf(candidates.reference())
                .aggregation(record(aggregator, step, candidates, matched, found))
                .provenance(provenance)
                .build();
    return new Result(
        stored.apply(aggregation), aggregation.transport().map(stored), aggregation.statistics());
  }

  /** Provenance that names another plan than the run's. */
  public static Map<String, String> withPlan(
      Map<String, String> provenance, ReductionOptions options) {
    Map<String, String> other = new TreeMap<>(provenance);
    other.put("plan", options.plan().name());
    return other;
  }

  /** Whether a local model was aggregated. */
  public static boolean isUsed(LocalShareRecord local) {
    return local.getStatus().equals(USED);
  }

  private static Aggregation aggregate(
      Aggregator aggregator, UsableModels candidates, SupportingSample support, Progress progress)
      throws NoUsableModelException {
    try {
      return aggregator.aggregate(candidates.usable(), support, progress);
    } catch (IllegalArgumentException e) {
      throw new NoUsableModelException(
          "the local models cannot be aggregated: " + e.getMessage() + candidates.complaints(), e);
    }
  }

  private static AggregationRecord record(
      Aggregator aggregator,
      Aggregation aggregation,
      UsableModels candidates,
      SupportingSample support,
      LabelCheck.Finding labels) {
    List<String> warnings = new ArrayList<>(SupportMatch.warnings(support));
    warnings.addAll(UndeterminedColumns.warnings(candidates.usable(), support.features()));
    labels.warning().ifPresent(warnings::add);
    warnings.addAll(aggregation.warnings());
    return new AggregationRecord(
        aggregator.name(),
        asList(aggregation.objectiveTrace()),
        aggregation.likelihoodTrace(),
        aggregation.converged(),
        aggregation.starts().stream().map(GlobalModel::startRecord).toList(),
        shares(aggregation, candidates, labels.notes()),
        warnings,
        rows(candidates));
  }

  /** Rows of the usable models; null where one of them does not say. */
  private static Long rows(UsableModels candidates) {
    long rows = 0;
    for (UsableModels.Verdict verdict : candidates.verdicts()) {
      if (verdict.rejection().isEmpty()) {
        Long own = ModelGroup.rows(verdict.model());
        if (own == null) {
          return null;
        }
        rows += own;
      }
    }
    return rows;
  }

  private static List<LocalShareRecord> shares(
      Aggregation aggregation, UsableModels candidates, Map<String, String> notes) {
    double total = 0;
    for (LocalModel model : candidates.usable()) {
      total += model.sampleSize();
    }
    double[] costs = aggregation.localCosts();
    List<LocalShareRecord> shares = new ArrayList<>();
    int used = 0;
    for (UsableModels.Verdict verdict : candidates.verdicts()) {
      String id = verdict.model().id();
      if (verdict.rejection().isPresent()) {
        String why = "REJECTED: " + verdict.rejection().get();
        shares.add(new LocalShareRecord(id, why, 0.0, Double.NaN, ""));
      } else {
        double share = verdict.model().sampleSize() / total;
        shares.add(
            new LocalShareRecord(id, USED, share, costs[used++], notes.getOrDefault(id, "")));
      }
    }
    return shares;
  }

  private static MmStartRecord startRecord(ReductionStartReport start) {
    return new MmStartRecord(
        start.name(),
        start.firstObjective(),
        start.lastObjective(),
        start.iterations(),
        start.note());
  }

  private static List<Double> asList(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
