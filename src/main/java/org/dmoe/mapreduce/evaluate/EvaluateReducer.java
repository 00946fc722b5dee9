package org.dmoe.mapreduce.evaluate;

import java.io.IOException;
import java.util.TreeMap;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;
import org.dmoe.evaluate.MetricsAccumulator;
import org.dmoe.mapreduce.TaskErrors;
import org.dmoe.mapreduce.UnusableInputException;

/** Adds each model's sums up in the order of the splits and writes its metrics as a line. */
public final class EvaluateReducer
    extends Reducer<ScoreKey, ArrayPrimitiveWritable, NullWritable, Text> {

  private final TreeMap<Integer, MetricsAccumulator> sums = new TreeMap<>();

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    TaskErrors.reporting(context.getConfiguration(), "evaluation", () -> super.run(context));
  }

  @Override
  protected void reduce(ScoreKey key, Iterable<ArrayPrimitiveWritable> states, Context context) {
    MetricsAccumulator sum = sums.computeIfAbsent(key.model(), model -> new MetricsAccumulator());
    for (ArrayPrimitiveWritable state : states) {
      sum.merge(MetricsAccumulator.fromArray((double[]) state.get()));
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    if (sums.isEmpty()) {
      throw new UnusableInputException("the input has no rows that can be used");
    }
    for (MetricsAccumulator sum : sums.values()) {
      context.write(NullWritable.get(), new Text(MetricsLines.write(sum.metrics())));
    }
  }
}
