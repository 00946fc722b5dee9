package org.dmoe.data.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnStatisticsTest {

  private static final int PARTS = 200;

  /** Counts the same rows in the whole, too. */
  private static ColumnStatistics part(Random random, double centre, ColumnStatistics whole) {
    ColumnStatistics part = new ColumnStatistics(2);
    for (int i = 0; i < 100; i++) {
      double value = centre + random.nextGaussian() * Math.pow(10, random.nextInt(6));
      part.addNumber(Double.toString(value), value);
      whole.addNumber(Double.toString(value), value);
    }
    return part;
  }

  /** As it travels from a map to the reducer. */
  private static ColumnStatistics travelled(ColumnStatistics part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    part.write(new DataOutputStream(bytes));
    return ColumnStatistics.read(
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  /** Pairs of neighbours, then pairs of pairs. */
  private static ColumnStatistics tree(List<ColumnStatistics> parts) throws IOException {
    if (parts.size() == 1) {
      return travelled(parts.get(0));
    }
    int half = parts.size() / 2;
    ColumnStatistics left = tree(parts.subList(0, half));
    left.merge(tree(parts.subList(half, parts.size())));
    return travelled(left);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1e6, 1e9})
  void neitherOrderNorShapeOfMergingShows(double centre) throws IOException {
    Random random = new Random(7);
    ColumnStatistics whole = new ColumnStatistics(2);
    List<ColumnStatistics> parts = new ArrayList<>();
    for (int p = 0; p < PARTS; p++) {
      parts.add(part(random, centre, whole));
    }
    ColumnStatistics chain = new ColumnStatistics(2);
    for (ColumnStatistics part : parts) {
      chain.merge(part);
    }
    java.util.Collections.shuffle(parts, random);
    ColumnStatistics tree = tree(parts);

    for (ColumnStatistics other : List.of(chain, tree)) {
      assertThat(other.numbers()).isEqualTo(100L * PARTS);
      assertThat(other.mean()).isEqualTo(whole.mean());
      assertThat(other.sd()).isEqualTo(whole.sd());
      assertThat(other.min()).isEqualTo(whole.min());
      assertThat(other.max()).isEqualTo(whole.max());
      assertThat(other.hasManyLevels()).isTrue();
    }
  }
}
