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
import org.dmoe.evaluate.RowEvaluator;
import org.dmoe.evaluate.RowSums;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class EvaluateReducerTest {

  private static final MixtureOfExperts MODEL =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {{0.5, -1}, {0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {0, 1}, 0.5),
              GaussianExpert.of(new double[] {1, -1}, 2)));

  private final ReduceDriver<ScoreKey, ArrayPrimitiveWritable, NullWritable, Text> driver =
      ReduceDriver.newReduceDriver(new EvaluateReducer());

  @Test
  void splitsAreMergedForEachModel() throws IOException {
    List<RowSums> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RowEvaluator part = RowEvaluator.of(MODEL);
      part.add(new double[] {i + 0.5}, i, 1);
      part.add(new double[] {1}, -i, 2);
      parts.add(part.sums());
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
    RowSums one = single();
    add(0, "a", one);
    Metrics metrics = MetricsLines.read(driver.run().get(0).getSecond().toString());
    assertThat(metrics).isEqualTo(one.metrics());
    assertThat(metrics.correlation()).isNaN();
  }

  @Test
  void countsOfLabelsBecomeTheirAgreement() throws IOException {
    RowSums one = single();
    add(0, "a", one);
    for (String label : List.of("high", "low")) {
      double[] counts =
          label.equals("low") ? new double[] {3, 0, 1, 2, 3} : new double[] {0, 4, 1, 3, 4};
      driver.addInput(ScoreKey.ofLabel(0, label, "a"), List.of(new ArrayPrimitiveWritable(counts)));
    }
    Metrics metrics = MetricsLines.read(driver.run().get(0).getSecond().toString());
    assertThat(metrics.labels().posterior().adjustedRandIndex()).isEqualTo(1);
    assertThat(metrics.labels().posterior().rows()).isEqualTo(7);
    assertThat(metrics.labels().gate().clusteringError()).isCloseTo(3.0 / 7, Offset.offset(1e-15));
  }

  private void add(int model, String split, RowSums part) {
    driver.addInput(
        ScoreKey.ofMetrics(model, split), List.of(new ArrayPrimitiveWritable(part.toArray())));
  }

  private static RowSums single() {
    RowEvaluator one = RowEvaluator.of(MODEL);
    one.add(new double[] {1}, 2, 1);
    return one.sums();
  }

  private static Metrics merged(RowSums first, RowSums second) {
    RowSums sum = RowSums.fromArray(first.toArray());
    sum.merge(second);
    return sum.metrics();
  }
}
