package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.dmoe.em.optimise.Optimizer;
import org.dmoe.model.Design;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitOptionsTest {

  private static void refuses(FitOptions.Builder builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }

  @Test
  void theDefaultsLeaveTheGatesRidgeOpen() {
    FitOptions options = FitOptions.of(3);
    assertThat(options.experts()).isEqualTo(3);
    assertThat(options.gateRidge()).isEmpty();
    assertThat(options.expertRidge()).isZero();
    assertThat(options.starts()).isEqualTo(8);
    assertThat(options.maxIterations()).isEqualTo(500);
    assertThat(options.optimizer()).isEqualTo(Optimizer.QUASI_NEWTON);
  }

  @Test
  void aCopyHasWhatTheOriginalHas() {
    FitOptions options =
        FitOptions.builder(4)
            .gateRidge(0.5)
            .expertRidge(0.25)
            .starts(3)
            .maxIterations(70)
            .optimizer(Optimizer.EM)
            .build();
    assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
    assertThat(FitOptions.of(2).toBuilder().build().gateRidge()).isEmpty();
    assertThat(options.toBuilder().starts(5).build().gateRidge()).hasValue(0.5);
  }

  @Test
  void numbersOutOfRangeAreNamedWithTheirFlags() {
    refuses(FitOptions.builder(0), "--experts 0: must be at least 1");
    refuses(FitOptions.builder(2).starts(0), "--starts 0: must be at least 1");
    refuses(FitOptions.builder(2).maxIterations(-1), "--max-iterations -1: must be at least 1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRidgeIsFiniteAndNotNegative(double ridge) {
    String rest = " " + ridge + ": must be a finite number that is not negative";
    refuses(FitOptions.builder(2).gateRidge(ridge), "--gate-ridge" + rest);
    refuses(FitOptions.builder(2).expertRidge(ridge), "--expert-ridge" + rest);
  }

  @Test
  void onlyGaussianExpertsShareAVariance() {
    Design shared = Design.FULL.withEqual(new boolean[] {true}, true);
    FitOptions.Builder options = FitOptions.builder(2).design(shared).family(Poisson.INSTANCE);
    assertThatIllegalArgumentException()
        .isThrownBy(options::build)
        .withMessage("experts of family poisson have no variance to share");
  }
}
