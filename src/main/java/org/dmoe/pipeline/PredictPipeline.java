package org.dmoe.pipeline;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.predict.PredictJob;
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
    requireDistinct(request, mixture);
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
              .predict(table, file, mixture.size(), levels(request), request.output());
      run.commit();
      return RowCounts.of(counters);
    }
  }

  private static void requireDistinct(PredictRequest request, MixtureOfExperts mixture)
      throws UnusableInputException {
    try {
      PredictJob.schema(request.keep(), levels(request), mixture.size());
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException("--keep: " + e.getMessage(), e);
    }
  }

  private static double[] levels(PredictRequest request) {
    return request.levels().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
