package org.dmoe.mapreduce.sample;

import java.io.IOException;
import java.util.Optional;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.model.UnusableInputException;

/**
 * Passes the first S of the rows on, which come sorted by their hashes, and fits the pilot to them
 * where one is wanted.
 */
public final class SampleReducer
    extends ReportingReducer<SampleKey, SampledRow, SampleKey, SampledRow> {

  @Override
  protected String identity(Context context) {
    return "sample";
  }

  @Override
  protected void work(Context context) throws IOException, InterruptedException {
    int size = JobKey.SUPPORT_SIZE.getInt(context.getConfiguration());
    Optional<PilotRows> pilot = PilotRows.of(context);
    int taken = 0;
    while (taken < size && context.nextKey()) {
      for (SampledRow row : context.getValues()) {
        context.write(context.getCurrentKey(), row);
        if (pilot.isPresent()) {
          pilot.get().add(context.getCurrentKey(), row);
        }
        taken++;
      }
    }
    if (taken == 0) {
      throw new UnusableInputException("the input has no rows that can be used");
    }
    context.getCounter(DmoeCounter.SUPPORT_ROWS).increment(taken);
    if (pilot.isPresent()) {
      pilot.get().fit();
    }
  }
}
