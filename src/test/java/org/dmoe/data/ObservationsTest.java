package org.dmoe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ObservationsTest {

  @Test
  void aBuilderBuildsOnce() {
    Observations.Builder builder = Observations.builder(1).add(new double[] {1}, 2);
    Observations rows = builder.build();

    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.add(new double[] {3}, 4))
        .isInstanceOf(IllegalStateException.class);
    assertThat(rows.rows()).isEqualTo(1);
    assertThat(rows.totalWeight()).isEqualTo(1);
  }

  @Test
  void numbersWhoseSquaresOverflowAreRefused() {
    Observations.Builder builder = Observations.builder(1);
    builder.add(new double[] {-1e150}, 1e150);

    assertThatThrownBy(() -> builder.add(new double[] {1e155}, 0))
        .hasMessageContaining("covariate 0's magnitude is too large")
        .hasMessageContaining("1.0E155");
    assertThatThrownBy(() -> builder.add(new double[] {0}, -1e300))
        .hasMessageContaining("response's magnitude is too large");
    assertThatThrownBy(() -> builder.add(new double[] {Double.NaN}, 0))
        .hasMessageContaining("covariate 0 is not finite");
  }
}
