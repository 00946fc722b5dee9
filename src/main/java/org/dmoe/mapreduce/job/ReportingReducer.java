package org.dmoe.mapreduce.job;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Reducer;
import org.dmoe.table.PlainDigits;
import org.dmoe.table.PlainFiles;

/** A reducer whose failures reach whoever submitted the job, as {@link TaskErrors} has it. */
public abstract class ReportingReducer<K, V, L, W> extends Reducer<K, V, L, W> {

  static {
    PlainDigits.set();
  }

  @Override
  public final void run(Context context) throws IOException, InterruptedException {
    PlainFiles.use(context.getConfiguration());
    TaskErrors.reporting(context.getConfiguration(), identity(context), () -> work(context));
  }

  /** Identity of the task, the same for each of its attempts. */
  protected abstract String identity(Context context);

  /** The task's work: every key, unless it is overridden. */
  protected void work(Context context) throws IOException, InterruptedException {
    super.run(context);
  }
}
