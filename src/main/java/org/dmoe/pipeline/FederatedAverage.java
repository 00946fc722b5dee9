package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.StartKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/**
 * The baseline of federated learning, for comparison: in each round every machine takes some EM
 * steps from the common model, and their parameters, experts matched, are averaged by the machines'
 * weights (federated averaging of H. B. McMahan et al., AISTATS 2017, with EM as the local step).
 */
final class FederatedAverage {

  /** EM steps of a machine in a round. */
  private static final int STEPS = 5;

  /** However many passes the likelihood took. */
  private static final int MOST_ROUNDS = 10;

  private final Configuration conf;
  private final RunDirectory run;
  private final FitRequest request;
  private final Stages stages;

  FederatedAverage(Configuration conf, RunDirectory run, FitRequest request, Stages stages) {
    this.conf = conf;
    this.run = run;
    this.request = request;
    this.stages = stages;
  }

  /**
   * What rounds lead to.
   *
   * @param name for the table
   */
  record Result(String name, StoredModel model) {}

  /**
   * As many rounds as passes were made, at most ten.
   *
   * @param rows as the machines have them
   * @param start of the first round
   */
  Result after(int passes, InputTable rows, Path support, StoredModel start, FitPlan plan)
      throws IOException {
    int rounds = Math.min(passes, MOST_ROUNDS);
    StoredModel model = start;
    for (int round = 1; round <= rounds; round++) {
      Path from = ModelOutput.writeAvro(run, RunFiles.federatedStart(round), List.of(model));
      stages.average(round, rows, support, from, options(), plan);
      model = ModelInput.readOne(conf, run.path(RunFiles.federated(round)));
    }
    return new Result("federated average, round " + rounds, model);
  }

  private FitJobOptions options() {
    AggregationOptions aggregation = request.aggregation();
    FitOptions steps =
        request.fit().toBuilder().maxIterations(STEPS).optimizer(Optimizer.EM).build();
    return FitJobOptions.builder(steps, aggregation.reduction())
        .start(StartKind.MODEL)
        .aggregator("aligned-average")
        .seed(request.seed())
        .minLocalModels(aggregation.minLocalModels())
        .build();
  }

  /** The common start of the machines, or where each had its own, the aggregated model. */
  static StoredModel start(MachineStart machines, StoredModel aggregated) {
    Optional<StoredModel> common = machines.model().filter(m -> machines.file().isPresent());
    return common.orElse(aggregated);
  }
}
