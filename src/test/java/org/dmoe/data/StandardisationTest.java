package org.dmoe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardisationTest {

  private static final int ROWS = 450;

  private static Observations rows(double unit) {
    Random random = new Random(4);
    Observations.Builder rows = Observations.builder(3);
    for (int i = 0; i < ROWS; i++) {
      double z = random.nextGaussian();
      rows.add(new double[] {unit * (7 + 2 * z), 3.25 * unit, i}, z, 0.5 + random.nextDouble());
    }
    return rows.build();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-140, 1e148, -3e6})
  void columnsHaveWeightedMeanZeroAndDeviationOne(double unit) {
    Observations rows = rows(unit);
    Standardisation standardisation = Standardisation.of(rows);
    double sum = 0;
    double squares = 0;
    double[] z = new double[Observations.BLOCK_ROWS];
    for (int b = 0; b < rows.blockCount(); b++) {
      Observations.Block block = rows.block(b);
      standardisation.column(0, block.covariates()[0], z, block.rows());
      for (int i = 0; i < block.rows(); i++) {
        sum += block.weights()[i] * z[i];
        squares += block.weights()[i] * z[i] * z[i];
      }
    }
    assertThat(sum / rows.totalWeight()).isCloseTo(0, within(1e-13));
    assertThat(squares / rows.totalWeight()).isCloseTo(1, within(1e-13));
  }

  @Test
  void aConstantColumnBecomesZerosAndKeepsItsCoefficient() {
    Observations rows = rows(1);
    Standardisation standardisation = Standardisation.of(rows);
    double[] z = new double[Observations.BLOCK_ROWS];
    standardisation.column(1, rows.block(0).covariates()[1], z, 10);
    assertThat(standardisation.constant(1)).isTrue();
    assertThat(standardisation.constant(0)).isFalse();
    assertThat(Arrays.stream(z).limit(10)).allMatch(value -> value == 0);
    double[] c = standardisation.standardise(new double[] {1, 2, 5, -1});
    assertThat(c[2]).isEqualTo(5);
  }

  @Test
  void coefficientsActOnStandardisedColumnsAsOnTheColumns() {
    Observations rows = rows(1);
    Standardisation standardisation = Standardisation.of(rows);
    double[] users = {4, -1.5, 2, 0.25};
    double[] standard = standardisation.standardise(users);
    double[] x = new double[3];
    double[] z = new double[1];
    for (int i = 0; i < ROWS; i++) {
      rows.copyRow(i, x);
      double expected = users[0];
      double actual = standard[0];
      for (int j = 0; j < 3; j++) {
        standardisation.column(j, new double[] {x[j]}, z, 1);
        expected += users[j + 1] * x[j];
        actual += standard[j + 1] * z[0];
      }
      assertThat(actual).isCloseTo(expected, within(1e-11));
    }
    assertThat(standardisation.restore(standard)).containsExactly(users, within(1e-12));
  }
}
