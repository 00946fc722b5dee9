package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.PassSums;
import org.junit.jupiter.api.Test;

class MachineTestTest {

  /** By hand: the mean of one expert has the score r / s2, J is the sum of its squares. */
  @Test
  void ofOneNumberItIsTheSquareOverItsVariance() {
    double[][] values = {{1, 2, 6}, {0, 1, 2}, {3, 3, 9}};
    double mean = 3;
    double variance = 70.0 / 9;
    MixtureOfExperts model =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[1][1]),
            List.of(GaussianExpert.of(new double[] {mean}, variance)));
    List<Observations> machines = new ArrayList<>();
    double[][] J = new double[2][2];
    for (double[] part : values) {
      Observations.Builder rows = Observations.builder(0);
      for (double y : part) {
        rows.add(new double[0], y, 1);
        double[] s = score(y - mean, variance);
        for (int i = 0; i < 2; i++) {
          for (int j = 0; j < 2; j++) {
            J[i][j] += s[i] * s[j];
          }
        }
      }
      machines.add(rows.build());
    }
    double[] c = new double[2];
    double[] all = new double[2];
    for (int m = 0; m < 3; m++) {
      for (double y : values[m]) {
        double[] s = score(y - mean, variance);
        for (int i = 0; i < 2; i++) {
          c[i] += m == 0 ? s[i] : 0;
          all[i] += s[i];
        }
      }
    }
    c[0] -= all[0] / 3;
    c[1] -= all[1] / 3;
    double determinant = J[0][0] * J[1][1] - J[0][1] * J[0][1];
    double form = c[0] * c[0] * J[1][1] - 2 * c[0] * c[1] * J[0][1] + c[1] * c[1] * J[0][0];
    double expected = form / determinant / (1.0 / 3 * 2.0 / 3);
    MachineDifference first = test(model, machines).get(0);
    assertThat(first.statistic()).isCloseTo(expected, within(1e-9 * expected));
    assertThat(first.degreesOfFreedom()).isEqualTo(2);
    assertThat(first.pValue()).isCloseTo(Math.exp(-expected / 2), within(1e-9));
  }

  private static double[] score(double r, double variance) {
    return new double[] {r / variance, 0.5 * (r * r / variance - 1)};
  }

  /** 40 runs of 8 machines: 320 tests at 5 %; and of each run one of all machines. */
  @Test
  void underOneModelItRejectsAsOftenAsItSays() {
    Population population = SyntheticKind.HARD.population(2, 2, 2);
    int rejected = 0;
    int together = 0;
    for (int seed = 1; seed <= 40; seed++) {
      List<Observations> machines = Trials.machines(population, seed, 8, 400);
      MixtureOfExperts fitted = Trials.climb(population.truth(), machines);
      PassSums sums = Trials.sums(fitted, machines, true);
      MachineTest test = MachineTest.of(fitted, sums);
      for (MachineDifference one : differences(test, fitted, machines, sums)) {
        rejected += one.pValue() < 0.05 ? 1 : 0;
      }
      together += test.together().pValue() < 0.05 ? 1 : 0;
    }
    assertThat(rejected).isBetween(4, 32);
    assertThat(together).isLessThanOrEqualTo(7);
  }

  @Test
  void aMachineWithAnotherExpertIsFoundAndSoIsTheExpert() {
    Population population = SyntheticKind.HARD.population(2, 2, 2);
    MixtureOfExperts truth = population.truth();
    double[] beta = truth.expert(1).beta().clone();
    beta[1] += 0.7;
    MixtureOfExperts shifted =
        MixtureOfExperts.of(
            truth.gate(),
            List.of(truth.expert(0), GaussianExpert.of(beta, truth.expert(1).variance())));
    List<Observations> machines = Trials.machines(population, 3, 9, 600);
    machines.addAll(Trials.machines(Population.standardNormal(shifted), 4, 1, 600));
    MixtureOfExperts fitted = Trials.climb(truth, machines);
    List<MachineDifference> all = test(fitted, machines);
    MachineDifference odd = all.get(9);
    assertThat(odd.pValue()).isLessThan(1e-4);
    assertThat(odd.blocks()).hasSize(3);
    assertThat(odd.blocks().get(1).pValue()).isLessThan(1e-4);
    assertThat(odd.blocks().get(1).degreesOfFreedom()).isEqualTo(4);
    assertThat(odd.blocks().get(1).name()).isEqualTo("expert 2");
    assertThat(odd.blocks().get(0).pValue()).isGreaterThan(1e-3);
    assertThat(all.subList(0, 9)).filteredOn(one -> one.pValue() < 0.005).hasSizeLessThan(2);
  }

  private static List<MachineDifference> test(MixtureOfExperts model, List<Observations> machines) {
    PassSums sums = Trials.sums(model, machines, true);
    return differences(MachineTest.of(model, sums), model, machines, sums);
  }

  private static List<MachineDifference> differences(
      MachineTest test, MixtureOfExperts model, List<Observations> machines, PassSums sums) {
    List<MachineDifference> all = new ArrayList<>();
    for (Observations rows : machines) {
      PassSums one = Trials.sums(model, rows, Optional.of(sums.frame()), false);
      all.add(test.machine("m", one.rows(), one.weight(), one.gradient()));
    }
    return all;
  }
}
