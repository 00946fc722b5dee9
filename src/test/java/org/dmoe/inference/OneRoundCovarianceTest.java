package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;

class OneRoundCovarianceTest {

  private static final Population POPULATION = SyntheticKind.HARD.population(3, 2, 2);
  private static final MixtureOfExperts TRUTH = POPULATION.truth();
  private static final SupportingSample SUPPORT = Trials.support(POPULATION, 9, 4000);

  /** Without the enlargement it is the covariance that a pass over all rows would find. */
  @Test
  void errorsAreThoseOfAPass() {
    List<Observations> rows = Trials.machines(POPULATION, 5, 4, 4000);
    MixtureOfExperts fitted = Trials.climb(TRUTH, rows);
    ParameterCovariance pass =
        CovarianceEstimate.of(fitted, Trials.sums(fitted, rows, false))
            .covariance(CovarianceKind.MODEL);
    ParameterCovariance one = OneRoundCovariance.of(fitted, SUPPORT, 16000, 4, 1).orElseThrow();
    double enlarged = 1 + 2.0 * TRUTH.freeParameters() / 4000;
    for (int j = 0; j < pass.size(); j++) {
      double ratio = Math.sqrt(one.get(j, j) / enlarged / pass.get(j, j));
      assertThat(ratio).as("%d", j).isBetween(0.85, 1.18);
    }
    assertThat(one.kind()).isEqualTo(CovarianceKind.ONE_ROUND);
    assertThat(one).isEqualTo(OneRoundCovariance.of(fitted, SUPPORT, 16000, 4, 1).orElseThrow());
  }

  @Test
  void fewRowsAMachineMakeThemApproximateOrNone() {
    int nu = TRUTH.freeParameters();
    assertThat(of(20 * nu).orElseThrow().approximate()).isFalse();
    assertThat(of(20 * nu - 1).orElseThrow().approximate()).isTrue();
    assertThat(of(10 * nu).orElseThrow().approximate()).isTrue();
    assertThat(of(10 * nu - 1)).isEmpty();
  }

  private static java.util.Optional<ParameterCovariance> of(int rowsEach) {
    return OneRoundCovariance.of(TRUTH, SUPPORT, 3.0 * rowsEach, 3, 1);
  }
}
