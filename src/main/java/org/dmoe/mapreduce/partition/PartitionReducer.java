package org.dmoe.mapreduce.partition;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.out.OutputRow;

/** Writes each part's rows, which come sorted by file and position, under the part's name. */
public final class PartitionReducer
    extends ReportingReducer<BytesWritable, RowWritable, Text, OutputRow> {

  private final Text part = new Text();
  private boolean response;
  private List<Integer> texts;
  private OutputRow out;

  @Override
  protected String identity(Context context) {
    return "partition " + context.getConfiguration().getInt(MRJobConfig.TASK_PARTITION, 0);
  }

  @Override
  protected void setup(Context context) {
    Configuration conf = context.getConfiguration();
    FeatureSpec columns = RowInputFormat.columns(conf);
    response = !columns.response().isEmpty();
    texts = PartitionJob.writtenTexts(conf, columns);
    out = new OutputRow(columns.dimension() + (response ? 1 : 0) + texts.size());
  }

  @Override
  protected void reduce(BytesWritable key, Iterable<RowWritable> rows, Context context)
      throws IOException, InterruptedException {
    int length = PartKey.partLength(key);
    if (!isCurrent(key, length)) {
      part.set(key.getBytes(), 0, length);
      context.getCounter(DmoeCounter.PARTITIONS).increment(1);
    }
    for (RowWritable row : rows) {
      fill(row);
      context.write(part, out);
    }
  }

  private boolean isCurrent(BytesWritable key, int length) {
    return part.getLength() == length
        && Arrays.equals(part.getBytes(), 0, length, key.getBytes(), 0, length);
  }

  private void fill(RowWritable row) {
    int column = 0;
    for (double value : row.x()) {
      out.setDouble(column++, value);
    }
    if (response) {
      out.setDouble(column++, row.y());
    }
    for (int t : texts) {
      out.setText(column++, row.texts()[t]);
    }
  }
}
