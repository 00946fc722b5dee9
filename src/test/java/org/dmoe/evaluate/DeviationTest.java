package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.plan.CostKind;
import org.junit.jupiter.api.Test;

class DeviationTest {

  private static final SupportingSample SUPPORT =
      SupportingSample.of(List.of("x"), new double[][] {{-1}, {0}, {2}});

  private static MixtureOfExperts model(double intercept, double slope, double gate) {
    return MixtureOfExperts.of(
        SoftmaxGate.of(new double[][] {{gate, 0.5}, {0, 0}}),
        List.of(
            GaussianExpert.of(new double[] {intercept, slope}, 0.5),
            GaussianExpert.of(new double[] {-3, 1}, 2)));
  }

  @Test
  void aModelIsNotFarFromItselfInAnyOrder() {
    MixtureOfExperts truth = model(4, 1, 0);
    MixtureOfExperts swapped = truth.permuted(new int[] {1, 0});

    Deviation same = Deviation.of(swapped, truth, SUPPORT, CostKind.KL);

    assertThat(same.relaxedCost()).isCloseTo(0, within(1e-12));
    assertThat(same.transportCost()).isCloseTo(0, within(1e-12));
    ParameterError error = same.parameters().orElseThrow();
    assertThat(error.coefficients()).isZero();
    assertThat(error.gate()).isCloseTo(0, within(1e-15));
    assertThat(error.matching()).containsExactly(1, 0);
  }

  /** One expert moved by 0.1: the cost is the gate's share of KL = 0.1^2 / (2 sigma^2). */
  @Test
  void oneExpertMovedCostsItsShareOfTheDivergence() {
    MixtureOfExperts truth = model(4, 1, 0);
    double share = 0;
    for (double x : new double[] {-1, 0, 2}) {
      share += 1 / (1 + Math.exp(-0.5 * x)) / 3;
    }

    Deviation moved = Deviation.of(model(4.1, 1, 0), truth, SUPPORT, CostKind.KL);
    Deviation distance = Deviation.of(model(4.1, 1, 0), truth, SUPPORT, CostKind.W2);

    assertThat(moved.transportCost()).isCloseTo(share * 0.01 / (2 * 0.5), within(1e-9));
    assertThat(moved.relaxedCost()).isCloseTo(moved.transportCost(), within(1e-9));
    assertThat(distance.transportCost()).isCloseTo(share * 0.01, within(1e-9));
    assertThat(moved.parameters().orElseThrow().coefficients()).isCloseTo(0.01 / 4, within(1e-12));
  }

  @Test
  void theGateIsSeenByTheCostWithBothMarginsAlone() {
    Deviation gate = Deviation.of(model(4, 1, 1), model(4, 1, 0), SUPPORT, CostKind.KL);

    assertThat(gate.relaxedCost()).isCloseTo(0, within(1e-12));
    assertThat(gate.transportCost()).isGreaterThan(0.1);
    assertThat(gate.parameters().orElseThrow().gate()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void modelsOfOtherSizesHaveCostsButNoParametersToCompare() {
    MixtureOfExperts one =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{0, 0}}),
            List.of(GaussianExpert.of(new double[] {0, 1}, 4)));

    Deviation other = Deviation.of(one, model(4, 1, 0), SUPPORT, CostKind.KL);

    assertThat(other.parameters()).isEmpty();
    assertThat(other.transportCost()).isEqualTo(other.relaxedCost(), within(1e-12)).isPositive();
  }
}
