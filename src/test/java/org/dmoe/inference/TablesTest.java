package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and tests of a model whose covariance is given. */
class TablesTest {

  private static final List<FeatureColumn> COLUMNS =
      List.of(
          FeatureColumn.number("age"),
          FeatureColumn.category("city", List.of("York", "Bath", "Hull")));

  private static final MixtureOfExperts MODEL =
      MixtureOfExperts.of(
          SoftmaxGate.of(
              new double[][] {{0.3, 1, -0.5, 0.2}, {-0.2, -0.7, 0.4, 0.9}, {0, 0, 0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {1, 2, 3, -1}, 4),
              GaussianExpert.of(new double[] {-1, 0.5, 1, 2}, 1),
              GaussianExpert.of(new double[] {0, -3, 2, 0.1}, 0.25)));

  private static final int NU = MODEL.freeParameters();

  /** 0.01 (I + 0.3 (11' - I)) but for growing variances. */
  private static ParameterCovariance covariance(CovarianceKind kind, long machines, int... not) {
    double[] lower = new double[NU * (NU + 1) / 2];
    int c = 0;
    for (int i = 0; i < NU; i++) {
      for (int j = 0; j <= i; j++) {
        double size = 0.01 * Math.sqrt((i + 1.0) * (j + 1.0));
        lower[c++] = i == j ? size : 0.3 * size;
      }
    }
    return new ParameterCovariance(kind, lower, not, new int[0], machines, false);
  }

  private static Inference inference(int... not) {
    return Inference.of(MODEL, COLUMNS, covariance(CovarianceKind.SANDWICH, 20, not), 0.95);
  }

  /** 1.959964 is the normal quantile; 0.00443 the two-sided tail at 1 / sqrt(0.1234). */
  @Test
  void aRowHasItsEstimateErrorRatioTailAndInterval() {
    List<Coefficient> table = CoefficientTable.of(inference(), 2);
    assertThat(table).hasSize(3 * 5 + 2 * 4);
    Coefficient bath = table.get(2);
    assertThat(bath.place() + ": " + bath.name()).isEqualTo("expert 1: city=Bath (against York)");
    double error = Math.sqrt(0.11);
    Estimate estimate = bath.estimate();
    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.standardError()).isCloseTo(error, within(1e-12));
    assertThat(estimate.ratio()).isCloseTo(3 / error, within(1e-9));
    assertThat(estimate.low()).isCloseTo(3 - 1.959963984540054 * error, within(1e-9));
    assertThat(estimate.high()).isCloseTo(3 + 1.959963984540054 * error, within(1e-9));
    Estimate one = Estimate.of(1.959963984540054, 1, inference().reference(), 0.95);
    assertThat(one.pValue()).isCloseTo(0.05, within(1e-12));
  }

  /** 2.093024 is Student's quantile at 19 degrees of freedom. */
  @Test
  void betweenMachinesItIsStudents() {
    Inference inference =
        Inference.of(MODEL, COLUMNS, covariance(CovarianceKind.MACHINE, 20), 0.95);
    Estimate estimate = CoefficientTable.of(inference, 2).get(0).estimate();
    assertThat(estimate.high() - 1)
        .isCloseTo(2.093024054408263 * estimate.standardError(), within(1e-8));
  }

  @Test
  void aDeviationHasItsIntervalOnItsOwnScale() {
    Coefficient row = CoefficientTable.of(inference(), 2).get(4);
    assertThat(row.name()).isEqualTo("standard deviation");
    double error = 0.5 * Math.sqrt(0.01 * (NU - 2));
    Estimate estimate = row.estimate();
    assertThat(estimate.value()).isCloseTo(2, within(1e-12));
    assertThat(estimate.standardError()).isCloseTo(2 * error, within(1e-12));
    assertThat(estimate.low())
        .isCloseTo(2 * Math.exp(-1.959963984540054 * error), within(1e-9))
        .isPositive();
    assertThat(estimate.high()).isCloseTo(2 * Math.exp(1.959963984540054 * error), within(1e-9));
    assertThat(estimate.pValue()).isNaN();
  }

