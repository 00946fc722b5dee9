package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dmoe.transport.Reductions.reduce;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Coefficients that the supporting sample does not determine. */
class PoorSupportTest {

  private final RandomProblems random = new RandomProblems(11, 3);
  private final MixtureOfExperts truth = random.mixture(3).canonical();
  private final SupportingSample support = random.support(300);

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aSupportSmallerThanTheExpertsKeepsWhatItCannotDetermine(PlanKind plan) {
    List<LocalModel> models = random.around(truth, 4, 0);
    Aggregation result = reduce(models, random.support(2), 3, plan, 1);
    for (int k = 0; k < 3; k++) {
      assertThat(result.model().expert(k).beta())
          .containsExactly(truth.expert(k).beta(), within(1e-8));
    }
    assertThat(result.warnings())
        .contains(
            "the supporting sample (2 rows) determines 2 of 4 coefficients of an expert; the"
                + " others are averages of the local experts'");
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aConstantColumnKeepsTheLocalCoefficients(PlanKind plan) {
    double[][] rows = new double[50][];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = support.row(s);
      rows[s][1] = 4.2;
    }
    List<LocalModel> models = random.around(truth, 4, 0);
    Aggregation result = reduce(models, SupportingSample.of(List.of(), rows), 3, plan, 1);
    for (int k = 0; k < 3; k++) {
      assertThat(result.model().expert(k).beta())
          .containsExactly(truth.expert(k).beta(), within(1e-8));
    }
    assertThat(result.warnings().get(0)).contains("determines 3 of 4 coefficients");
  }
}
