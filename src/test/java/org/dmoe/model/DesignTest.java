package org.dmoe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DesignTest {

  private static final Design DESIGN =
      Design.of(new boolean[] {true, false, false}, new boolean[] {true, true, true});

  @Test
  void aDesignOfAllIsTheFullOne() {
    boolean[] all = {true, true};
    assertThat(Design.of(all, all)).isSameAs(Design.FULL);
    assertThat(Design.of(new boolean[0], new boolean[0])).isSameAs(Design.FULL);
    assertThat(Design.FULL.gateHas(7)).isTrue();
  }

  @Test
  void aCovariateOfNobodyIsRefused() {
    assertThatThrownBy(() -> Design.of(new boolean[] {true, false}, new boolean[] {true, false}))
        .hasMessage("covariate 2 is neither the gate's nor the experts'");
  }

  @Test
  void aMixtureOfADesignHasItsZerosAndParameters() {
    MixtureOfExperts model = Mixtures.random(new SplittableRandom(1), 3, 3);
    assertThatThrownBy(() -> model.withDesign(DESIGN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not zero");
    MixtureOfExperts restricted = model.restrictedTo(DESIGN);
    assertThat(restricted.withDesign(DESIGN)).isEqualTo(restricted);
    assertThat(restricted.freeParameters()).isEqualTo(2 * 2 + 3 * 5);
    for (int k = 0; k < 3; k++) {
      assertThat(restricted.expert(k)).isEqualTo(model.expert(k));
      assertThat(restricted.gate().alpha(k)[1]).isEqualTo(model.gate().alpha(k)[1]);
      assertThat(restricted.gate().alpha(k)[2]).isZero();
      assertThat(restricted.gate().alpha(k)[3]).isZero();
    }
    assertThat(restricted.canonical().design()).isEqualTo(DESIGN);
    assertThat(restricted.restrictedTo(Design.FULL).design().isFull()).isTrue();
  }

  @Test
  void aDesignOfOtherCovariatesIsRefused() {
    MixtureOfExperts model = Mixtures.random(new SplittableRandom(1), 2, 2);
    assertThatThrownBy(() -> model.restrictedTo(DESIGN))
        .hasMessage("a design of 3 covariates for a model of 2");
  }
}
