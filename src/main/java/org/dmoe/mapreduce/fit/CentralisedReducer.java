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
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.mapreduce.job.TaskProgress;
import org.dmoe.mapreduce.job.TaskThreads;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;

/** Collects all rows and fits one mixture to them, from a start that all machines share too. */
public final class CentralisedReducer
    extends ReportingReducer<RowKey, RowWritable, Text, AvroValue<ModelRecord>> {

  private static final String IDENTITY = "global";

  private FeatureSpec columns;
  private Observations.Builder rows;

  @Override
  protected String identity(Context context) {
    return IDENTITY;
  }

  @Override
  protected void setup(Context context) {
    columns = RowInputFormat.columns(context.getConfiguration());
    rows = Observations.builder(columns.dimension());
  }

  @Override
  protected void reduce(RowKey key, Iterable<RowWritable> values, Context context) {
    for (RowWritable row : values) {
      rows.add(row.x(), row.y(), row.weight(), row.exposure());
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    Configuration conf = context.getConfiguration();
    FitJobOptions options = FitJobOptions.from(conf, TaskThreads.ofReduce(conf));
    LocalRecords records = options.records(columns);
    long seed = options.seedOf(IDENTITY);
    TaskProgress progress = new TaskProgress(context, IDENTITY);
    Optional<CommonStart> start = StartFile.read(context, options.start());
    Observations all = rows.build();
    StoredModel model =
        start.isPresent()
            ? start.get().fitBothWays(records, IDENTITY, all, seed, progress)
            : records.fit(IDENTITY, all, seed, progress);
    context.write(
        new Text(FitOutputFormat.GLOBAL_FILE), new AvroValue<>(ModelRecords.toRecord(model)));
  }
}
