package org.dmoe.mapreduce.refine;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/** Sums the rows of its split at the model, and their log-likelihoods at others. */
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
      Optional<RefinementState> state = RefinementState.of(model.provenance(), mixture);
      List<MixtureOfExperts> others = new ArrayList<>(RefinementState.others(state, mixture));
      others.addAll(candidates(context));
      boolean scores = Boolean.parseBoolean(JobKey.SCORES.get(context.getConfiguration()));
      pass = new RowPass(mixture, state.map(RefinementState::frame), others, scores);
    } catch (IllegalArgumentException e) {
      throw new BadFileException(source, e.getMessage(), e);
    }
  }

  private static List<MixtureOfExperts> candidates(Context context) throws IOException {
    if (!CacheFiles.has(context, RefineJob.CANDIDATES)) {
      return List.of();
    }
    String source = Paths.shown(CacheFiles.source(context, RefineJob.CANDIDATES));
    try (InputStream in = CacheFiles.open(context, RefineJob.CANDIDATES)) {
      return ModelFiles.read(in, source).stream().map(m -> m.mixture().orElseThrow()).toList();
    }
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context) {
    pass.add(row.x(), row.y(), row.weight(), row.exposure());
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
            identity,
            ModelHash.of(model),
            model.features(),
            model.response(),
            sums.get(),
            Arrays.stream(pass.otherLogLikelihoods()).boxed().toList());
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
