package org.dmoe.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.dmoe.model.Expert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.model.Numbers;
import org.dmoe.model.family.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowGeneratorTest {

  private static List<List<Double>> rows(RowGenerator generator, long from, int count) {
    generator.goTo(from);
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      generator.next();
      List<Double> row = new ArrayList<>();
      for (double value : generator.x()) {
        row.add(value);
      }
      row.add(generator.y());
      row.add((double) generator.label());
      rows.add(row);
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource(SyntheticKind.class)
  void anyPartOfTheRowsIsThePartOfTheWhole(SyntheticKind kind) {
    Population population = kind.population(3, 4, 3);
    List<List<Double>> all = rows(RowGenerator.of(population, 9), 0, 3000);

    RowGenerator other = RowGenerator.of(kind.population(3, 4, 3), 9);
    assertThat(rows(other, 2048, 952)).isEqualTo(all.subList(2048, 3000));
    assertThat(rows(other, 1000, 100)).isEqualTo(all.subList(1000, 1100));
    assertThat(rows(other, 0, 10)).isEqualTo(all.subList(0, 10));
  }

  @Test
  void rowsOfOtherSeedsAndBlocksDiffer() {
    Population population = SyntheticKind.HARD.population(1, 3, 2);
    List<Double> row = rows(RowGenerator.of(population, 1), 0, 1).get(0);

    assertThat(rows(RowGenerator.of(population, 2), 0, 1).get(0)).isNotEqualTo(row);
    assertThat(rows(RowGenerator.of(population, 1), RowGenerator.BLOCK_ROWS, 1).get(0))
        .isNotEqualTo(row);
  }

  /** The first row for seed 1 as first drawn: later versions must draw it too. */
  @Test
  void theRowsStayTheSameFromVersionToVersion() {
    RowGenerator generator = RowGenerator.of(SyntheticKind.BALANCED.population(1, 2, 2), 1);
    generator.next();

    assertThat(generator.x()).containsExactly(-2.7011853738562053, 2.3246014788490537);
    assertThat(generator.y()).isEqualTo(17.042900641804952);
    assertThat(generator.label()).isEqualTo(1);
  }

  /** Responses less their means given x, the exposure and the label, by their deviations. */
  @ParameterizedTest
  @EnumSource(
      value = SyntheticKind.class,
      names = {"BINOMIAL", "POISSON"})
  void countsFollowTheMixture(SyntheticKind kind) {
    Population population = kind.population(7, kind.dimension(), kind.experts());
    RowGenerator generator = RowGenerator.of(population, 8);
    MixtureOfExperts truth = population.truth();
    Family family = truth.family();
    assertStandard(
        40_000,
        () -> {
          generator.next();
          double[] eta = predictors(truth.linearExpert(generator.label()), generator.x());
          double mean = family.mean(eta, generator.exposure());
          double variance = family.variance(eta, Double.NaN, generator.exposure());
          return (generator.y() - mean) / Math.sqrt(variance);
        });
  }

  /** Whether it is the first class, less its probability given x and the label. */
  @Test
  void classesFollowTheMixture() {
    SyntheticKind kind = SyntheticKind.CATEGORICAL;
    Population population = kind.population(7, kind.dimension(), kind.experts());
    RowGenerator generator = RowGenerator.of(population, 8);
    MixtureOfExperts truth = population.truth();
    assertStandard(
        40_000,
        () -> {
          generator.next();
          double[] eta = predictors(truth.linearExpert(generator.label()), generator.x());
          double p = truth.family().classProbabilities(eta)[0];
          return ((generator.y() == 0 ? 1 : 0) - p) / Math.sqrt(p * (1 - p));
        });
  }

  private static double[] predictors(Expert expert, double[] x) {
    return Arrays.stream(expert.coefficients())
        .mapToDouble(beta -> Numbers.affine(beta, x))
        .toArray();
  }

  /** Mean 0 and variance 1; tails may be long. */
  private static void assertStandard(int n, DoubleSupplier draw) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double z = draw.getAsDouble();
      sum += z;
      squares += z * z;
    }
    assertThat(sum / n).isCloseTo(0, within(4 / Math.sqrt(n)));
    assertThat(squares / n).isCloseTo(1, within(0.1));
  }

  /** Standardised residuals given x and the label are N(0, 1); labels come as often as pi says. */
  @ParameterizedTest
  @EnumSource(
      value = SyntheticKind.class,
      names = {"HARD", "PAPER", "BALANCED", "SEVERE"})
  void responsesFollowTheMixture(SyntheticKind kind) {
    int n = 40_000;
    Population population = kind.population(7, kind.dimension(), kind.experts());
    MixtureOfExperts truth = population.truth();
    RowGenerator generator = RowGenerator.of(population, 8);
    double sum = 0;
    double squares = 0;
    double[] excess = new double[truth.size()];
    for (int i = 0; i < n; i++) {
      generator.next();
      double[] pi = truth.gate().probabilities(generator.x());
      for (int k = 0; k < pi.length; k++) {
        excess[k] += (generator.label() == k ? 1 : 0) - pi[k];
      }
      var expert = truth.expert(generator.label());
      double z = (generator.y() - expert.mean(generator.x())) / Math.sqrt(expert.variance());
      sum += z;
      squares += z * z;
    }
    assertThat(sum / n).isCloseTo(0, within(4 / Math.sqrt(n)));
    assertThat(squares / n).isCloseTo(1, within(4 * Math.sqrt(2.0 / n)));
    for (double e : excess) {
      assertThat(e / n).isCloseTo(0, within(4 * 0.5 / Math.sqrt(n)));
    }
  }

  @Test
  void covariatesAreResampledFromTheGivenRows() {
    MixtureOfExperts truth = Mixtures.random(new SplittableRandom(1), 2, 2);
    double[][] table = {{1, 10}, {2, 20}, {3, 30}};
    RowGenerator generator = RowGenerator.of(Population.resampling(truth, table), 1);
    int[] seen = new int[4];
    for (int i = 0; i < 3000; i++) {
      generator.next();
      assertThat(generator.x()[1]).isEqualTo(10 * generator.x()[0]);
      seen[(int) generator.x()[0]]++;
    }
    assertThat(seen[1]).isBetween(900, 1100);
    assertThat(seen[2]).isBetween(900, 1100);
    assertThat(seen[3]).isBetween(900, 1100);
  }

  @Test
  void rowsToResampleMustFit() {
    MixtureOfExperts truth = Mixtures.random(new SplittableRandom(1), 2, 2);
    assertThatThrownBy(() -> Population.resampling(truth, new double[][] {{1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 columns");
    assertThatThrownBy(() -> Population.resampling(truth, new double[0][]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
