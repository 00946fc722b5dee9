package org.dmoe.mapreduce.describe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Writable;
import org.dmoe.data.describe.TableStatistics;

/** Statistics of a table on their way. */
public final class StatisticsWritable implements Writable {

  private TableStatistics statistics;

  /** For Hadoop, which fills it. */
  public StatisticsWritable() {
    this(TableStatistics.of(0));
  }

  StatisticsWritable(TableStatistics statistics) {
    this.statistics = statistics;
  }

  TableStatistics get() {
    return statistics;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    statistics.write(out);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    statistics = TableStatistics.read(in);
  }
}
