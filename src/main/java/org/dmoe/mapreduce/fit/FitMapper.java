package org.dmoe.mapreduce.fit;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.dmoe.aggregate.CommonStart;
import org.dmoe.aggregate.LocalRecords;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitStatus;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.mapreduce.job.RowFolds;
import org.dmoe.mapreduce.job.TaskProgress;
import org.dmoe.mapreduce.job.TaskThreads;
import org.dmoe.table.RowCounter;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowSplit;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.in.TableOptions.Partition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local machine: fits a mixture to the rows of its split. Where each file is a machine, a split
 * may have several, whose rows come one machine after another.
 */
public class FitMapper extends ReportingMapper<RowKey, RowWritable, Text, AvroValue<ModelRecord>> {

  private static final Logger LOG = LoggerFactory.getLogger(FitMapper.class);

  private FitJobOptions options;
  private FeatureSpec columns;
  private boolean machineIsFile;
  private Observations.Builder rows;

  /** The fold of rows that is held out of a cross-validation's fits, if one is. */
  private Optional<Integer> leftOut = Optional.empty();

  private RowFolds folds;
  private Optional<CommonStart> start = Optional.empty();

  /** Identity of the rows that are being collected; null before the first. */
  private String machine;

  private int machines;

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    options = FitJobOptions.from(conf, TaskThreads.ofMap(conf));
    columns = RowInputFormat.columns(conf);
    machineIsFile = TableKey.PARTITION.getEnum(conf, Partition.class) == Partition.FILE;
    start = StartFile.read(context, options.start());
    leftOut = JobKey.LEFT_OUT.getOptional(conf).map(Integer::valueOf);
    if (leftOut.isPresent()) {
      folds = new RowFolds(JobKey.SEED.getLong(conf), JobKey.FOLDS.getInt(conf));
    }
  }

  private boolean isLeftOut(RowKey key) {
    return leftOut.isPresent() && folds.of(key) == leftOut.get();
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context)
      throws IOException, InterruptedException {
    if (machine == null || machineIsFile && !machine.equals(key.file())) {
      finishMachine(context);
      machine = machineIsFile ? key.file() : RowSplit.identity(context.getInputSplit());
      rows = Observations.builder(columns.dimension());
    }
    if (isLeftOut(key)) {
      return;
    }
    rows.add(row.x(), row.y(), row.weight(), row.exposure());
    if (row.weight() == 0) {
      context.getCounter(RowCounter.ZERO_WEIGHT_ROWS_SKIPPED).increment(1);
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    finishMachine(context);
    int empty = (machineIsFile ? RowSplit.files(context.getInputSplit()) : 1) - machines;
    if (empty > 0) {
      context.getCounter(RowCounter.SPLITS_WITHOUT_ROWS).increment(empty);
    }
  }

  private void finishMachine(Context context) throws IOException, InterruptedException {
    if (machine == null) {
      return;
    }
    Observations observations = rows.build();
    if (observations.rows() > 0) {
      machines++;
      StoredModel model = local(machine, observations, context);
      count(model, context);
      context.write(new Text(machine), new AvroValue<>(ModelRecords.toRecord(model)));
    }
  }

  /** The local model of all rows. */
  StoredModel local(String identity, Observations observations, Context context) {
    LocalRecords records = records();
    long seed = options.seedOf(identity);
    TaskProgress progress = new TaskProgress(context, identity);
    return start
        .map(common -> common.fit(records, identity, observations, seed, progress))
        .orElseGet(() -> records.fit(identity, observations, seed, progress));
  }

  FitJobOptions options() {
    return options;
  }

  LocalRecords records() {
    return options.records(columns);
  }

  /** That all machines share; empty where each has its own. */
  Optional<CommonStart> start() {
    return start;
  }

  /** What climbs from another machine's model. */
  LocalRecords climbing(Observations observations) {
    LocalRecords records = records();
    return start.map(common -> common.climbing(records, observations)).orElse(records);
  }

  private void count(StoredModel model, Context context) {
    LOG.info(
        "{}: {}, log-likelihood {}",
        model.id(),
        model.status(),
        model.fit().map(FitRecord::getLogLikelihood).orElse(Double.NaN));
    context.getCounter(DmoeCounter.LOCAL_MODELS).increment(1);
    model
        .fit()
        .ifPresent(fit -> context.getCounter(DmoeCounter.STARTS).increment(fit.getStarts().size()));
    if (model.status().equals(FitStatus.NOT_CONVERGED.name())) {
      context.getCounter(DmoeCounter.LOCAL_MODELS_NOT_CONVERGED).increment(1);
    }
    model
        .mixture()
        .ifPresentOrElse(
            mixture ->
                context
                    .getCounter(DmoeCounter.EXPERTS_EMPTIED)
                    .increment(options.fit().experts() - mixture.size()),
            () -> context.getCounter(DmoeCounter.LOCAL_MODELS_WITHOUT_MODEL).increment(1));
  }
}
