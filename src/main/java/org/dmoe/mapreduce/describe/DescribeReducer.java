package org.dmoe.mapreduce.describe;

import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.table.TableKey;

/** Merges the statistics of all splits in the order of their identities. */
public final class DescribeReducer
    extends ReportingReducer<Text, StatisticsWritable, Text, StatisticsWritable> {

  private static final String IDENTITY = "describe";

  private TableStatistics merged;

  @Override
  protected String identity(Context context) {
    return IDENTITY;
  }

  @Override
  protected void setup(Context context) {
    merged = TableStatistics.of(TableKey.TEXT_COLUMNS.getList(context.getConfiguration()).size());
  }

  @Override
  protected void reduce(Text split, Iterable<StatisticsWritable> parts, Context context) {
    for (StatisticsWritable part : parts) {
      merged.merge(part.get());
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    context.write(new Text(IDENTITY), new StatisticsWritable(merged));
  }
}
