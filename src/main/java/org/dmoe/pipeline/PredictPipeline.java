package org.dmoe.pipeline;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.data.formula.ResponseScale;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.predict.PredictOptions;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.UnusableOutputException;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.TableOptions;

/** Writes what a model says of each row of a table. */
public final class PredictPipeline {

  private PredictPipeline() {}

  /**
   * @return rows that were predicted and that were skipped
   * @throws UnusableOutputException if the output exists or cannot be written
   * @throws UnusableInputException if model, input, columns or rows are not usable
   */
  public static RowCounts run(Configuration conf, PredictRequest request, Consumer<String> console)
      throws IOException {
    StoredModel model = ModelInput.readOne(conf, request.model());
    MixtureOfExperts mixture = ModelInput.requireMixture(model, request.model().toString());
    requireDistinct(request, model);
    requireErrors(request, model, console);
    Configuration own = new Configuration(conf);
    TableKey.TEXT_COLUMNS.set(own, request.keep());
    RowSource source = request.source();
    TableOptions options = source.table().toBuilder().noResponse().build();
    InputTable table =
        InputTable.open(own, source.paths(), ModelInput.columns(options, model), console);
    table.requireApart(own, request.output().directory());
    if (table.features().dimension() != mixture.dimension()) {
      throw new WrongOptionException(
          "--features: %d given, %s has %d covariates"
              .formatted(table.features().dimension(), request.model(), mixture.dimension()));
    }
    try (RunDirectory run = RunDirectory.create(own, request.output().directory(), console)) {
      Path file = ModelOutput.writeForJob(run, 0, model);
      Counters counters =
          new Stages(own, run, console)
              .rows()
              .predict(
                  table, file, mixture.size(), model.type(), options(request), request.output());
      run.commit();
      return RowCounts.of(counters);
    }
  }

  private static void requireDistinct(PredictRequest request, StoredModel model)
      throws UnusableInputException {
    try {
      int experts = model.mixture().orElseThrow().size();
      options(request).schema(request.keep(), experts, model.type());
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException("--keep: " + e.getMessage(), e);
    }
  }

  private static PredictOptions options(PredictRequest request) {
    return new PredictOptions(request.levels(), request.confidence());
  }

  /** What intervals rest on, and for which rows they hold. */
  private static void requireErrors(
      PredictRequest request, StoredModel model, Consumer<String> console)
      throws UnusableInputException {
    if (request.confidence().isEmpty()) {
      return;
    }
    ResponseScale scale = model.formula().scale();
    if (scale != ResponseScale.IDENTITY) {
      throw new WrongOptionException(
          "--intervals confidence: the response is %s; intervals are of the mean of an untransformed one"
              .formatted(scale.text(model.response())));
    }
    ParameterCovariance covariance =
        model
            .inference()
            .map(InferenceSummary::covariance)
            .orElseThrow(
                () ->
                    new UnusableInputException(
                        "--intervals confidence: no standard errors are kept in %s; give fit --inference"
                            .formatted(request.model())));
    console.accept("intervals of the mean: standard errors are " + covariance.kind().words());
    int unknown = covariance.notIdentified().length;
    if (unknown > 0) {
      console.accept(
          "warning: the training rows do not identify %d of %d parameters; the intervals hold for rows like them only"
              .formatted(unknown, covariance.size()));
    }
  }
}
