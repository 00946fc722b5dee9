package org.dmoe.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.predict.PredictJob;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.UnusableOutputException;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.TableOptions;

/** Writes what a model says of each row of a table. */
public final class PredictPipeline {

  private static final String MODEL = RunFiles.WORK + "/model.avro";

  private PredictPipeline() {}

  /**
   * @return rows that were predicted and that were left out
   * @throws UnusableOutputException if the output exists or cannot be written
   * @throws UnusableInputException if model, input, columns or rows are not usable
   */
  public static RowCounts run(Configuration conf, PredictRequest request, Consumer<String> console)
      throws IOException {
    StoredModel model = ModelInput.readOne(conf, request.model());
    MixtureOfExperts mixture =
        model
            .mixture()
            .orElseThrow(
                () ->
                    new UnusableInputException(
                        request.model() + ": holds no model: " + model.status()));
    requireDistinct(request, mixture);
    Configuration own = new Configuration(conf);
    TableKey.TEXT_COLUMNS.set(own, request.keep());
    InputTable source =
        InputTable.open(own, request.inputs(), columns(request.table(), model), console);
    source.requireApart(own, request.output());
    if (source.features().dimension() != mixture.dimension()) {
      throw new UnusableInputException(
          "--features: %d columns for the %d covariates of %s"
              .formatted(source.features().dimension(), mixture.dimension(), request.model()));
    }
    try (RunDirectory run = RunDirectory.create(own, request.output(), request.overwrite())) {
      try (OutputStream out = run.create(MODEL)) {
        ModelFiles.writeAvro(out, List.of(model));
      }
      Counters counters =
          new Stages(own, run, console)
              .predict(
                  source,
                  run.path(MODEL),
                  mixture.size(),
                  levels(request),
                  request.format(),
                  request.compress());
      run.delete(RunFiles.WORK);
      run.commit();
      return RowCounts.of(counters);
    }
  }

  private static void requireDistinct(PredictRequest request, MixtureOfExperts mixture)
      throws UnusableInputException {
    try {
      PredictJob.schema(request.keep(), levels(request), mixture.size());
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException("--keep: " + e.getMessage(), e);
    }
  }

  private static double[] levels(PredictRequest request) {
    return request.levels().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static TableOptions columns(TableOptions table, StoredModel model) {
    boolean own = table.features().isEmpty() && table.exclude().isEmpty();
    TableOptions scored = table.toBuilder().noResponse().build();
    return own && !model.features().isEmpty() ? scored.withKnown(model.spec()) : scored;
  }
}