  @Test
  void gatesAreAgainstAnyExpert() {
    List<Coefficient> table = CoefficientTable.of(inference(), 0);
    Coefficient second = table.get(15 + 1);
    assertThat(second.place()).isEqualTo("gate 2 against 1");
    assertThat(second.estimate().value()).isCloseTo(-0.7 - 1, within(1e-12));
    double variance = 0.02 + 0.06 - 2 * 0.3 * 0.01 * Math.sqrt(12);
    assertThat(second.estimate().standardError()).isCloseTo(Math.sqrt(variance), within(1e-12));
    Coefficient third = table.get(15 + 4 + 1);
    assertThat(third.place()).isEqualTo("gate 3 against 1");
    assertThat(third.estimate().value()).isEqualTo(-1);
    assertThatThrownBy(() -> CoefficientTable.of(inference(), 3))
        .hasMessage("--gate-reference 4: the experts are 1 to 3");
  }

  @Test
  void whatIsNotIdentifiedSaysSo() {
    List<Coefficient> table = CoefficientTable.of(inference(1, 9), 0);
    assertThat(table.get(1).estimate().note()).isEqualTo("not identified");
    assertThat(table.get(1).estimate().value()).isEqualTo(2);
    assertThat(table.get(0).estimate().hasError()).isTrue();
    assertThat(table.get(16).estimate().note()).isEqualTo("not identified");
    assertThat(table.get(20).estimate().note()).isEqualTo("not identified");
    assertThat(table.get(15).estimate().hasError()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "95,--level 95: give 0.95",
    "99.5,--level 99.5: give 0.995",
    "0,--level 0: give a number between 0 and 1",
    "1,--level 1: give a number between 0 and 1",
    "NaN,--level NaN: give a number between 0 and 1",
    "-0.9,--level -0.9: give a number between 0 and 1"
  })
  void aLevelIsBetweenZeroAndOne(double level, String message) {
    assertThatThrownBy(() -> Inference.requireLevel(level)).hasMessage(message);
    assertThatCode(() -> Inference.requireLevel(0.9)).doesNotThrowAnyException();
  }

  /** By hand: b = (b1, b2), V of variances a, c and covariance e. */
  @Test
  void aJointTestIsTheQuadraticForm() {
    List<WaldTest> tests = ColumnTests.of(inference());
    assertThat(tests).hasSize(8);
    WaldTest gate = tests.get(1);
    assertThat(gate.column()).isEqualTo("age");
    assertThat(gate.hypothesis()).isEqualTo(WaldTest.Hypothesis.GATE);
    double a = 0.02;
    double c = 0.06;
    double e = 0.3 * 0.01 * Math.sqrt(12);
    double expected = (1 * c - 2 * 1 * -0.7 * e + 0.49 * a) / (a * c - e * e);
    assertThat(gate.statistic()).isCloseTo(expected, within(1e-9 * expected));
    assertThat(gate.degreesOfFreedom()).isEqualTo(2);
    assertThat(gate.pValue()).isCloseTo(Math.exp(-expected / 2), within(1e-12));
    assertThat(tests.get(4).column()).isEqualTo("city");
    assertThat(tests.get(4).degreesOfFreedom()).isEqualTo(6);
    assertThat(tests.get(6).degreesOfFreedom()).isEqualTo(10);
    assertThat(tests.get(3).degreesOfFreedom()).isEqualTo(2);
  }

  @Test
  void aTestLeavesOutWhatIsNotIdentifiedAndSaysSo() {
    WaldTest gate = ColumnTests.of(inference(1)).get(1);
    assertThat(gate.degreesOfFreedom()).isEqualTo(1);
    assertThat(gate.statistic()).isCloseTo(0.49 / 0.06, within(1e-9));
    assertThat(gate.note()).isEqualTo("1 of 2 not identified");
    WaldTest none = ColumnTests.of(inference(1, 5)).get(1);
    assertThat(none.pValue()).isNaN();
    assertThat(none.note()).isEqualTo("2 of 2 not identified");
  }

