package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.family.FamilyData;
import org.dmoe.linalg.Threads;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.likelihood.FamilyReduction;
import org.dmoe.transport.likelihood.LikelihoodReduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The likelihood reduction of classes, successes and counts against its definition. */
class FamilyLikelihoodReductionTest {

  static Stream<Arguments> counts() {
    return Stream.of(
        Arguments.of(Poisson.INSTANCE, 1.0, 1e-9),
        Arguments.of(Poisson.INSTANCE, 2.5, 1e-9),
        Arguments.of(Binomial.INSTANCE, 1.0, 1e-12),
        Arguments.of(Binomial.INSTANCE, 60.0, 1e-9));
  }

  /** L by a sum over all counts that have any probability; rows have two exposures by turns. */
  @ParameterizedTest
  @MethodSource("counts")
  void theLikelihoodReductionOfCountsIsThatOfItsDefinition(
      Family family, double exposure, double error) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 1, 5);
    List<LocalModel> models = FamilyProblems.models(truth, 3, 0.4, 6);
    double[] exposures = new double[600];
    for (int s = 0; s < exposures.length; s++) {
      exposures[s] = s % 2 == 0 ? exposure : 2 * exposure;
    }
    SupportingSample support =
        FamilyProblems.support(truth, exposures.length, 7).withExposures(exposures);
    FamilyReduction reduction = reduction(models, support);
    double exact = FamilyProblems.likelihood(models, truth, support, 1200);
    LikelihoodReduction.Result climbed = reduction.climb(truth);

    assertThat(reduction.value(truth)).isCloseTo(exact, within(error * Math.abs(exact)));
    assertThat(FamilyProblems.likelihood(models, climbed.model(), support, 1200))
        .isGreaterThan(exact);
    assertThat(climbed.converged()).isTrue();
  }

  static Stream<Arguments> manyOutcomes() {
    return Stream.of(
        Arguments.of(Poisson.INSTANCE, 1.0),
        Arguments.of(Poisson.INSTANCE, 20.0),
        Arguments.of(Poisson.INSTANCE, 100.0),
        Arguments.of(Binomial.INSTANCE, 12.0),
        Arguments.of(Binomial.INSTANCE, 3000.0));
  }

  /** By a sum over all responses, also where the reduction takes some of them only. */
  @ParameterizedTest
  @MethodSource("manyOutcomes")
  void theLikelihoodReductionNeverEndsBelowTheTransportPlan(Family family, double exposure) {
    for (int seed = 0; seed < 3; seed++) {
      MixtureOfExperts truth = FamilyData.clusters(family, 1, 2, 0.25, 50 + seed);
      List<LocalModel> models = FamilyProblems.models(truth, 2, 0.1, 60 + seed);
      double[] exposures = new double[25];
      Arrays.fill(exposures, exposure);
      SupportingSample support =
          FamilyProblems.support(truth, exposures.length, 70 + seed).withExposures(exposures);
      MixtureOfExperts start =
          ReductionEstimator.transport(ReductionOptions.of(2))
              .aggregate(models, support, Progress.SILENT)
              .model();
      FamilyReduction reduction = reduction(models, support);
      double before = FamilyProblems.likelihood(models, start, support, 15_000);
      double after =
          FamilyProblems.likelihood(models, reduction.climb(start).model(), support, 15_000);

      assertThat(reduction.value(start)).isCloseTo(before, within(1e-6 * Math.abs(before)));
      assertThat(after).isGreaterThanOrEqualTo(before - 1e-12);
    }
  }

  @Test
  void theLikelihoodReductionOfClassesIsItsDefinition() {
    MixtureOfExperts truth = FamilyData.clusters(Categorical.of(3), 2, 2, 1, 5);
    List<LocalModel> models = FamilyProblems.models(truth, 3, 0.8, 6);
    SupportingSample support = FamilyProblems.support(truth, 300, 7);
    FamilyReduction reduction = reduction(models, support);
    double exact = FamilyProblems.likelihood(models, truth, support, 2);
    LikelihoodReduction.Result climbed = reduction.climb(truth);

    assertThat(reduction.value(truth)).isCloseTo(exact, within(1e-12));
    assertThat(FamilyProblems.likelihood(models, climbed.model(), support, 2)).isGreaterThan(exact);
    assertThat(climbed.converged()).isTrue();
  }

  private static FamilyReduction reduction(List<LocalModel> models, SupportingSample support) {
    AmbientMixture ambient = new AmbientMixture(models, StandardisedSupport.of(support));
    return new FamilyReduction(ambient, 3, Threads.ofMachine(), Progress.SILENT);
  }

  static Stream<Arguments> oneShots() {
    return Stream.of(
        Arguments.of(Categorical.of(3), 5, 3, 1.0, 16, 0.003),
        Arguments.of(Poisson.INSTANCE, 4, 2, 1.0, 6, 0.001),
        Arguments.of(Binomial.INSTANCE, 4, 2, 10.0, 6, 0.001));
  }

  /** Machines of 2000 rows that climb from one start. */
  @ParameterizedTest
  @MethodSource("oneShots")
  void oneShotIsNearTheFitOfAllRows(
      Family family, int d, int K, double exposure, int machines, double gap) {
    MixtureOfExperts truth = FamilyData.clusters(family, d, K, 3, 41);
    FitOptions options = FitOptions.builder(K).family(truth.family()).build();
    FeatureSpec columns = new FeatureSpec(List.of(), "");
    List<LocalModel> locals = new ArrayList<>();
    Observations.Builder all = Observations.builder(d);
    double[] x = new double[d];
    double bestLocal = Double.NEGATIVE_INFINITY;
    Observations test = FamilyData.rows(truth, 6000, exposure, 4242);
    for (int m = 0; m < machines; m++) {
      Observations rows = FamilyData.rows(truth, 2000, exposure, 100 + m);
      for (int i = 0; i < rows.rows(); i++) {
        rows.copyRow(i, x);
        all.add(x, rows.response(i), 1, exposure);
      }
      MixtureOfExperts own =
          LocalFit.fitFrom(truth, rows, options, columns, Progress.SILENT).model().orElseThrow();
      bestLocal = Math.max(bestLocal, FamilyData.meanLogLikelihood(own, test));
      locals.add(new LocalModel("m%02d".formatted(m), own, 2000));
    }
    MixtureOfExperts central =
        LocalFit.fitFrom(truth, all.build(), options, columns, Progress.SILENT)
            .model()
            .orElseThrow();
    double[] exposures = new double[2000];
    Arrays.fill(exposures, exposure);
    SupportingSample support = FamilyProblems.support(truth, 2000, 77).withExposures(exposures);
    Aggregation reduced =
        ReductionEstimator.of(ReductionOptions.of(K)).aggregate(locals, support, Progress.SILENT);
    MixtureOfExperts transport = reduced.transport().orElseThrow().model();
    double ofAll = FamilyData.meanLogLikelihood(central, test);
    double ofTransport = FamilyData.meanLogLikelihood(transport, test);
    double ofReduction = FamilyData.meanLogLikelihood(reduced.model(), test);

    assertThat(ofTransport).isGreaterThan(ofAll - gap).isGreaterThan(bestLocal);
    assertThat(ofReduction).isGreaterThan(ofAll - gap).isGreaterThan(bestLocal);
    assertThat(ofReduction).isGreaterThan(ofTransport - 1e-4);
    assertThat(ofReduction).isNotEqualTo(ofTransport);
    List<Double> trace = reduced.likelihoodTrace();
    for (int t = 1; t < trace.size(); t++) {
      assertThat(trace.get(t)).isGreaterThanOrEqualTo(trace.get(t - 1) - 1e-12);
    }
  }
}
