package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.family.FamilyData;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.dmoe.refine.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Effects and means of counts and successes, and their errors, by differences. */
class FamilyEffectsTest {

  private static final double STEP = 1e-5;
  private static final double[][] ROWS = {{0.5, 0.2}, {-1, 1}, {0.3, -0.7}};
  private static final SupportingSample SUPPORT = SupportingSample.of(List.of(), ROWS);

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

  /** sqrt(g' V g) with the gradient by differences. */
  private static double error(
      MixtureOfExperts model,
      ParameterCovariance covariance,
      ToDoubleFunction<MixtureOfExperts> value) {
    ParameterLayout layout = Parameters.layout(model);
    double[] gradient = new double[layout.size()];
    for (int i = 0; i < gradient.length; i++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] theta = Parameters.of(model);
        theta[i] += sign * STEP;
        MixtureOfExperts moved = Parameters.toMixture(theta, layout, model.family());
        gradient[i] += sign * value.applyAsDouble(moved) / (2 * STEP);
      }
    }
    double variance = 0;
    for (int a = 0; a < gradient.length; a++) {
      for (int b = 0; b < gradient.length; b++) {
        variance += gradient[a] * gradient[b] * covariance.get(a, b);
      }
    }
    return Math.sqrt(variance);
  }

  private static double effect(MixtureOfExperts model, int j) {
    double sum = 0;
    for (double[] row : ROWS) {
      double[] up = row.clone();
      double[] down = row.clone();
      up[j] += 1e-4;
      down[j] -= 1e-4;
      sum += (model.mean(up) - model.mean(down)) / 2e-4 / ROWS.length;
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("families")
  void effectsAreThoseOfDifferences(Family family) {
    MixtureOfExperts model = model(family);
    ParameterCovariance covariance = covariance(model.freeParameters());
    Inference inference =
        Inference.of(
            model, new FeatureSpec(List.of("a", "b"), "y").designColumns(), covariance, 0.95);
    for (int j = 0; j < 2; j++) {
      int column = j;
      Effect found = MarginalEffects.of(inference, SUPPORT).get(j);

      assertThat(found.overall().value()).isCloseTo(effect(model, j), within(1e-6));
      assertThat(found.overall().standardError())
          .isCloseTo(error(model, covariance, m -> effect(m, column)), within(1e-4));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void theErrorOfTheMeanIsThatOfDifferences(Family family) {
    MixtureOfExperts model = model(family);
    ParameterCovariance covariance = covariance(model.freeParameters());
    for (double[] x : ROWS) {
      MeanInterval interval = MeanConfidence.of(model, covariance, 0.9).at(x);

      assertThat(interval.mean()).isCloseTo(model.mean(x), within(1e-12));
      assertThat(interval.standardError())
          .isCloseTo(error(model, covariance, m -> m.mean(x)), within(1e-6));
    }
  }

  @Test
  void classesHaveNoMean() {
    MixtureOfExperts model = FamilyData.clusters(Categorical.of(3), 2, 2, 1, 5);
    ParameterCovariance covariance = covariance(model.freeParameters());

    assertThatThrownBy(() -> MeanConfidence.of(model, covariance, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classes have no mean");
  }
}
