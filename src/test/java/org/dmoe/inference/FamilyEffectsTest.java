package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.dmoe.Oracle;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.family.FamilyData;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Families;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects and means of counts and successes, and their errors, by differences. */
class FamilyEffectsTest {

  private static final double Z90 = 1.6448536269514722;
  private static final double[][] ROWS = {{0.5, 0.2}, {-1, 1}, {0.3, -0.7}};

  static Stream<Family> families() {
    return Stream.of(Binomial.INSTANCE, Poisson.INSTANCE);
  }

  private static MixtureOfExperts model(Family family) {
    return FamilyData.clusters(family, 2, 3, 0.6, 12);
  }

  private static ParameterCovariance covariance(int nu) {
    Random random = new Random(4);
    double[][] A = new double[nu][nu];
    for (double[] row : A) {
      for (int j = 0; j < nu; j++) {
        row[j] = 0.2 * random.nextDouble() - 0.1;
      }
    }
    double[] lower = new double[nu * (nu + 1) / 2];
    int c = 0;
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j <= i; j++, c++) {
        for (int l = 0; l < nu; l++) {
          lower[c] += A[i][l] * A[j][l];
        }
      }
    }
    return new ParameterCovariance(CovarianceKind.MODEL, lower, new int[0], new int[0], 1, false);
  }

  static Stream<Arguments> terms() {
    return Stream.of(Binomial.INSTANCE, Poisson.INSTANCE, Categorical.of(2), Categorical.of(4))
        .flatMap(f -> Stream.of(Arguments.of(f, false), Arguments.of(f, true)));
  }

  /** Of a number a; of a category of levels r, s and t beside. */
  @ParameterizedTest
  @MethodSource("terms")
  void effectsAreThoseOfDifferences(Family family, boolean category) {
    int d = category ? 3 : 2;
    MixtureOfExperts model = FamilyData.clusters(family, d, 3, 0.6, 12);
    List<FeatureColumn> columns =
        List.of(
            FeatureColumn.number("a"),
            category
                ? FeatureColumn.category("b", List.of("r", "s", "t"))
                : FeatureColumn.number("b"));
    double[][] rows =
        category ? new double[][] {{0.5, 1, 0}, {-1, 0, 0}, {0.3, 0, 1}, {1.5, 1, 0}} : ROWS;
    ParameterCovariance covariance = covariance(model.freeParameters());
    Inference inference = Inference.of(model, columns, covariance, 0.95);
    List<Effect> found = MarginalEffects.of(inference, SupportingSample.of(List.of(), rows));
    int outcomes = Math.max(1, family.classes().size());

    assertThat(found).hasSize(d * outcomes);
    for (int i = 0; i < found.size(); i++) {
      int j = i / outcomes;
      int c = i % outcomes;
      boolean level = category && j > 0;
      assertThat(found.get(i).outcome())
          .isEqualTo(family.classes().isEmpty() ? "" : family.classes().get(c));
      assertEstimate(
          found.get(i).overall(), model, covariance, m -> Differences.effect(m, c, j, rows, level));
      for (int k = 0; k < 3; k++) {
        int expert = k;
        assertEstimate(
            found.get(i).within().get(k),
            model,
            covariance,
            m -> Differences.effectWithin(m, expert, c, j, rows, level));
      }
    }
  }

  private static void assertEstimate(
      Estimate found,
      MixtureOfExperts model,
      ParameterCovariance covariance,
      ToDoubleFunction<MixtureOfExperts> expected) {
    assertThat(found.value()).isCloseTo(expected.applyAsDouble(model), within(1e-6));
    assertThat(found.standardError())
        .isCloseTo(Differences.error(model, covariance, expected), within(1e-4));
  }

  /** Of R's multinom and glm: the average of p_c (b_c - sum_a p_a b_a), and that of p (1 - p) b. */
  @ParameterizedTest
  @CsvSource({"categorical", "binomial", "poisson"})
  void effectsOfOneExpertAreThoseOfItsCoefficients(String name) throws IOException {
    Family family =
        name.equals("categorical")
            ? Categorical.of(List.of("0", "1", "2"))
            : Families.of(name, List.of());
    int q = family.predictors();
    double[][] beta = Oracle.values("families", name + ".beta", q);
    double[][] rows =
        Arrays.stream(Oracle.rows("families"))
            .map(row -> new double[] {row[0], row[1]})
            .toArray(double[][]::new);
    MixtureOfExperts model =
        MixtureOfExperts.of(
            family, SoftmaxGate.of(new double[1][3]), List.of(LinearExpert.of(beta)));
    Inference inference =
        Inference.of(
            model,
            new FeatureSpec(List.of("x1", "x2"), "y").designColumns(),
            covariance(3 * q),
            0.95);
    List<Effect> found = MarginalEffects.of(inference, SupportingSample.of(List.of(), rows));
    int outcomes = Math.max(1, family.classes().size());
    for (int i = 0; i < found.size(); i++) {
      double expected = byHand(beta, rows, name, i / outcomes, i % outcomes);
      assertThat(found.get(i).overall().value()).isCloseTo(expected, within(1e-12));
      assertThat(found.get(i).within().get(0).value()).isCloseTo(expected, within(1e-12));
    }
  }

  private static double byHand(double[][] beta, double[][] rows, String name, int j, int c) {
    double sum = 0;
    for (double[] x : rows) {
      double[] e = new double[beta.length + 1];
      double norm = e[beta.length] = 1;
      for (int a = 0; a < beta.length; a++) {
        e[a] = Math.exp(beta[a][0] + beta[a][1] * x[0] + beta[a][2] * x[1]);
        norm += e[a];
      }
      double average = 0;
      for (int a = 0; a < beta.length; a++) {
        average += e[a] / norm * beta[a][j + 1];
      }
      double own = c < beta.length ? beta[c][j + 1] : 0;
      sum +=
          switch (name) {
            case "categorical" -> e[c] / norm * (own - average);
            case "binomial" -> e[0] / norm * (1 - e[0] / norm) * own;
            default -> e[0] * own;
          };
    }
    return sum / rows.length;
  }

  /** Of trials or of a time of 2.5 too. */
  @ParameterizedTest
  @MethodSource("families")
  void theErrorOfTheMeanIsThatOfDifferences(Family family) {
    MixtureOfExperts model = model(family);
    ParameterCovariance covariance = covariance(model.freeParameters());
    MeanConfidence confidence = MeanConfidence.of(model, covariance, 0.9);
    for (double[] x : ROWS) {
      MeanInterval interval = confidence.at(x);
      double error = Differences.error(model, covariance, m -> m.mean(x));

      assertThat(interval.mean()).isCloseTo(model.mean(x), within(1e-12));
      assertThat(interval.standardError()).isCloseTo(error, within(1e-6));
      assertThat(interval.low()).isCloseTo(Math.max(0, model.mean(x) - Z90 * error), within(1e-5));
      MeanInterval within = confidence.at(x, 2.5);
      assertThat(within.mean()).isCloseTo(2.5 * model.mean(x), within(1e-12));
      assertThat(within.standardError()).isCloseTo(2.5 * error, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void theErrorOfAClassIsThatOfDifferences(int classes) {
    MixtureOfExperts model = model(Categorical.of(classes));
    ParameterCovariance covariance = covariance(model.freeParameters());
    for (double[] x : ROWS) {
      List<MeanInterval> found = MeanConfidence.of(model, covariance, 0.9).classesAt(x);
      assertThat(found).hasSize(classes);
      for (int c = 0; c < classes; c++) {
        int of = c;
        double p = Differences.outcome(model, c, x);
        double error = Differences.error(model, covariance, m -> Differences.outcome(m, of, x));
        assertThat(found.get(c).mean()).isCloseTo(p, within(1e-12));
        assertThat(found.get(c).standardError()).isCloseTo(error, within(1e-6));
        assertThat(found.get(c).low()).isCloseTo(Math.max(0, p - Z90 * error), within(1e-5));
        assertThat(found.get(c).high()).isCloseTo(Math.min(1, p + Z90 * error), within(1e-5));
      }
    }
  }

  @Test
  void classesHaveNoMean() {
    MixtureOfExperts model = FamilyData.clusters(Categorical.of(3), 2, 2, 1, 5);
    MeanConfidence ofClasses = MeanConfidence.of(model, covariance(model.freeParameters()), 0.9);
    MixtureOfExperts counts = model(Poisson.INSTANCE);
    MeanConfidence ofCounts = MeanConfidence.of(counts, covariance(counts.freeParameters()), 0.9);

    assertThatThrownBy(() -> ofClasses.at(ROWS[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classes have no mean");
    assertThatThrownBy(() -> ofCounts.classesAt(ROWS[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not one of several classes");
  }
}
