package org.dmoe.mapreduce.predict;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.NullWritable;
import org.dmoe.data.formula.ResponseScale;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.model.QuantileFinder;
import org.dmoe.model.Scorer;
import org.dmoe.table.Paths;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.out.OutputRow;

/** Predicts each row; see {@link PredictJob#schema} for what comes out. */
public final class PredictMapper
    extends ReportingMapper<RowKey, RowWritable, NullWritable, OutputRow> {

  static final String MODEL = "predict-model";

  private Scorer scorer;
  private ResponseScale scale;
  private QuantileFinder finder;
  private double[] quantiles;
  private OutputRow out;

  @Override
  protected void setup(Context context) throws IOException {
    StoredModel model = model(context);
    scorer = Scorer.of(model.mixture().orElseThrow());
    scale = model.formula().scale();
    double[] levels = PredictJob.levels(context.getConfiguration());
    finder = QuantileFinder.of(scorer, levels);
    quantiles = new double[levels.length];
    int texts = TableKey.TEXT_COLUMNS.getList(context.getConfiguration()).size();
    out = new OutputRow(texts + 2 + levels.length + scorer.size() + 1);
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
    fill(row.texts());
    context.write(NullWritable.get(), out);
  }

  private void fill(String[] texts) {
    int column = 0;
    for (String text : texts) {
      out.setText(column++, text);
    }
    out.setDouble(column++, scale.mean(scorer));
    out.setDouble(column++, scale.variance(scorer));
    for (double quantile : quantiles) {
      out.setDouble(column++, scale.quantile(quantile));
    }
    for (int k = 0; k < scorer.size(); k++) {
      out.setDouble(column++, scorer.probability(k));
    }
    out.setLong(column, scorer.gateLabel() + 1L);
  }
}
