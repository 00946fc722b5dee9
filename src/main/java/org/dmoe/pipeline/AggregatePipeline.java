package org.dmoe.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.aggregate.GlobalModel;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Versions;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;

/** The aggregation alone, from files of local models: what a centre does that sees no rows. */
public final class AggregatePipeline {

  /**
   * What came of it.
   *
   * @param model the global model
   * @param otherPlan the reduction by the other plan, if it was wanted
   */
  public record Result(StoredModel model, Optional<StoredModel> otherPlan) {}

  private AggregatePipeline() {}

  /**
   * @return the global model, also written to the output, with that of the other plan if wanted
   * @throws org.dmoe.io.BadFileException if a model or the support is not usable
   * @throws org.dmoe.model.NoUsableModelException if too few models are usable
   */
  public static Result run(Configuration conf, AggregateRequest request, Consumer<String> console)
      throws IOException {
    List<StoredModel> models = new ArrayList<>();
    for (Path path : request.models()) {
      models.addAll(ModelInput.read(conf, path));
    }
    SupportingSample support = ModelInput.readSupport(conf, request.support());
    console.accept(
        "%d local models, supporting sample of %d rows".formatted(models.size(), support.size()));
    Optional<MixtureOfExperts> initial = initial(conf, request, models);
    try (RunDirectory run = RunDirectory.create(conf, request.output(), request.overwrite())) {
      Result result =
          new Result(
              aggregate(
                  request,
                  models,
                  support,
                  aggregator(request, initial),
                  request.reduction(),
                  console),
              request.bothPlans()
                  ? Optional.of(
                      aggregate(
                          request,
                          models,
                          support,
                          otherPlan(request, initial),
                          request.reduction().withOtherPlan(),
                          console))
                  : Optional.empty());
      write(run, models, result);
      run.commit();
      return result;
    }
  }

  private static StoredModel aggregate(
      AggregateRequest request,
      List<StoredModel> models,
      SupportingSample support,
      Aggregator aggregator,
      ReductionOptions reduction,
      Consumer<String> console)
      throws IOException {
    return GlobalModel.aggregate(
        models,
        support,
        aggregator,
        request.minLocalModels(),
        provenance(reduction),
        console::accept);
  }

  private static Aggregator aggregator(
      AggregateRequest request, Optional<MixtureOfExperts> initial) {
    return initial
        .<Aggregator>map(ReductionEstimator.of(request.reduction())::startingFrom)
        .orElseGet(() -> Aggregators.named(request.aggregator(), request.reduction()));
  }

  private static Aggregator otherPlan(
      AggregateRequest request, Optional<MixtureOfExperts> initial) {
    ReductionEstimator estimator = ReductionEstimator.of(request.reduction().withOtherPlan());
    return initial.map(estimator::startingFrom).orElse(estimator);
  }

  private static Optional<MixtureOfExperts> initial(
      Configuration conf, AggregateRequest request, List<StoredModel> models) throws IOException {
    if (request.initial().isEmpty()) {
      return Optional.empty();
    }
    Path path = request.initial().get();
    StoredModel stored = ModelInput.readOne(conf, path);
    MixtureOfExperts initial =
        stored
            .mixture()
            .orElseThrow(() -> new UnusableInputException("--init " + path + ": holds no model"));
    if (initial.size() != request.reduction().experts()) {
      throw new UnusableInputException(
          "--init %s: has %d experts, --experts asks for %d"
              .formatted(path, initial.size(), request.reduction().experts()));
    }
    for (StoredModel model : models) {
      requireSameColumns(path, stored, model);
    }
    return Optional.of(initial);
  }

  private static void requireSameColumns(Path path, StoredModel initial, StoredModel model)
      throws UnusableInputException {
    if (model.mixture().isEmpty()) {
      return;
    }
    boolean named = !initial.features().isEmpty() && !model.features().isEmpty();
    if (named && !initial.features().equals(model.features())) {
      throw new UnusableInputException(
          "--init %s: its features are not those of %s".formatted(path, model.id()));
    }
    int dimension = initial.mixture().orElseThrow().dimension();
    if (dimension != model.mixture().get().dimension()) {
      throw new UnusableInputException(
          "--init %s: has %d features, %s has %d"
              .formatted(path, dimension, model.id(), model.mixture().get().dimension()));
    }
  }

  private static Map<String, String> provenance(ReductionOptions reduction) {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("dmoe", Versions.dmoe());
    provenance.put("experts", Integer.toString(reduction.experts()));
    provenance.put("cost", reduction.cost().name());
    provenance.put("plan", reduction.plan().name());
    return provenance;
  }

  private static void write(RunDirectory run, List<StoredModel> models, Result result)
      throws IOException {
    writeAvro(run, RunFiles.LOCAL + "/local-models.avro", models);
    writeAvro(run, RunFiles.MODEL_AVRO, List.of(result.model()));
    if (result.otherPlan().isPresent()) {
      writeAvro(run, RunFiles.OTHER_PLAN_AVRO, List.of(result.otherPlan().get()));
    }
    RunReport.writeModelJson(run, result.model());
    RunReport.writeTrace(run, result.model());
  }

  private static void writeAvro(RunDirectory run, String name, List<StoredModel> models)
      throws IOException {
    try (OutputStream out = run.create(name)) {
      ModelFiles.writeAvro(out, models);
    }
  }
}
