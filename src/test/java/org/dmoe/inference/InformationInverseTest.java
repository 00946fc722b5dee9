package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class InformationInverseTest {

  private static InformationInverse of(double[][] information) {
    return InformationInverse.of(
        new DMatrixRMaj(information), new boolean[information.length], 1e-10);
  }

  @Test
  void whatIsDeterminedIsInverted() {
    InformationInverse found = of(new double[][] {{4, 1, 0}, {1, 3, 0}, {0, 0, 0}});

    assertThat(found.rank()).isEqualTo(2);
    assertThat(found.isIndefinite()).isFalse();
    assertThat(found.inverse().get(0, 0)).isCloseTo(3.0 / 11, within(1e-12));
    assertThat(found.inverse().get(0, 1)).isCloseTo(-1.0 / 11, within(1e-12));
    DMatrixRMaj axes = new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    assertThat(found.notIdentified(axes)).containsExactly(2);
  }

  /** As at a saddle of the likelihood. */
  @Test
  void aDirectionThatCurvesTheWrongWayIsTold() {
    InformationInverse found = of(new double[][] {{1, 2}, {2, 1}});

    assertThat(found.isIndefinite()).isTrue();
    assertThat(found.rank()).isEqualTo(1);
  }
}
