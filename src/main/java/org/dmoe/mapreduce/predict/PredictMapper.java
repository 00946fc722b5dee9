package org.dmoe.mapreduce.predict;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.io.NullWritable;
import org.dmoe.data.ResponseType;
import org.dmoe.data.formula.ResponseScale;
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
  private ResponseScale scale;
  private QuantileFinder finder;
  private double[] quantiles;
  private Optional<MeanConfidence> confidence = Optional.empty();
  private ResponseType type;
  private OutputRow out;

  @Override
  protected void setup(Context context) throws IOException {
    StoredModel model = model(context);
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    scorer = Scorer.of(mixture);
    scale = model.formula().scale();
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
    type = model.type();
    out = new OutputRow(options.schema(texts, scorer.size(), type).size());
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
    scorer.at(row.x(), row.exposure());
    fill(row);
    context.write(NullWritable.get(), out);
  }

  private void fill(RowWritable row) {
    int column = 0;
    for (String text : row.texts()) {
      out.setText(column++, text);
    }
    column = type.isText() ? fillClasses(row, column) : fillMoments(row, column);
    for (int k = 0; k < scorer.size(); k++) {
      out.setDouble(column++, scorer.probability(k));
    }
    out.setLong(column, scorer.gateLabel() + 1L);
  }

  /** The most probable class, the first of several, then all probabilities. */
  private int fillClasses(RowWritable row, int first) {
    int best = 0;
    double largest = 0;
    for (int c = 0; c < type.classes().size(); c++) {
      double p = probability(c);
      out.setDouble(first + 1 + c, p);
      if (p > largest) {
        largest = p;
        best = c;
      }
    }
    out.setText(first, type.classes().get(best));
    int column = first + 1 + type.classes().size();
    if (confidence.isPresent()) {
      for (MeanInterval interval : classIntervals(row)) {
        column = fillInterval(interval, column);
      }
    }
    return column;
  }

  private List<MeanInterval> classIntervals(RowWritable row) {
    MeanConfidence known = confidence.orElseThrow();
    if (type.family().equals(ResponseType.CATEGORICAL)) {
      return known.classesAt(row.x());
    }
    MeanInterval success = known.at(row.x());
    return List.of(success.complement(), success);
  }

  private int fillInterval(MeanInterval interval, int first) {
    out.setDouble(first, interval.standardError());
    out.setDouble(first + 1, interval.low());
    out.setDouble(first + 2, interval.high());
    return first + 3;
  }

  /** Of two texts the second is the success. */
  private double probability(int c) {
    if (type.family().equals(ResponseType.CATEGORICAL)) {
      return scorer.classProbability(c);
    }
    double success = Math.min(1, scorer.mean());
    return c == 1 ? success : 1 - success;
  }

  private int fillMoments(RowWritable row, int first) {
    int column = first;
    finder.find(quantiles);
    out.setDouble(column++, scale.mean(scorer));
    out.setDouble(column++, scale.variance(scorer));
    if (confidence.isPresent()) {
      column = fillInterval(confidence.get().at(row.x(), row.exposure()), column);
    }
    for (double quantile : quantiles) {
      out.setDouble(column++, scale.quantile(quantile));
    }
    if (!type.isGaussian()) {
      out.setDouble(column++, scorer.density(0));
    }
    return column;
  }
}
