package org.dmoe.mapreduce.pipeline;

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
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.UnusableInputException;
import org.dmoe.mapreduce.fit.GlobalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.SupportingSample;

/** The aggregation alone, from files of local models: what a centre does that sees no rows. */
public final class AggregatePipeline {

  /**
   * What to aggregate.
   *
   * @param models files or directories of local models, Avro or JSON
   * @param support the supporting sample
   * @param initial a model to start from, and from nothing else
   * @param reduction how to aggregate
   * @param minLocalModels share of the models that must be usable
   * @param output the run directory
   * @param overwrite whether an existing output is replaced
   */
  public record Request(
      List<Path> models,
      Path support,
      Optional<Path> initial,
      ReductionOptions reduction,
      double minLocalModels,
      Path output,
      boolean overwrite) {}

  private AggregatePipeline() {}

  /**
   * @return the global model, also written to the output
   * @throws org.dmoe.io.BadFileException if a model or the support is not usable
   * @throws org.dmoe.mapreduce.NoUsableModelException if too few models are usable
   */
  public static StoredModel run(Configuration conf, Request request, Consumer<String> console)
      throws IOException {
    List<StoredModel> models = new ArrayList<>();
    for (Path path : request.models()) {
      models.addAll(ModelInput.read(conf, path));
    }
    SupportingSample support = ModelInput.readSupport(conf, request.support());
    console.accept(
        "%d local models, supporting sample of %d rows".formatted(models.size(), support.size()));
    Aggregator aggregator = aggregator(conf, request, support);
    try (RunDirectory run = RunDirectory.create(conf, request.output(), request.overwrite())) {
      StoredModel model =
          GlobalModel.aggregate(
              models,
              support,
              aggregator,
              request.minLocalModels(),
              provenance(request),
              console::accept);
      write(run, models, model);
      run.commit();
      return model;
    }
  }

  private static Aggregator aggregator(
      Configuration conf, Request request, SupportingSample support) throws IOException {
    ReductionEstimator estimator = ReductionEstimator.of(request.reduction());
    if (request.initial().isEmpty()) {
      return estimator;
    }
    Path path = request.initial().get();
    MixtureOfExperts initial = ModelInput.readOne(conf, path).mixture().orElseThrow();
    if (initial.size() != request.reduction().experts()) {
      throw new UnusableInputException(
          "--init %s: has %d experts, --experts asks for %d"
              .formatted(path, initial.size(), request.reduction().experts()));
    }
    if (initial.dimension() != support.dimension()) {
      throw new UnusableInputException(
          "--init %s: has %d coefficients, the support %d columns"
              .formatted(path, initial.dimension(), support.dimension()));
    }
    return estimator.startingFrom(initial);
  }

  private static Map<String, String> provenance(Request request) {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("dmoe", Versions.dmoe());
    provenance.put("experts", Integer.toString(request.reduction().experts()));
    provenance.put("cost", request.reduction().cost().name());
    provenance.put("plan", request.reduction().plan().name());
    return provenance;
  }

  private static void write(RunDirectory run, List<StoredModel> models, StoredModel model)
      throws IOException {
    try (OutputStream out = run.create(RunFiles.LOCAL + "/local-models.avro")) {
      ModelFiles.writeAvro(out, models);
    }
    try (OutputStream out = run.create(RunFiles.MODEL_AVRO)) {
      ModelFiles.writeAvro(out, List.of(model));
    }
    RunReport.writeModelJson(run, model);
    RunReport.writeTrace(run, model);
  }
}
