package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
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
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.transport.ReductionOptions;

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
  private final Stages stages;
  private final FitJobOptions options;

  /**
   * @param fit the local fits whose penalties and number of experts the steps have
   * @param reduction of their ends
   * @param minLocalModels fraction of the machines that must come to an end
   */
  LocalRound(
      Configuration conf,
      RunDirectory run,
      Stages stages,
      FitOptions fit,
      ReductionOptions reduction,
      double minLocalModels) {
    this.conf = conf;
    this.run = run;
    this.stages = stages;
    FitOptions steps = fit.toBuilder().maxIterations(STEPS).optimizer(Optimizer.EM).build();
    this.options =
        FitJobOptions.builder(steps, reduction)
            .start(StartKind.MODEL)
            .minLocalModels(minLocalModels)
            .build();
  }

  /**
   * Who takes the steps.
   *
   * @param rows as the machines have them
   * @param support file of the supporting sample
   * @param plan what tasks need
   */
  record Machines(InputTable rows, Path support, FitPlan plan) {}

  /** Whether the steps are called for: local models that do not match, of as many experts. */
  boolean isCalledFor(StoredModel aggregated, List<LocalModel> locals, SupportingSample drawn)
      throws IOException {
    MixtureOfExperts mixture = aggregated.mixture().orElseThrow();
    boolean possible = !locals.isEmpty() && mixture.size() == options.fit().experts();
    return possible
        && PoorPlan.is(
            locals, SupportMatch.of(drawn, aggregated.features()), mixture, options.reduction());
  }

  /**
   * What the round makes.
   *
   * @param aggregated the model that all take their steps from
   */
  StoredModel from(StoredModel aggregated, Machines machines, Consumer<String> console)
      throws IOException {
    console.accept("refine: local experts do not match; five EM steps from the aggregated model");
    Path from = ModelOutput.writeAvro(run, RunFiles.LOCAL_ROUND_START, List.of(aggregated));
    stages.steps(
        "local-round",
        machines.rows(),
        machines.support(),
        from,
        RunFiles.LOCAL_ROUND,
        options,
        machines.plan());
    return ModelInput.readOne(conf, run.path(RunFiles.LOCAL_ROUND));
  }
}
