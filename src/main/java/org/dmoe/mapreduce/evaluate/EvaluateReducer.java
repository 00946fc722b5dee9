package org.dmoe.mapreduce.evaluate;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.dmoe.evaluate.LabelCounts;
import org.dmoe.evaluate.Metrics;
import org.dmoe.evaluate.RowSums;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.model.UnusableInputException;

/** Adds each model's sums up in the order of the splits and writes its metrics as a line. */
public final class EvaluateReducer
    extends ReportingReducer<ScoreKey, ArrayPrimitiveWritable, NullWritable, Text> {

  private final TreeMap<Integer, RowSums> sums = new TreeMap<>();
  private final Map<Integer, LabelCounts> labels = new HashMap<>();

  @Override
  protected String identity(Context context) {
    return "evaluation";
  }

  @Override
  protected void reduce(ScoreKey key, Iterable<ArrayPrimitiveWritable> states, Context context) {
    for (ArrayPrimitiveWritable state : states) {
      double[] numbers = (double[]) state.get();
      if (key.label().isEmpty()) {
        add(key.model(), RowSums.fromArray(numbers));
      } else {
        labels
            .computeIfAbsent(key.model(), model -> new LabelCounts(LabelCounts.experts(numbers)))
            .add(key.label(), numbers);
      }
    }
  }

  private void add(int model, RowSums part) {
    RowSums before = sums.putIfAbsent(model, part);
    if (before != null) {
      before.merge(part);
    }
  }

  private Metrics metrics(int model) {
    Metrics metrics = sums.get(model).metrics();
    return labels.containsKey(model) ? metrics.withLabels(labels.get(model).agreement()) : metrics;
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    if (sums.isEmpty()) {
      throw new UnusableInputException("the input has no rows that can be used");
    }
    for (int model : sums.keySet()) {
      Metrics metrics = metrics(model);
      if (!(metrics.weight() > 0)) {
        throw new UnusableInputException("--weight: the weights of all rows are 0");
      }
      context.write(NullWritable.get(), new Text(MetricsLines.write(metrics)));
    }
  }
}
