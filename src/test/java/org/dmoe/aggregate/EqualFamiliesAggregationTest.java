package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.family.FamilyData;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.inference.ColumnTests;
import org.dmoe.inference.CovarianceEstimate;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.inference.Inference;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.inference.WaldTest;
import org.dmoe.model.Design;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Poisson;
import org.dmoe.refine.MeasuredModels;
import org.dmoe.refine.Parameters;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.Refinement;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.RefinementPass;
import org.dmoe.refine.RefinementState;
import org.dmoe.refine.RowPass;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.FamilyProblems;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregation, passes and errors of families whose experts share the slope of a column. */
class EqualFamiliesAggregationTest {

  private static final Design DESIGN = Design.FULL.withEqual(new boolean[] {false, true}, false);
  private static final double EXPOSURE = 4;

  static Stream<CanonicalFamily> families() {
    return Stream.of(Categorical.of(3), Binomial.INSTANCE, Poisson.INSTANCE);
  }

  static Stream<Arguments> plans() {
    return families()
        .flatMap(family -> Stream.of(PlanKind.values()).map(plan -> Arguments.of(family, plan)));
  }

  private static MixtureOfExperts truth(CanonicalFamily family) {
    return FamilyData.clusters(family, 2, 2, 1, 17).restrictedTo(DESIGN);
  }

  private static Observations rows(MixtureOfExperts truth, int n, long seed) {
    double exposure = truth.family().classes().isEmpty() ? EXPOSURE : 1;
    return FamilyData.rows(truth, n, exposure, seed);
  }

  private static FitOptions options(CanonicalFamily family) {
    return FitOptions.builder(2).family(family).design(DESIGN).build();
  }

  private static MixtureOfExperts fit(MixtureOfExperts from, Observations rows) {
    return LocalFit.fitFrom(
            from,
            rows,
            options((CanonicalFamily) from.family()),
            new FeatureSpec(List.of(), ""),
            Progress.SILENT)
        .model()
        .orElseThrow();
  }

  private static void assertShared(MixtureOfExperts model) {
    assertThat(model.design()).isEqualTo(DESIGN);
    double[][] one = model.linearExpert(0).coefficients();
    double[][] two = model.linearExpert(1).coefficients();
    for (int c = 0; c < one.length; c++) {
      assertThat(two[c][2]).isCloseTo(one[c][2], within(1e-12));
      assertThat(two[c][1]).isNotEqualTo(one[c][1]);
    }
  }

  /** R_c never rises, and at its end no move of a free coefficient of the experts lowers it. */
  @ParameterizedTest
  @MethodSource("plans")
  void theBarycentresAreTheBestThatShare(CanonicalFamily family, PlanKind plan) {
    MixtureOfExperts truth = truth(family);
    List<LocalModel> models = new ArrayList<>();
    for (LocalModel model : FamilyProblems.models(truth, 4, 0.5, 3)) {
      models.add(
          new LocalModel(model.id(), model.mixture().restrictedTo(DESIGN), model.sampleSize()));
    }
    SupportingSample support = FamilyProblems.support(truth, 60, 4);
    ReductionOptions options =
        ReductionOptions.builder(2)
            .divergence(Divergence.TRANSPORT)
            .plan(plan)
            .maxIterations(500)
            .build();
    Aggregation result = ReductionEstimator.of(options).aggregate(models, support, Progress.SILENT);
    assertShared(result.model());
    double[] trace = result.objectiveTrace();
    for (int t = 1; t < trace.length; t++) {
      assertThat(trace[t]).isLessThanOrEqualTo(trace[t - 1] * (1 + 1e-10) + 1e-15);
    }
    boolean pointwise = plan == PlanKind.POINTWISE;
    double least = FamilyProblems.objective(models, result.model(), support, pointwise);
    ParameterLayout layout = Parameters.layout(result.model());
    double[] theta = Parameters.of(result.model());
    for (int u = layout.gateSize(); u < layout.shared().free(); u++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] moved = theta.clone();
        for (int j = 0; j < theta.length; j++) {
          moved[j] += layout.shared().place(j) == u ? sign * 1e-3 : 0;
        }
        MixtureOfExperts other = Parameters.toMixture(moved, layout, family);
        assertThat(FamilyProblems.objective(models, other, support, pointwise))
            .isGreaterThan(least - 1e-9);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void theReductionAndItsClimbKeepWhatIsSharedNearTheFitOfAllRows(CanonicalFamily family) {
    MixtureOfExperts truth = truth(family);
    List<LocalModel> locals = new ArrayList<>();
    Observations.Builder all = Observations.builder(2);
    double[] x = new double[2];
    for (int m = 0; m < 4; m++) {
      Observations part = rows(truth, 1200, 40 + m);
      locals.add(new LocalModel("m" + m, fit(truth, part), 1200));
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        all.add(x, part.response(i), 1, part.exposure(i));
      }
    }
    SupportingSample support = FamilyProblems.support(truth, 800, 5);
    double[] exposures = new double[800];
    Arrays.fill(exposures, rows(truth, 1, 1).exposure(0));
    Aggregation result =
        ReductionEstimator.of(ReductionOptions.of(2))
            .aggregate(locals, support.withExposures(exposures), Progress.SILENT);
    Observations built = all.build();
    double central = FamilyData.meanLogLikelihood(fit(truth, built), built);

    assertShared(result.model());
    assertShared(result.transport().orElseThrow().model());
    assertThat(FamilyData.meanLogLikelihood(result.model(), built)).isGreaterThan(central - 1e-3);
  }

