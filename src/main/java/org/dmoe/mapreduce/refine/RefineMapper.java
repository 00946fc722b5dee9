package org.dmoe.mapreduce.refine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.io.Text;
import org.dmoe.io.BadFileException;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.ModelHash;
import org.dmoe.io.SiteStatistics;
import org.dmoe.io.StatisticsRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.RefinementState;
import org.dmoe.refine.RowPass;
import org.dmoe.table.Paths;
import org.dmoe.table.RowCounter;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowSplit;
import org.dmoe.table.in.RowWritable;

/** Sums the rows of its split at the model. */
public final class RefineMapper
    extends ReportingMapper<RowKey, RowWritable, Text, AvroValue<StatisticsRecord>> {

  private StoredModel model;
  private RowPass pass;

  @Override
  protected void setup(Context context) throws IOException {
    String source = Paths.shown(CacheFiles.source(context, RefineJob.MODEL));
    try (InputStream in = CacheFiles.open(context, RefineJob.MODEL)) {
      model = ModelFiles.read(in, source).get(0);
    }
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    try {
      pass =
          new RowPass(
              mixture,
              RefinementState.of(model.provenance(), mixture).map(RefinementState::frame),
              Boolean.parseBoolean(JobKey.SCORES.get(context.getConfiguration())));
    } catch (IllegalArgumentException e) {
      throw new BadFileException(source, e.getMessage(), e);
    }
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context) {
    pass.add(row.x(), row.y(), row.weight());
    if (row.weight() == 0) {
      context.getCounter(RowCounter.ZERO_WEIGHT_ROWS_SKIPPED).increment(1);
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    String identity = RowSplit.identity(context.getInputSplit());
    Optional<PassSums> sums = sums(identity);
    if (sums.isEmpty()) {
      context.getCounter(RowCounter.SPLITS_WITHOUT_ROWS).increment(1);
      return;
    }
    SiteStatistics site =
        new SiteStatistics(
            identity, ModelHash.of(model), model.features(), model.response(), sums.get());
    context.write(new Text(identity), new AvroValue<>(StatisticsRecords.toRecord(site)));
  }

  private Optional<PassSums> sums(String identity) throws UnusableInputException {
    try {
      return pass.finish();
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(
          "--model: its sums over the rows of '%s' overflow: %s"
              .formatted(identity, e.getMessage()),
          e);
    }
  }
}
