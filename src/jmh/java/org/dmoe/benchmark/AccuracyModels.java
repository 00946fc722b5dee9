package org.dmoe.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.aggregate.CommonStart;
import org.dmoe.aggregate.GlobalModel;
import org.dmoe.aggregate.LocalRecords;
import org.dmoe.aggregate.Pilot;
import org.dmoe.aggregate.StartKind;
import org.dmoe.aggregate.StartStep;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.search.Subsample;
import org.dmoe.io.StoredModel;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionOptions;

/** The models that machines' rows lead to, made as the jobs make them. */
final class AccuracyModels {

  static final FeatureSpec NO_NAMES = new FeatureSpec(List.of(), "");

  private static final int SUPPORT_ROWS = 10_000;

  private static final List<String> AGGREGATIONS =
      List.of("transport", "likelihood", "statistics", "aligned-average", "weighted-average");

  private final List<Observations> parts;
  private final FitOptions options;
  private final ReductionOptions reduction;
  private final int seed;
  private final SupportingSample support;
  private final MixtureOfExperts pilot;
  private final List<StoredModel> locals = new ArrayList<>();

  /** Fits the pilot and the local models. */
  AccuracyModels(AccuracyKind.Data data, int experts, int seed) {
    this.parts = data.parts();
    this.options = FitOptions.of(experts);
    this.reduction = ReductionOptions.of(experts);
    this.seed = seed;
    Observations drawn = Subsample.of(data.all(), SUPPORT_ROWS, 1000L + seed);
    this.support = support(drawn);
    this.pilot =
        LocalFit.fit(drawn, Pilot.options(options), 2000L + seed, Progress.SILENT)
            .model()
            .orElseThrow();
    fitLocals();
  }

  private void fitLocals() {
    CommonStart start = new CommonStart(StartKind.PILOT, pilot);
    LocalRecords records = new LocalRecords(NO_NAMES, options, Map.of());
    for (int m = 0; m < parts.size(); m++) {
      String id = "m%04d".formatted(m);
      locals.add(start.fit(records, id, parts.get(m), 31L * seed + m, Progress.SILENT));
    }
  }

  /** Of one shot by their names, the default first. */
  Map<String, MixtureOfExperts> oneShot() throws IOException {
    Map<String, MixtureOfExperts> models = new LinkedHashMap<>();
    GlobalModel.Result pooled =
        GlobalModel.aggregate(
            locals, support, aggregator("reduction"), 0, Map.of(), Progress.SILENT);
    StoredModel standard =
        StartStep.of(locals)
            .instead(pooled, support, reduction, RefinementOptions.of(options))
            .model();
    models.put("default", standard.mixture().orElseThrow());
    models.put("reduction", pooled.model().mixture().orElseThrow());
    List<LocalModel> usable = localModels();
    for (String name : AGGREGATIONS) {
      models.put(name, aggregator(name).aggregate(usable, support, Progress.SILENT).model());
    }
    models.put("pilot", pilot);
    return models;
  }

  private Aggregator aggregator(String name) {
    return Aggregators.named(name, reduction);
  }

  /** After so many steps from the best of the one-shot models. */
  MixtureOfExperts after(int steps, Map<String, MixtureOfExperts> oneShot) {
    return new AccuracyClimb(parts)
        .after(steps, oneShot.get("default"), List.copyOf(oneShot.values()));
  }

  List<LocalModel> localModels() {
    return locals.stream().flatMap(local -> local.localModel().stream()).toList();
  }

  private static SupportingSample support(Observations rows) {
    double[][] X = new double[rows.rows()][rows.dimension()];
    for (int i = 0; i < X.length; i++) {
      rows.copyRow(i, X[i]);
    }
    return SupportingSample.of(List.of(), X);
  }
}