  /** In the order of each local model's own; the coefficients of all predictors are averaged. */
  @ParameterizedTest
  @MethodSource("families")
  void theWeightedAverageIsThatOfAllPredictors(CanonicalFamily family) {
    MixtureOfExperts truth = truth(family);
    List<LocalModel> models = new ArrayList<>();
    for (LocalModel model : FamilyProblems.models(truth, 3, 0.02, 3)) {
      models.add(
          new LocalModel(model.id(), model.mixture().restrictedTo(DESIGN), model.sampleSize()));
    }
    MixtureOfExperts average =
        Aggregators.named("weighted-average", ReductionOptions.of(2))
            .aggregate(models, FamilyProblems.support(truth, 40, 4), Progress.SILENT)
            .model();
    assertShared(average);
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    for (int k = 0; k < 2; k++) {
      double[][] own = average.linearExpert(k).coefficients();
      for (int c = 0; c < own.length; c++) {
        for (int j = 0; j < own[c].length; j++) {
          double mean = 0;
          for (LocalModel model : models) {
            double[][] one = model.mixture().canonical().linearExpert(k).coefficients();
            mean += model.sampleSize() / total * one[c][j];
          }
          assertThat(own[c][j]).isCloseTo(mean, within(1e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void passesEndAtTheConstrainedFitOfAllRows(CanonicalFamily family) {
    MixtureOfExperts truth = truth(family);
    Observations rows = rows(truth, 3000, 6);
    Refinement refinement =
        new Refinement(new RefinementOptions(OptionalDouble.empty(), family.expertRidge(), 1e-9));
    MixtureOfExperts model = truth;
    Optional<RefinementState> state = Optional.empty();
    RefinementPass pass = null;
    for (int number = 0; number < 15 && (pass == null || !pass.ended()); number++) {
      List<MixtureOfExperts> others = RefinementState.others(state, model);
      RowPass sums = new RowPass(model, state.map(RefinementState::frame), others, false);
      PassSums all = sums(sums, rows);
      MeasuredModels beside = new MeasuredModels(others, sums.otherLogLikelihoods());
      pass = refinement.next(model, state, all, beside);
      model = pass.next();
      state = pass.state();
      assertShared(model);
    }
    MixtureOfExperts central = fit(truth, rows);

    assertThat(pass.converged()).isTrue();
    for (int k = 0; k < 2; k++) {
      double[][] own = pass.best().linearExpert(k).coefficients();
      double[][] expected = central.linearExpert(k).coefficients();
      for (int c = 0; c < own.length; c++) {
        assertThat(own[c]).containsExactly(expected[c], within(1e-4));
      }
    }
    assertThat(FamilyData.meanLogLikelihood(pass.best(), rows))
        .isCloseTo(FamilyData.meanLogLikelihood(central, rows), within(1e-7));
    assertOneError(pass.best(), sums(new RowPass(central, Optional.empty()), rows));
  }

  private static PassSums sums(RowPass pass, Observations rows) {
    double[] x = new double[rows.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), rows.weight(i), rows.exposure(i));
    }
    return pass.finish().orElseThrow();
  }

  /** One error for all experts, and no test of what holds by constraint. */
  private static void assertOneError(MixtureOfExperts model, PassSums sums) {
    ParameterCovariance covariance =
        CovarianceEstimate.of(model, sums).covariance(CovarianceKind.MODEL);
    ParameterLayout layout = Parameters.layout(model);
    for (int c = 0; c < layout.q(); c++) {
      int one = layout.mean(0) + c * layout.p() + 2;
      int two = layout.mean(1) + c * layout.p() + 2;
      double error = covariance.get(one, one);
      assertThat(error).isPositive();
      assertThat(covariance.get(two, two)).isCloseTo(error, within(1e-9 * error));
      assertThat(covariance.get(one, two)).isCloseTo(error, within(1e-9 * error));
    }
    Inference inference =
        Inference.of(
            model, new FeatureSpec(List.of("x1", "x2"), "y").designColumns(), covariance, 0.95);
    assertThat(
            ColumnTests.of(inference).stream()
                .filter(test -> test.hypothesis() == WaldTest.Hypothesis.EQUAL)
                .map(test -> test.note().equals("by constraint, not tested")))
        .containsExactly(false, true);
  }
}
