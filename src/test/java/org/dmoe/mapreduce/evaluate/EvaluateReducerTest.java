package org.dmoe.mapreduce.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.assertj.core.data.Offset;
import org.dmoe.evaluate.Metrics;
import org.dmoe.evaluate.MetricsAccumulator;
import org.junit.jupiter.api.Test;

class EvaluateReducerTest {

  private final ReduceDriver<ScoreKey, ArrayPrimitiveWritable, NullWritable, Text> driver =
      ReduceDriver.newReduceDriver(new EvaluateReducer());

  @Test
  void splitsAreMergedForEachModel() throws IOException {
    List<MetricsAccumulator> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      MetricsAccumulator part = new MetricsAccumulator();
      part.add(i, i + 0.5, -1 - i, 0.1 * i, 1);
      part.add(-i, 1, -2, 0.5, 2);
      parts.add(part);
    }
    add(0, "a", parts.get(0));
    add(0, "b", parts.get(1));
    add(1, "a", parts.get(2));
    add(1, "b", parts.get(3));
    List<Metrics> metrics = new ArrayList<>();
    for (Pair<NullWritable, Text> line : driver.run()) {
      metrics.add(MetricsLines.read(line.getSecond().toString()));
    }
    assertThat(metrics)
        .containsExactly(merged(parts.get(0), parts.get(1)), merged(parts.get(2), parts.get(3)));
  }

  /** A single row has no variance, so no correlation: NaN must come through. */
  @Test
  void whatIsNotANumberIsKept() throws IOException {
    MetricsAccumulator one = new MetricsAccumulator();
    one.add(1, 2, -1, 0.5, 1);
    add(0, "a", one);
    Metrics metrics = MetricsLines.read(driver.run().get(0).getSecond().toString());
    assertThat(metrics).isEqualTo(one.metrics());
    assertThat(metrics.correlation()).isNaN();
  }

  @Test
  void countsOfLabelsBecomeTheirAgreement() throws IOException {
    MetricsAccumulator one = new MetricsAccumulator();
    one.add(1, 2, -1, 0.5, 1);
    add(0, "a", one);
    for (String label : List.of("high", "low")) {
      double[] counts =
          label.equals("low") ? new double[] {3, 0, 1, 2, 3} : new double[] {0, 4, 1, 3, 4};
      driver.addInput(new ScoreKey(0, "a", label), List.of(new ArrayPrimitiveWritable(counts)));
    }
    Metrics metrics = MetricsLines.read(driver.run().get(0).getSecond().toString());
    assertThat(metrics.labels().posterior().adjustedRandIndex()).isEqualTo(1);
    assertThat(metrics.labels().posterior().rows()).isEqualTo(7);
    assertThat(metrics.labels().gate().clusteringError()).isCloseTo(3.0 / 7, Offset.offset(1e-15));
  }

  private void add(int model, String split, MetricsAccumulator part) {
    driver.addInput(
        new ScoreKey(model, split), List.of(new ArrayPrimitiveWritable(part.toArray())));
  }

  private static Metrics merged(MetricsAccumulator first, MetricsAccumulator second) {
    MetricsAccumulator sum = new MetricsAccumulator();
    sum.merge(first);
    sum.merge(second);
    return sum.metrics();
  }
}
