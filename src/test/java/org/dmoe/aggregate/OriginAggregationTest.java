package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Local models without intercepts, of covariates far from zero. */
class OriginAggregationTest {

  private static final Design DESIGN =
      Design.of(new boolean[] {true, true}, false, new boolean[] {true, true}, false);

  private static final MixtureOfExperts TRUTH =
      MixtureOfExperts.of(
              SoftmaxGate.of(new double[][] {{0, 1.5, -1}, {0, 0, 0}}),
              List.of(
                  GaussianExpert.of(new double[] {0, 1, 2}, 1),
                  GaussianExpert.of(new double[] {0, -1, 0.5}, 1)))
          .withDesign(DESIGN);

  private static final DesignMachines MACHINES = DesignMachines.of(TRUTH, new double[] {2, 3});

  private static List<String> names() {
    return Aggregators.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyAggregationKeepsTheOrigin(String name) {
    Aggregation result =
        Aggregators.named(name, ReductionOptions.of(2))
            .aggregate(MACHINES.localModels(), MACHINES.support(), Progress.SILENT);
    MixtureOfExperts model = result.model();
    assertThat(model.withDesign(DESIGN)).isEqualTo(model);
    MixtureOfExperts truth = TRUTH.canonical();
    for (int k = 0; k < 2; k++) {
      assertThat(model.expert(k).intercept()).isZero();
      assertThat(model.gate().alpha(k)[0]).isZero();
      assertThat(model.canonical().expert(k).beta())
          .containsExactly(truth.expert(k).beta(), within(0.1));
    }
  }

  @Test
  void theReductionIsNearTheFitOfAllRows() {
    Observations.Builder all = Observations.builder(2);
    double[] x = new double[2];
    for (Observations part : MACHINES.parts()) {
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        all.add(x, part.response(i));
      }
    }
    MixtureOfExperts central = MACHINES.fit(all.build()).model().orElseThrow().canonical();
    MixtureOfExperts model =
        ReductionEstimator.of(ReductionOptions.of(2))
            .aggregate(MACHINES.localModels(), MACHINES.support(), Progress.SILENT)
            .model()
            .canonical();
    for (int k = 0; k < 2; k++) {
      assertThat(model.expert(k).beta()).containsExactly(central.expert(k).beta(), within(0.01));
      assertThat(model.gate().alpha(k)).containsExactly(central.gate().alpha(k), within(0.02));
    }
  }
}