  /** Hotelling's T^2: (M - q) / (q (M - 1)) of it is F with q and M - q degrees of freedom. */
  @Test
  void betweenMachinesAJointTestIsHotellings() {
    Inference inference = Inference.of(MODEL, COLUMNS, covariance(CovarianceKind.MACHINE, 4), 0.95);
    List<WaldTest> tests = ColumnTests.of(inference);
    double f = tests.get(1).statistic() * 2 / 6;
    assertThat(tests.get(1).pValue()).isCloseTo(1 / (1 + f), within(1e-9));
    assertThat(tests.get(6).pValue()).isNaN();
    assertThat(tests.get(6).note()).isEqualTo("4 machines are too few");
  }

  private static final SupportingSample SUPPORT =
      SupportingSample.of(
          List.of(),
          new double[][] {{0.5, 0, 0}, {-1, 1, 0}, {2, 0, 1}, {0.1, 1, 0}, {-0.4, 0, 0}});

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void effectsAndTheirErrorsAreThoseOfDifferences(int j) {
    Inference inference = inference();
    Effect effect = MarginalEffects.of(inference, SUPPORT).get(j);
    double expected = averageEffect(MODEL, j);
    assertThat(effect.overall().value()).isCloseTo(expected, within(1e-6));
    double[] theta = Parameters.of(MODEL);
    double[] gradient = new double[NU];
    double step = 1e-5;
    for (int i = 0; i < NU; i++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[i] += step;
      down[i] -= step;
      gradient[i] =
          (averageEffect(Parameters.toMixture(up, inference.layout()), j)
                  - averageEffect(Parameters.toMixture(down, inference.layout()), j))
              / (2 * step);
    }
    double variance = 0;
    for (int a = 0; a < NU; a++) {
      for (int b = 0; b < NU; b++) {
        variance += gradient[a] * gradient[b] * inference.covariance().get(a, b);
      }
    }
    assertThat(effect.overall().standardError()).isCloseTo(Math.sqrt(variance), within(1e-4));
    assertThat(effect.within()).extracting(Estimate::value).contains(MODEL.expert(0).beta()[j + 1]);
  }

  private static double averageEffect(MixtureOfExperts model, int j) {
    double sum = 0;
    double step = 1e-4;
    for (int s = 0; s < SUPPORT.size(); s++) {
      double[] one = SUPPORT.row(s);
      double[] other = SUPPORT.row(s);
      if (j == 0) {
        one[0] += step;
        other[0] -= step;
        sum += (mean(model, one) - mean(model, other)) / (2 * step);
      } else {
        one[1] = j == 1 ? 1 : 0;
        one[2] = j == 2 ? 1 : 0;
        other[1] = 0;
        other[2] = 0;
        sum += mean(model, one) - mean(model, other);
      }
    }
    return sum / SUPPORT.size();
  }

  private static double mean(MixtureOfExperts model, double[] x) {
    org.dmoe.model.Scorer scorer = org.dmoe.model.Scorer.of(model);
    scorer.at(x);
    return scorer.mean();
  }

  @Test
  void anExpertsProfileIsWhereItApplies() {
    ExpertProfile profile = ExpertProfile.of(MODEL, SUPPORT);
    double[] sums = new double[3];
    double total = 0;
    for (int k = 0; k < 3; k++) {
      total += profile.shares()[k];
      for (int j = 0; j < 3; j++) {
        sums[j] += profile.shares()[k] * profile.means()[k][j];
      }
    }
    assertThat(total).isCloseTo(1, within(1e-12));
    assertThat(sums[0]).isCloseTo((0.5 - 1 + 2 + 0.1 - 0.4) / 5, within(1e-12));
    assertThat(sums[1]).isCloseTo(0.4, within(1e-12));
  }
}
