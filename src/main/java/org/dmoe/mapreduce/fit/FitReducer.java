package org.dmoe.mapreduce.fit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.aggregate.GlobalModel;
import org.dmoe.aggregate.LabelCheck;
import org.dmoe.aggregate.StartStep;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.SupportCsv;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.mapreduce.job.TaskProgress;
import org.dmoe.mapreduce.job.TaskThreads;
import org.dmoe.model.UnusableInputException;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.table.Paths;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionEstimator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the local models, which come sorted by their splits' identities, and reduces them. */
public final class FitReducer
    extends ReportingReducer<Text, AvroValue<ModelRecord>, Text, AvroValue<ModelRecord>> {

  private static final Logger LOG = LoggerFactory.getLogger(FitReducer.class);

  /** Without their sums at the start, which are larger than all else. */
  private final List<StoredModel> locals = new ArrayList<>();

  private final StartStep step = new StartStep();

  @Override
  protected String identity(Context context) {
    return "aggregation";
  }

  @Override
  protected void reduce(Text split, Iterable<AvroValue<ModelRecord>> values, Context context)
      throws IOException, InterruptedException {
    for (AvroValue<ModelRecord> value : values) {
      StoredModel local = decode(value.datum());
      write(FitOutputFormat.LOCAL_FILE, local, context);
      step.add(local);
      locals.add(local.toBuilder().startSums(Optional.empty()).build());
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    if (locals.isEmpty()) {
      throw new UnusableInputException("the input has no rows that can be used");
    }
    Configuration conf = context.getConfiguration();
    FitJobOptions options = FitJobOptions.from(conf, TaskThreads.ofReduce(conf));
    Aggregator aggregator = Aggregators.named(options.aggregator(), options.reduction());
    GlobalModel.Result result =
        step.instead(
            aggregate(options, aggregator, options.provenance(), context),
            support(context),
            options.reduction(),
            RefinementOptions.of(options.fit()));
    StoredModel global = result.model();
    LOG.info(
        "{} local models aggregated, R_c {}",
        locals.size(),
        global.aggregation().map(AggregationRecord::getObjectiveTrace).orElse(List.of()));
    count(global, options, context);
    write(FitOutputFormat.MODEL_FILE, global, context);
    if (result.transport().isPresent()) {
      write(FitOutputFormat.TRANSPORT_FILE, result.transport().get(), context);
    }
    if (options.bothPlans()) {
      ReductionEstimator other = ReductionEstimator.of(options.reduction().withOtherPlan());
      Map<String, String> provenance =
          GlobalModel.withPlan(options.provenance(), options.reduction().withOtherPlan());
      write(
          FitOutputFormat.OTHER_PLAN_FILE,
          aggregate(options, other, provenance, context).model(),
          context);
    }
  }

  private GlobalModel.Result aggregate(
      FitJobOptions options, Aggregator aggregator, Map<String, String> provenance, Context context)
      throws IOException {
    return GlobalModel.aggregate(
        locals,
        support(context),
        aggregator,
        options.minLocalModels(),
        StartFile.read(context, options.start())
            .map(start -> new LabelCheck(start.model(), options.reduction())),
        provenance,
        new TaskProgress(context, "aggregation"));
  }

  /** A record that is no model is kept as one that says why; the framework reuses the record. */
  private static StoredModel decode(ModelRecord shared) {
    ModelRecord record = ModelRecord.newBuilder(shared).build();
    try {
      return ModelRecords.fromRecord(record);
    } catch (IllegalArgumentException e) {
      record.setStatus("INVALID: " + e.getMessage());
      record.setExperts(List.of());
      record.setGates(List.of());
      record.setSampleSize(0);
      return ModelRecords.fromRecord(record);
    }
  }

  private static SupportingSample support(Context context) throws IOException {
    String source = Paths.shown(CacheFiles.source(context, FitJob.SUPPORT));
    try (InputStream in = CacheFiles.open(context, FitJob.SUPPORT)) {
      return SupportCsv.read(in, source);
    }
  }

  private static void count(StoredModel global, FitJobOptions options, Context context) {
    List<LocalShareRecord> shares = global.aggregation().orElseThrow().getLocals();
    long used = shares.stream().filter(GlobalModel::isUsed).count();
    context.getCounter(DmoeCounter.LOCAL_MODELS_USED).increment(used);
    context.getCounter(DmoeCounter.LOCAL_MODELS_REJECTED).increment(shares.size() - used);
    int experts = global.mixture().orElseThrow().size();
    context
        .getCounter(DmoeCounter.EXPERTS_EMPTIED)
        .increment(options.reduction().experts() - experts);
  }

  private static void write(String file, StoredModel model, Context context)
      throws IOException, InterruptedException {
    context.write(new Text(file), new AvroValue<>(ModelRecords.toRecord(model)));
  }
}
