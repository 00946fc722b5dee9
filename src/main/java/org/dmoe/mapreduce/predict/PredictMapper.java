package org.dmoe.mapreduce.predict;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.io.NullWritable;
import org.dmoe.inference.MeanConfidence;
import org.dmoe.inference.MeanInterval;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.QuantileFinder;
import org.dmoe.model.Scorer;
import org.dmoe.table.Paths;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.out.OutputRow;

/** Predicts each row; see {@link PredictOptions#schema} for what comes out. */
public final class PredictMapper
    extends ReportingMapper<RowKey, RowWritable, NullWritable, OutputRow> {

  static final String MODEL = "predict-model";

  private Scorer scorer;
  private QuantileFinder finder;
  private double[] quantiles;
  private Optional<MeanConfidence> confidence = Optional.empty();
  private OutputRow out;

  @Override
  protected void setup(Context context) throws IOException {
    StoredModel model = model(context);
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    scorer = Scorer.of(mixture);
    PredictOptions options = PredictOptions.from(context.getConfiguration());
    quantiles = new double[options.quantiles().size()];
    finder =
        QuantileFinder.of(
            scorer, options.quantiles().stream().mapToDouble(Double::doubleValue).toArray());
    if (options.confidence().isPresent()) {
      double level = options.confidence().getAsDouble();
      confidence = Optional.of(MeanConfidence.of(mixture, covariance(model), level));
    }
    List<String> texts = TableKey.TEXT_COLUMNS.getList(context.getConfiguration());
    out = new OutputRow(options.schema(texts, scorer.size()).size());
  }

  private static ParameterCovariance covariance(StoredModel model) {
    return model.inference().orElseThrow().covariance();
  }

  private static StoredModel model(Context context) throws IOException {
    String path = Paths.shown(CacheFiles.source(context, MODEL));
    try (InputStream in = CacheFiles.open(context, MODEL)) {
      return ModelFiles.read(in, path).get(0);
    }
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context)
      throws IOException, InterruptedException {
    scorer.at(row.x());
    finder.find(quantiles);
    fill(row);
    context.write(NullWritable.get(), out);
  }

  private void fill(RowWritable row) {
    int column = 0;
    for (String text : row.texts()) {
      out.setText(column++, text);
    }
    out.setDouble(column++, scorer.mean());
    out.setDouble(column++, scorer.variance());
    if (confidence.isPresent()) {
      MeanInterval interval = confidence.get().at(row.x());
      out.setDouble(column++, interval.standardError());
      out.setDouble(column++, interval.low());
      out.setDouble(column++, interval.high());
    }
    for (double quantile : quantiles) {
      out.setDouble(column++, quantile);
    }
    for (int k = 0; k < scorer.size(); k++) {
      out.setDouble(column++, scorer.probability(k));
    }
    out.setLong(column, scorer.gateLabel() + 1L);
  }
}
