package org.dmoe.mapreduce.job;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Mapper;
import org.dmoe.table.PlainDigits;
import org.dmoe.table.PlainFiles;
import org.dmoe.table.in.RowSplit;

/** A mapper whose failures reach whoever submitted the job, as {@link TaskErrors} has it. */
public abstract class ReportingMapper<K, V, L, W> extends Mapper<K, V, L, W> {

  static {
    PlainDigits.set();
  }

  @Override
  public final void run(Context context) throws IOException, InterruptedException {
    PlainFiles.use(context.getConfiguration());
    TaskErrors.reporting(context.getConfiguration(), identity(context), () -> super.run(context));
  }

  /** Identity of the task, the same for each of its attempts: that of its split of a table. */
  protected String identity(Context context) {
    return RowSplit.identity(context.getInputSplit());
  }
}
