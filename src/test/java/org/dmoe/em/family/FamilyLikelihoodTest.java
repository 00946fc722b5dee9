package org.dmoe.em.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.EmAlgorithm;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.em.search.Seeds;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Poisson;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Likelihood and derivatives of families by definition and by finite differences. */
class FamilyLikelihoodTest {

  private static final double STEP = 1e-5;
  private static final Design PART =
      Design.of(new boolean[] {true, false}, new boolean[] {false, true});

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(Categorical.of(3), 3, 1.0, Design.FULL),
        Arguments.of(Categorical.of(2), 1, 1.0, Design.FULL),
        Arguments.of(Categorical.of(4), 2, 1.0, PART),
        Arguments.of(Binomial.INSTANCE, 2, 6.0, Design.FULL),
        Arguments.of(Poisson.INSTANCE, 3, 2.5, Design.FULL));
  }

  private static Observations rows(CanonicalFamily family, double exposure) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 3, 1, 4);
    return FamilyData.rows(truth, 223, exposure, 5);
  }

  private static FamilyLikelihood likelihood(
      CanonicalFamily family, int K, double exposure, Design design) {
    FamilyLayout layout = new FamilyLayout(3, K, family.predictors(), design);
    return new FamilyLikelihood(ResponseRows.of(rows(family, exposure)), layout, family, 0.4, 0.7);
  }

  private static double[] theta(FamilyLayout layout) {
    UniformRandomProvider random = Seeds.generator(8);
    double[] theta = new double[layout.size()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = layout.isFree(j) ? random.nextDouble() - 0.5 : 0;
    }
    return theta;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logLikelihoodIsThatOfTheMixture(
      CanonicalFamily family, int K, double exposure, Design design) {
    Observations rows = rows(family, exposure);
    FamilyLikelihood likelihood = likelihood(family, K, exposure, design);
    double[] theta = theta(likelihood.layout());
    likelihood.evaluate(theta, PassDepth.VALUE);
    MixtureOfExperts model =
        FamilyUnits.toUsersUnits(
            theta, likelihood.layout(), family, ResponseRows.of(rows).covariates());

    assertThat(likelihood.logLikelihood())
        .isCloseTo(
            rows.rows() * FamilyData.meanLogLikelihood(model, rows), within(1e-9 * rows.rows()));
    assertThat(
            FamilyUnits.toStandardUnits(
                model, likelihood.layout(), ResponseRows.of(rows).covariates()))
        .containsExactly(theta, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientAndInformationAreDerivatives(
      CanonicalFamily family, int K, double exposure, Design design) {
    FamilyLikelihood likelihood = likelihood(family, K, exposure, design);
    FamilyLayout layout = likelihood.layout();
    double[] theta = theta(layout);
    likelihood.evaluate(theta, PassDepth.HESSIAN);
    double[] gradient = likelihood.gradient();
    DMatrixRMaj information = likelihood.observedInformation();
    for (int j = 0; j < theta.length; j++) {
      if (!layout.isFree(j)) {
        assertThat(gradient[j]).isZero();
        continue;
      }
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[j] += STEP;
      down[j] -= STEP;
      double slope = likelihood.evaluate(up, PassDepth.GRADIENT);
      double[] gradientUp = likelihood.gradient();
      slope -= likelihood.evaluate(down, PassDepth.GRADIENT);
      double[] gradientDown = likelihood.gradient();

      assertThat(gradient[j]).isCloseTo(slope / (2 * STEP), within(2e-6 * (1 + exposure)));
      for (int l = 0; l < theta.length; l++) {
        if (layout.isFree(l)) {
          double curvature = (gradientDown[l] - gradientUp[l]) / (2 * STEP);
          assertThat(information.get(j, l))
              .isCloseTo(curvature, within(1e-6 * (1 + Math.abs(curvature))));
        }
      }
    }
  }

  /** At K = 1 the complete data are the observed ones. */
  @Test
  void completeInformationOfOneExpertIsTheObservedOne() {
    FamilyLikelihood likelihood = likelihood(Categorical.of(3), 1, 1, Design.FULL);
    double[] theta = theta(likelihood.layout());
    likelihood.evaluate(theta, PassDepth.EM);
    double[] unit = new double[theta.length];
    unit[4] = 1;
    likelihood.complete(theta).solve(unit);
    likelihood.evaluate(theta, PassDepth.HESSIAN);
    DMatrixRMaj information = likelihood.observedInformation();
    for (int i = 0; i < unit.length; i++) {
      double product = 0;
      for (int j = 0; j < unit.length; j++) {
        product += information.get(i, j) * unit[j];
      }
      assertThat(product).isCloseTo(i == 4 ? 1 : 0, within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoreProductsAreThoseOfTheRows(
      CanonicalFamily family, int K, double exposure, Design design) {
    Observations rows = rows(family, exposure);
    ResponseRows standardised = ResponseRows.of(rows);
    FamilyLayout layout = new FamilyLayout(3, K, family.predictors(), design);
    double[] theta = theta(layout);
    FamilyLikelihood all = new FamilyLikelihood(standardised, layout, family, 0, 0);
    all.evaluate(theta, PassDepth.SCORES);
    double[] products = all.scoreProducts();
    double[] sum = new double[products.length];
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      Observations one =
          Observations.builder(2).add(x, rows.response(i), 1, rows.exposure(i)).build();
      FamilyLikelihood alone = new FamilyLikelihood(standardised.subset(one), layout, family, 0, 0);
      alone.evaluate(theta, PassDepth.GRADIENT);
      double[] g = alone.gradient();
      for (int a = 0; a < g.length; a++) {
        for (int b = 0; b < g.length; b++) {
          sum[a * g.length + b] += g[a] * g[b];
        }
      }
    }
    for (int a = 0; a < layout.size(); a++) {
      for (int b = 0; b < layout.size(); b++) {
        if (layout.isFree(a) && layout.isFree(b)) {
          assertThat(products[a * layout.size() + b])
              .isCloseTo(sum[a * layout.size() + b], within(1e-7));
        }
      }
    }
  }

  @Test
  void weightsCountRows() {
    Observations rows = rows(Categorical.of(3), 1);
    Observations.Builder twice = Observations.builder(2);
    Observations.Builder weighted = Observations.builder(2);
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      weighted.add(x, rows.response(i), 1 + i % 2);
      for (int copy = 0; copy <= i % 2; copy++) {
        twice.add(x, rows.response(i), 1);
      }
    }
    FamilyLayout layout = new FamilyLayout(3, 2, 2, Design.FULL);
    List<Double> values = new ArrayList<>();
    ResponseRows one = new ResponseRows(weighted.build(), ResponseRows.of(rows).covariates(), 1);
    for (ResponseRows some : List.of(one, one.subset(twice.build()))) {
      FamilyLikelihood likelihood = new FamilyLikelihood(some, layout, Categorical.of(3), 0.1, 0.1);
      values.add(likelihood.evaluate(theta(layout), PassDepth.EM));
    }

    assertThat(values.get(0)).isCloseTo(values.get(1), within(1e-10));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyIterationRaisesTheObjectiveToAMaximum(
      CanonicalFamily family, int K, double exposure, Design design) {
    FamilyLikelihood likelihood = likelihood(family, K, exposure, design);
    double[] theta = theta(likelihood.layout());
    double value = likelihood.evaluate(theta, PassDepth.VALUE);
    EmAlgorithm em = new EmAlgorithm(likelihood, Progress.SILENT, "");
    for (int step = 0; step < 30; step++) {
      AscentResult next = em.run(theta, 1, 0);
      assertThat(next.value()).isGreaterThanOrEqualTo(value - 1e-10);
      theta = next.theta();
      value = next.value();
    }
    AscentResult top = new QuasiNewton(likelihood, Progress.SILENT, "").run(theta, 500, 1e-10);
    AscentResult beyond = em.run(top.theta(), 100, 0);

    assertThat(top.converged()).isTrue();
    assertThat(top.value()).isGreaterThan(value - 1e-10);
    assertThat(beyond.value()).isCloseTo(top.value(), within(1e-8));
    for (double slope : likelihood.gradient()) {
      assertThat(slope).isCloseTo(0, within(1e-3));
    }
  }

  /** The ridge is the same whichever class is the baseline. */
  @Test
  void theBaselineDoesNotMatter() {
    Observations rows = rows(Categorical.of(3), 1);
    Observations.Builder turned = Observations.builder(2);
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      turned.add(x, (rows.response(i) + 1) % 3);
    }
    List<double[]> fitted = new ArrayList<>();
    for (Observations some : List.of(rows, turned.build())) {
      ResponseRows standardised = ResponseRows.of(some);
      SingleExpert single =
          SingleExpert.fit(
              standardised, Categorical.of(3), 5, Design.FULL, Threads.ONE, Progress.SILENT);
      MixtureOfExperts model =
          FamilyUnits.toUsersUnits(
              single.ascent().theta(),
              single.layout(),
              Categorical.of(3),
              standardised.covariates());
      fitted.add(model.classProbabilities(new double[] {0.3, -1}));
    }
    for (int c = 0; c < 3; c++) {
      assertThat(fitted.get(1)[(c + 1) % 3]).isCloseTo(fitted.get(0)[c], within(1e-8));
    }
  }
}
