package org.dmoe.em.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.dmoe.data.Observations;
import org.dmoe.linalg.Threads;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pass over many rows is shared among threads; its sums are those of one thread, to the bit. */
class SharedPassTest {

  private static final int ROWS = 20_011;
  private static final int D = 2;
  private static final int K = 3;

  private final StandardisedRows rows = rows();
  private final ParameterLayout layout =
      new ParameterLayout(D + 1, K).withNoise(Optional.of(new Noise(0.1, 0.2, 3)));
  private final double[] theta = new Random(4).doubles(layout.size(), -1, 1).toArray();

  private static StandardisedRows rows() {
    Random random = new Random(9);
    Observations.Builder all = Observations.builder(D);
    for (int i = 0; i < ROWS; i++) {
      all.add(random.doubles(D, -3, 3).toArray(), 4 * random.nextGaussian(), random.nextDouble());
    }
    Observations observations = all.build();
    return new StandardisedRows(observations, StandardUnits.of(observations));
  }

  private PenalisedLikelihood likelihood(StandardisedRows of, Threads threads) {
    return new PenalisedLikelihood(of, layout, new Penalty(layout, 0, 0), threads);
  }

  @Test
  void rangesAreAllBlocksInOrder() {
    List<BlockRange> ranges = BlockRange.of(rows, 2 * K - 1);
    assertThat(ranges).hasSize(9);
    int next = 0;
    for (BlockRange range : ranges) {
      assertThat(range.from()).isEqualTo(next);
      assertThat(range.to()).isGreaterThan(range.from());
      next = range.to();
    }
    assertThat(next).isEqualTo(rows.blockCount());
  }

  @Test
  void fewRowsAreOneRange() {
    StandardisedRows few = new StandardisedRows(some(rows.observations(), 0, 4000), rows.units());
    assertThat(BlockRange.of(few, 2 * K - 1)).containsExactly(new BlockRange(0, few.blockCount()));
  }

  @Test
  void sumsThatAreLargerThanTheRowsAreMadeOnce() {
    assertThat(BlockRange.of(rows, 400)).containsExactly(new BlockRange(0, rows.blockCount()));
  }

  @ParameterizedTest
  @EnumSource(PassDepth.class)
  void threadsLeaveNoTrace(PassDepth depth) {
    PenalisedLikelihood alone = likelihood(rows, Threads.ONE);
    double value = alone.evaluate(theta, depth);
    for (int threads : new int[] {2, 5}) {
      PenalisedLikelihood shared = likelihood(rows, new Threads(threads));
      assertThat(shared.evaluate(theta, depth)).isEqualTo(value);
      assertThat(sums(shared, depth)).isEqualTo(sums(alone, depth));
    }
    assertThat(alone.another().evaluate(theta, depth)).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource(PassDepth.class)
  void sumsAreThoseOfItsParts(PassDepth depth) {
    PenalisedLikelihood whole = likelihood(rows, Threads.ONE);
    double value = whole.evaluate(theta, depth);
    double valueOfParts = 0;
    double[] parts = null;
    for (int from = 0; from < ROWS; from += 3000) {
      Observations some = some(rows.observations(), from, Math.min(ROWS, from + 3000));
      PenalisedLikelihood part = likelihood(rows.subset(some), Threads.ONE);
      valueOfParts += part.evaluate(theta, depth);
      double[] here = sums(part, depth);
      if (parts == null) {
        parts = here;
      } else {
        VectorMath.add(parts, here, here.length);
      }
    }
    assertThat(value).isCloseTo(valueOfParts, within(1e-9 * Math.abs(value)));
    assertThat(sums(whole, depth)).containsExactly(parts, within(1e-7));
  }

  /** What is linear in the rows. */
  private static double[] sums(PenalisedLikelihood likelihood, PassDepth depth) {
    if (depth == PassDepth.VALUE) {
      return new double[0];
    }
    double[] sums = likelihood.gradient();
    if (depth.withGrams()) {
      sums = joined(sums, likelihood.pass().expertGram(1));
    }
    if (depth.withHessian()) {
      sums = joined(sums, likelihood.observedInformation().data);
    }
    if (depth.withScores()) {
      sums = joined(sums, likelihood.pass().scoreProducts());
    }
    return sums;
  }

  private static double[] joined(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  private static Observations some(Observations all, int from, int to) {
    Observations.Builder some = Observations.builder(D);
    double[] x = new double[D];
    for (int i = from; i < to; i++) {
      all.copyRow(i, x);
      some.add(x, all.response(i), all.weight(i));
    }
    return some.build();
  }
}
