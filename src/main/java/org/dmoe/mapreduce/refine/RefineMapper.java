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
import org.dmoe.refine.Frame;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.RefinementState;
import org.dmoe.refine.RowPass;
import org.dmoe.table.Paths;
import org.dmoe.table.RowCounter;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.in.TaskMachines;

/** Sums the rows of each machine of its split at the model, and their log-likelihoods at others. */
public final class RefineMapper
    extends ReportingMapper<RowKey, RowWritable, Text, AvroValue<StatisticsRecord>> {

  private StoredModel model;
  private MixtureOfExperts mixture;
  private Optional<Frame> frame = Optional.empty();
  private final List<MixtureOfExperts> others = new ArrayList<>();
  private boolean scores;
  private TaskMachines machines;

  /** Of the machine at hand. */
  private RowPass pass;

  @Override
  protected void setup(Context context) throws IOException {
    String source = Paths.shown(CacheFiles.source(context, RefineJob.MODEL));
    try (InputStream in = CacheFiles.open(context, RefineJob.MODEL)) {
      model = ModelFiles.read(in, source).get(0);
    }
    mixture = model.mixture().orElseThrow();
    scores = Boolean.parseBoolean(JobKey.SCORES.get(context.getConfiguration()));
    machines = TaskMachines.of(context.getConfiguration(), context.getInputSplit());
    try {
      Optional<RefinementState> state = RefinementState.of(model.provenance(), mixture);
      frame = state.map(RefinementState::frame);
      others.addAll(RefinementState.others(state, mixture));
      others.addAll(candidates(context));
      pass = newPass();
    } catch (IllegalArgumentException e) {
      throw new BadFileException(source, e.getMessage(), e);
    }
  }

  private RowPass newPass() {
    return new RowPass(mixture, frame, others, scores);
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
  protected void map(RowKey key, RowWritable row, Context context)
      throws IOException, InterruptedException {
    if (machines.isFirst(key)) {
      finishMachine(context);
      machines.begin(key);
    }
    pass.add(row.x(), row.y(), row.weight(), row.exposure());
    if (row.weight() == 0) {
      context.getCounter(RowCounter.ZERO_WEIGHT_ROWS_SKIPPED).increment(1);
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    finishMachine(context);
    addWithoutRows(machines.withoutRows(), context);
  }

  private void finishMachine(Context context) throws IOException, InterruptedException {
    if (!machines.hasBegun()) {
      return;
    }
    String identity = machines.current();
    Optional<PassSums> sums = sums(identity);
    if (sums.isEmpty()) {
      addWithoutRows(1, context);
    } else {
      context.write(new Text(identity), record(identity, sums.get()));
    }
    pass = newPass();
  }

  private static void addWithoutRows(int number, Context context) {
    if (number > 0) {
      context.getCounter(RowCounter.SPLITS_WITHOUT_ROWS).increment(number);
    }
  }

  private AvroValue<StatisticsRecord> record(String identity, PassSums sums) {
    SiteStatistics site =
        new SiteStatistics(
            identity,
            ModelHash.of(model),
            model.features(),
            model.response(),
            sums,
            Arrays.stream(pass.otherLogLikelihoods()).boxed().toList());
    return new AvroValue<>(StatisticsRecords.toRecord(site));
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
