package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stopwatch;

/** How well the models of a fit describe the test rows, or the transport objective without them. */
final class FitScores {

  private final Configuration conf;
  private final RunDirectory run;
  private final FitRequest request;
  private final Stages stages;
  private final Stopwatch stopwatch;
  private final Consumer<String> console;
  private final Consumer<String> warnings;

  FitScores(
      Configuration conf,
      RunDirectory run,
      FitRequest request,
      Stages stages,
      Stopwatch stopwatch,
      Consumer<String> console,
      Consumer<String> warnings) {
    this.conf = conf;
    this.run = run;
    this.request = request;
    this.stages = stages;
    this.stopwatch = stopwatch;
    this.console = console;
    this.warnings = warnings;
  }

  /**
   * @param model the aggregated one
   * @param start of the local fits
   * @return nothing where there are neither test rows nor other models to compare
   */
  List<ModelScore> of(
      Optional<InputTable> test,
      StoredModel model,
      MachineStart start,
      Optional<Passes.Result> refined,
      Optional<FederatedAverage.Result> federated,
      LocalFits locals,
      Optional<StoredModel> global)
      throws IOException {
    boolean bothPlans = request.aggregation().bothPlans();
    boolean nothingToShow = test.isEmpty() && !bothPlans && !request.compare() && global.isEmpty();
    if (nothingToShow) {
      return List.of();
    }
    SupportingSample support = ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT));
    ModelTable table =
        new ModelTable(request, model, locals.forComparison(conf, request), support, console);
    refined.ifPresent(passes -> table.addPasses(passes.kept()));
    table.addStart(start);
    federated.ifPresent(table::addFederated);
    Optional<StoredModel> transport =
        request.aggregation().hasLikelihoodStep()
            ? Optional.of(ModelInput.readOne(conf, run.path(RunFiles.TRANSPORT_AVRO)))
            : Optional.empty();
    Optional<StoredModel> otherPlan =
        bothPlans
            ? Optional.of(ModelInput.readOne(conf, run.path(RunFiles.OTHER_PLAN_AVRO)))
            : Optional.empty();
    List<ModelScore> scores =
        stopwatch.time(
            test.isPresent() ? "evaluate" : "compare",
            () -> table.scores(transport, otherPlan, global, test, run, stages));
    table.warnings().forEach(warnings);
    return scores;
  }
}
