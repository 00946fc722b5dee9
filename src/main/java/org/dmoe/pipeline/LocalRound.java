package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.PoorPlan;
import org.dmoe.aggregate.StartKind;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.model.LocalModel;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/**
 * Before the first pass, where the machines had starts of their own and their experts do not match:
 * each takes five EM steps from the aggregated model, and their statistics are pooled. What comes
 * of it is one more model from which the climb may begin.
 */
final class LocalRound {

  static final String NAME = "local round";

  /** EM steps of a machine. */
  private static final int STEPS = 5;

  private final Configuration conf;
  private final RunDirectory run;
  private final FitRequest request;
  private final Stages stages;

  LocalRound(Configuration conf, RunDirectory run, FitRequest request, Stages stages) {
    this.conf = conf;
    this.run = run;
    this.request = request;
    this.stages = stages;
  }

  /**
   * What the round makes; empty where it is not called for.
   *
   * @param locals usable ones that are in memory
   * @param aggregated the model that all take their steps from
   */
  Optional<StoredModel> from(
      StoredModel aggregated, List<LocalModel> locals, FitRound round, Consumer<String> console)
      throws IOException {
    int experts = aggregated.mixture().orElseThrow().size();
    boolean possible = !locals.isEmpty() && experts == request.fit().experts();
    if (!possible || round.start().file().isPresent() || !isPoor(aggregated, locals)) {
      return Optional.empty();
    }
    console.accept("refine: local experts do not match; five EM steps from the aggregated model");
    Path from = ModelOutput.writeAvro(run, RunFiles.LOCAL_ROUND_START, List.of(aggregated));
    stages.steps(
        "local-round",
        round.parts(),
        round.support(),
        from,
        RunFiles.LOCAL_ROUND,
        options(),
        round.plan());
    return Optional.of(ModelInput.readOne(conf, run.path(RunFiles.LOCAL_ROUND)));
  }

  private boolean isPoor(StoredModel aggregated, List<LocalModel> locals) throws IOException {
    SupportingSample drawn = ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT));
    return PoorPlan.is(
        locals,
        SupportMatch.of(drawn, aggregated.features()),
        aggregated.mixture().orElseThrow(),
        request.aggregation().reduction());
  }

  private FitJobOptions options() {
    AggregationOptions aggregation = request.aggregation();
    FitOptions steps =
        request.fit().toBuilder().maxIterations(STEPS).optimizer(Optimizer.EM).build();
    return FitJobOptions.builder(steps, aggregation.reduction())
        .start(StartKind.MODEL)
        .aggregator("reduction")
        .seed(request.seed())
        .minLocalModels(aggregation.minLocalModels())
        .build();
  }
}
