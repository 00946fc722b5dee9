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

  @Test
  void whatExpertsShareIsCountedOnce() {
    Design shared = DESIGN.withEqual(new boolean[] {false, true, false}, true);
    assertThat(shared.isFull()).isFalse();
    assertThat(shared)
        .isNotEqualTo(DESIGN)
        .hasToString(DESIGN + ", equal slopes [false, true, false], equal variance");
    assertThat(shared.withEqual(new boolean[3], false)).isEqualTo(DESIGN).hasSameHashCodeAs(DESIGN);
    MixtureOfExperts model = Mixtures.random(new SplittableRandom(1), 3, 3).restrictedTo(shared);
    assertThat(model.freeParameters()).isEqualTo(2 * 2 + 3 * 3 + 2);
    assertThat(model.canonical().design()).isEqualTo(shared);
    assertThat(model.withDesign(shared)).isEqualTo(model);
    Design variance = Design.FULL.withEqual(new boolean[2], true);
    assertThat(variance.isFull()).isTrue();
    assertThat(variance).isNotEqualTo(Design.FULL);
    assertThat(variance.freeParameters(3, 2, 1, true)).isEqualTo(3 + 2 * 3 + 1);
    Design apart = Design.of(new boolean[] {true, true}, new boolean[] {true, false});
    assertThatThrownBy(() -> apart.withEqual(new boolean[] {true, true}, false))
        .hasMessageContaining("which do not have it");
  }
}
