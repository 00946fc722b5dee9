package org.dmoe.mapreduce.simulate;

import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.table.out.OutputRow;

/** Draws the rows of its ranges: covariates, response and, if asked for, the expert from 1. */
public final class SimulateMapper
    extends ReportingMapper<LongWritable, LongWritable, NullWritable, OutputRow> {

  private RowGenerator generator;
  private boolean label;
  private OutputRow row;

  @Override
  protected String identity(Context context) {
    return context.getInputSplit().toString();
  }

  @Override
  protected void setup(Context context) throws IOException {
    SimulateOptions options = SimulateOptions.from(context.getConfiguration());
    generator = RowGenerator.of(Truth.of(context, options), options.seed());
    label = options.label();
    row = new OutputRow(generator.x().length + (label ? 2 : 1));
  }

  @Override
  protected void map(LongWritable from, LongWritable to, Context context)
      throws IOException, InterruptedException {
    generator.goTo(from.get());
    for (long i = from.get(); i < to.get(); i++) {
      generator.next();
      fill();
      context.write(NullWritable.get(), row);
    }
    context.getCounter(DmoeCounter.ROWS_WRITTEN).increment(to.get() - from.get());
  }

  private void fill() {
    double[] x = generator.x();
    for (int j = 0; j < x.length; j++) {
      row.setDouble(j, x[j]);
    }
    row.setDouble(x.length, generator.y());
    if (label) {
      row.setLong(x.length + 1, generator.label() + 1L);
    }
  }
}
