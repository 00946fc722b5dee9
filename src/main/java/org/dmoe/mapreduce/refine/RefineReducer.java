package org.dmoe.mapreduce.refine;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.mapred.AvroValue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.dmoe.io.SiteStatistics;
import org.dmoe.io.StatisticsRecords;
import org.dmoe.io.avro.MachineScoreRecord;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.model.UnusableInputException;
import org.dmoe.refine.PassSums;

/**
 * Adds the sums of all splits up, which come sorted by their identities. Where there are scores,
 * each split's gradient goes through: it is not kept in memory.
 */
public final class RefineReducer
    extends ReportingReducer<
        Text, AvroValue<StatisticsRecord>, NullWritable, AvroValue<SpecificRecord>> {

  private SiteStatistics all;

  @Override
  protected String identity(Context context) {
    return "sums";
  }

  @Override
  protected void reduce(Text split, Iterable<AvroValue<StatisticsRecord>> values, Context context)
      throws IOException, InterruptedException {
    for (AvroValue<StatisticsRecord> value : values) {
      SiteStatistics one = StatisticsRecords.fromRecord(value.datum());
      all = all == null ? one : all.plus(one);
      if (one.sums().scores().isPresent()) {
        context.write(NullWritable.get(), new AvroValue<>(machine(one)));
      }
    }
    context.progress();
  }

  /** In the frame of all. */
  private MachineScoreRecord machine(SiteStatistics one) {
    PassSums sums = one.sums().in(all.sums().frame());
    List<Double> gradient = Arrays.stream(sums.gradient()).boxed().toList();
    return new MachineScoreRecord(one.id(), sums.rows(), sums.weight(), gradient);
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    if (all == null) {
      throw new UnusableInputException("the input has no rows that can be used");
    }
    context.write(NullWritable.get(), new AvroValue<>(StatisticsRecords.toRecord(all)));
  }
}
