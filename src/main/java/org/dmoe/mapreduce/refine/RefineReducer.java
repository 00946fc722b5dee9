package org.dmoe.mapreduce.refine;

import java.io.IOException;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.dmoe.io.SiteStatistics;
import org.dmoe.io.StatisticsRecords;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.model.UnusableInputException;

/** Adds the sums of all splits up, which come sorted by their identities. */
public final class RefineReducer
    extends ReportingReducer<
        Text, AvroValue<StatisticsRecord>, NullWritable, AvroValue<StatisticsRecord>> {

  private SiteStatistics all;

  @Override
  protected String identity(Context context) {
    return "sums";
  }

  @Override
  protected void reduce(Text split, Iterable<AvroValue<StatisticsRecord>> values, Context context) {
    for (AvroValue<StatisticsRecord> value : values) {
      SiteStatistics one = StatisticsRecords.fromRecord(value.datum());
      all = all == null ? one : all.plus(one);
    }
    context.progress();
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    if (all == null) {
      throw new UnusableInputException("the input has no rows that can be used");
    }
    context.write(NullWritable.get(), new AvroValue<>(StatisticsRecords.toRecord(all)));
  }
}
