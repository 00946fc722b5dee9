package org.dmoe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.aggregate.GlobalModel;
import org.dmoe.aggregate.ModelGroup;
import org.dmoe.aggregate.StartStep;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionEstimator;

/** The aggregation alone, from files of local models: what a centre does that sees no rows. */
public final class AggregatePipeline {

  /**
   * What came of it.
   *
   * @param model the global model
   * @param transport what the transport plan alone gave, where a likelihood reduction followed
   * @param otherPlan the reduction by the other plan, if it was wanted
   */
  public record Result(
      StoredModel model, Optional<StoredModel> transport, Optional<StoredModel> otherPlan) {}

  private AggregatePipeline() {}

  /**
   * @return the global model, also written to the output, with that of the other plan if wanted
   * @throws org.dmoe.io.BadFileException if a model or the support is not usable
   * @throws org.dmoe.model.NoUsableModelException if too few models are usable
   */
  public static Result run(Configuration conf, AggregateRequest request, Consumer<String> console)
      throws IOException {
    Instant started = Instant.now();
    List<StoredModel> models = new ArrayList<>();
    for (Path path : request.models()) {
      ModelInput.readLocal(conf, path).forEach(model -> models.add(ModelGroup.named(model)));
    }
    FamilyCheck.require(models, request.aggregation());
    GivenSupport given = GivenSupport.of(conf, request.support(), columns(models));
    Optional<MixtureOfExperts> initial = initial(conf, request, models);
    try (RunDirectory run = RunDirectory.create(conf, request.output(), console)) {
      SupportingSample support =
          given.sample(
              new Stages(conf, run, console), run, request.reading(), request.draw(), console);
      console.accept(
          "%d local models, supporting sample of %d rows".formatted(models.size(), support.size()));
      Result result = aggregate(request, models, support, initial, console);
      if (!given.isTable()) {
        ModelOutput.writeSupport(run, RunFiles.SUPPORT_CSV, support);
        given.copyRaw(run);
      }
      write(run, models, result);
      new ModelReport(conf, run, started).with("options", options(request)).write(result.model());
      run.commit();
      return result;
    }
  }

  private static Map<String, Object> options(AggregateRequest request) {
    AggregationOptions aggregation = request.aggregation();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("models", request.models().stream().map(Path::toString).toList());
    options.put("support", request.support().toString());
    options.put("init", request.initial().map(Path::toString).orElse(null));
    options.put("aggregator", aggregation.aggregator());
    options.put("experts", aggregation.reduction().experts());
    options.put("minLocalModels", aggregation.minLocalModels());
    options.put("bothPlans", aggregation.bothPlans());
    options.put("seed", request.draw().seed());
    return options;
  }

  /** Of the first model that has and names them. */
  private static FeatureSpec columns(List<StoredModel> models) {
    return models.stream()
        .filter(model -> model.mixture().isPresent() && !model.features().isEmpty())
        .findFirst()
        .map(StoredModel::spec)
        .orElse(new FeatureSpec(List.of(), ""));
  }

  private static Result aggregate(
      AggregateRequest request,
      List<StoredModel> models,
      SupportingSample support,
      Optional<MixtureOfExperts> initial,
      Consumer<String> console)
      throws IOException {
    AggregationOptions options = request.aggregation();
    GlobalModel.Result reduced =
        GlobalModel.aggregate(
            models,
            support,
            aggregator(options, initial),
            options.minLocalModels(),
            options.provenance(),
            console::accept);
    StartStep step = StartStep.of(models);
    GlobalModel.Result result =
        initial.isPresent()
            ? reduced
            : step.instead(reduced, support, options.reduction(), RefinementOptions.defaults());
    StoredModel model = step.withSums(result.modelOfGroup());
    if (!options.bothPlans()) {
      return new Result(model, result.transport(), Optional.empty());
    }
    AggregationOptions other = options.withOtherPlan();
    StoredModel otherPlan =
        GlobalModel.aggregate(
                models,
                support,
                aggregator(other, initial),
                other.minLocalModels(),
                other.provenance(),
                console::accept)
            .model();
    return new Result(model, result.transport(), Optional.of(otherPlan));
  }

  private static Aggregator aggregator(
      AggregationOptions options, Optional<MixtureOfExperts> initial) {
    return initial
        .<Aggregator>map(ReductionEstimator.of(options.reduction())::startingFrom)
        .orElseGet(() -> Aggregators.named(options.aggregator(), options.reduction()));
  }

  private static Optional<MixtureOfExperts> initial(
      Configuration conf, AggregateRequest request, List<StoredModel> models) throws IOException {
    if (request.initial().isEmpty()) {
      return Optional.empty();
    }
    Path path = request.initial().get();
    StoredModel stored = ModelInput.readOne(conf, path);
    MixtureOfExperts initial = ModelInput.requireMixture(stored, "--init " + path);
    int experts = request.aggregation().reduction().experts();
    if (initial.size() != experts) {
      throw new UnusableInputException(
          "--init %s: has %d experts, --experts asks for %d"
              .formatted(path, initial.size(), experts));
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
    if (!initial.type().equals(model.type())) {
      throw new UnusableInputException(
          "--init %s: its response is of family %s, that of %s of %s, or has other classes"
              .formatted(path, initial.type().family(), model.id(), model.type().family()));
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

  private static void write(RunDirectory run, List<StoredModel> models, Result result)
      throws IOException {
    ModelOutput.writeAvro(run, RunFiles.LOCAL_AVRO, models);
    ModelOutput.writeAvro(run, RunFiles.MODEL_AVRO, List.of(result.model()));
    if (result.transport().isPresent()) {
      ModelOutput.writeAvro(run, RunFiles.TRANSPORT_AVRO, List.of(result.transport().get()));
    }
    if (result.otherPlan().isPresent()) {
      ModelOutput.writeAvro(run, RunFiles.OTHER_PLAN_AVRO, List.of(result.otherPlan().get()));
    }
    ModelOutput.writeJson(run, result.model());
    ModelOutput.writeTraces(run, result.model());
  }
}
