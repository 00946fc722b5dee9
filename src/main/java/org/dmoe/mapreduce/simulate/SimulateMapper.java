package org.dmoe.mapreduce.simulate;

import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.out.OutputRow;

/** Draws the rows of its ranges: covariates, response and, if asked for, the expert from 1. */
public final class SimulateMapper
    extends ReportingMapper<LongWritable, LongWritable, NullWritable, OutputRow> {

  private RowGenerator generator;
  private ResponseType type;
  private boolean label;
  private OutputRow row;

  @Override
  protected String identity(Context context) {
    return context.getInputSplit().toString();
  }

  @Override
  protected void setup(Context context) throws IOException {
    SimulateOptions options = SimulateOptions.from(context.getConfiguration());
    FeatureSpec columns = RowInputFormat.columns(context.getConfiguration());
    type = columns.type();
    generator = RowGenerator.of(Truth.of(context, options, type), options.seed());
    label = options.label();
    row = new OutputRow(SimulateJob.schema(columns, label).size());
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
    int next = x.length;
    setResponse(next++);
    if (!type.exposure().isEmpty()) {
      setExposure(next++);
    }
    if (label) {
      row.setLong(next, generator.label() + 1L);
    }
  }

  private void setResponse(int column) {
    if (type.isGaussian()) {
      row.setDouble(column, generator.y());
    } else if (type.isText()) {
      row.setText(column, type.classes().get((int) generator.y()));
    } else {
      row.setLong(column, (long) generator.y());
    }
  }

  private void setExposure(int column) {
    if (type.family().equals(ResponseType.BINOMIAL)) {
      row.setLong(column, (long) generator.exposure());
    } else {
      row.setDouble(column, generator.exposure());
    }
  }
}
