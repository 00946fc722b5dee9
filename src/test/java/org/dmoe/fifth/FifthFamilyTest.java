package org.dmoe.fifth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.em.family.FamilyData;
import org.dmoe.em.search.Seeds;
import org.dmoe.evaluate.Metrics;
import org.dmoe.inference.CovarianceEstimate;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.Scorer;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.MeasuredModels;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.Refinement;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.RefinementPass;
import org.dmoe.refine.RefinementState;
import org.dmoe.refine.RowPass;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A family that nothing but its own file knows of: fits, reductions, passes, errors, scores. */
class FifthFamilyTest {

  private static final NegativeBinomial FAMILY = new NegativeBinomial(3);
  private static final double[] EVEN = {0.3, -0.2};

  private static final MixtureOfExperts TRUTH =
      MixtureOfExperts.of(
          FAMILY,
          SoftmaxGate.of(new double[][] {{0.2, 2.5, 0}, {0, 0, 0}}),
          List.of(
              LinearExpert.of(new double[][] {{-2.2, 0.1, 0.3}}),
              LinearExpert.of(new double[][] {{-0.6, 0.05, -0.1}})));

  private static Observations rows(int n, long seed) {
    UniformRandomProvider random = Seeds.generator(seed);
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      double[] x = {2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1};
      rows.add(x, FamilyData.response(TRUTH, x, 1, random), 1);
    }
    return rows.build();
  }

  private static FitResult fit(Observations rows, int K) {
    return LocalFit.fit(rows, options(K), 1, Progress.SILENT);
  }

  private static FitOptions options(int K) {
    return FitOptions.builder(K).family(FAMILY).build();
  }

  private static SupportingSample support(int size) {
    Observations drawn = rows(size, 99);
    double[][] support = new double[size][2];
    for (int s = 0; s < size; s++) {
      drawn.copyRow(s, support[s]);
    }
    return SupportingSample.of(List.of(), support);
  }

  private static List<LocalModel> locals(int machines) {
    List<LocalModel> models = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      MixtureOfExperts model =
          LocalFit.fitFrom(
                  TRUTH,
                  rows(1500, 10 + m),
                  options(2),
                  new FeatureSpec(List.of(), ""),
                  Progress.SILENT)
              .model()
              .orElseThrow();
      models.add(new LocalModel("m" + m, model, 1500));
    }
    return models;
  }

  @Test
  void probabilitiesSumToOneAndDerivativesFit() {
    double[] eta = {-0.7};
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int y = 0; y < 400; y++) {
      double p = Math.exp(FAMILY.logDensity(eta, Double.NaN, y, 1));
      sum += p;
      first += y * p;
      second += p * y * y;
      assertThat(FAMILY.cumulative(eta, Double.NaN, y, 1)).isCloseTo(sum, within(1e-12));
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(FAMILY.mean(eta, 1)).isCloseTo(first, within(1e-10));
    assertThat(FAMILY.variance(eta, 0, 1)).isCloseTo(second - first * first, within(1e-9));
    for (double at : new double[] {-3, -0.1, 0.5}) {
      double[] up = new double[1];
      double[] down = new double[1];
      double[] mean = new double[1];
      FAMILY.logPartition(new double[] {at}, mean);
      double slope =
          FAMILY.logPartition(new double[] {at + 1e-6}, up)
              - FAMILY.logPartition(new double[] {at - 1e-6}, down);
      assertThat(mean[0]).isCloseTo(slope / 2e-6, within(1e-5 * mean[0]));
      assertThat(FAMILY.covariance(mean, 0, 0))
          .isCloseTo((up[0] - down[0]) / 2e-6, within(1e-5 * FAMILY.covariance(mean, 0, 0)));
    }
  }

  @Test
  void aRaceFindsTheTruthsOptimum() {
    Observations rows = rows(3000, 5);
    FitResult raced = fit(rows, 2);
    FitResult climbed =
        LocalFit.fitFrom(TRUTH, rows, options(2), new FeatureSpec(List.of(), ""), Progress.SILENT);
    assertThat(raced.status().usable()).isTrue();
    assertThat(raced.diagnostics().logLikelihood())
        .isGreaterThan(climbed.diagnostics().logLikelihood() - 0.01)
        .isCloseTo(
            3000 * FamilyData.meanLogLikelihood(raced.model().orElseThrow(), rows), within(1e-5))
        .isGreaterThan(3000 * FamilyData.meanLogLikelihood(TRUTH, rows))
        .isGreaterThan(fit(rows, 1).diagnostics().logLikelihood() + 20);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aTransportPlanNeverRisesAndComesNear(PlanKind plan) {
    List<LocalModel> models = locals(4);
    ReductionOptions options =
        ReductionOptions.builder(2).plan(plan).divergence(Divergence.TRANSPORT).build();
    Aggregation result =
        ReductionEstimator.of(options).aggregate(models, support(800), Progress.SILENT);
    double[] trace = result.objectiveTrace();
    for (int t = 1; t < trace.length; t++) {
      assertThat(trace[t]).isLessThanOrEqualTo(trace[t - 1] * (1 + 1e-10) + 1e-15);
    }
    Observations test = rows(20_000, 7);
    assertThat(FamilyData.meanLogLikelihood(result.model(), test))
        .isGreaterThan(FamilyData.meanLogLikelihood(TRUTH, test) - 0.003);
  }

  @Test
  void theLikelihoodReductionGoesOnFromIt() {
    Aggregation result =
        ReductionEstimator.of(ReductionOptions.of(2))
            .aggregate(locals(4), support(800), Progress.SILENT);
    List<Double> trace = result.likelihoodTrace();
    assertThat(trace).hasSizeGreaterThan(1);
    assertThat(trace.get(trace.size() - 1)).isGreaterThan(trace.get(0));
    Observations test = rows(20_000, 7);
    assertThat(FamilyData.meanLogLikelihood(result.model(), test))
        .isGreaterThan(FamilyData.meanLogLikelihood(TRUTH, test) - 0.002);
  }

  private static PassSums sums(MixtureOfExperts model, Observations rows, RowPass pass) {
    double[] x = new double[model.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), 1);
    }
    return pass.finish().orElseThrow();
  }

  private static MixtureOfExperts refined(Observations rows) {
    Refinement refinement =
        new Refinement(new RefinementOptions(OptionalDouble.empty(), FAMILY.expertRidge(), 1e-9));
    MixtureOfExperts model = TRUTH;
    Optional<RefinementState> state = Optional.empty();
    RefinementPass pass = null;
    for (int number = 0; number < 12 && (pass == null || !pass.ended()); number++) {
      List<MixtureOfExperts> others = RefinementState.others(state, model);
      RowPass sums = new RowPass(model, state.map(RefinementState::frame), others, false);
      PassSums all = sums(model, rows, sums);
      MeasuredModels beside = new MeasuredModels(others, sums.otherLogLikelihoods());
      pass = refinement.next(model, state, all, beside);
      model = pass.next();
      state = pass.state();
    }
    assertThat(pass.converged()).isTrue();
    return pass.best();
  }

  @Test
  void passesEndAtTheFitOfAllRowsAndErrorsAreThoseOfItsInformation() {
    Observations rows = rows(4000, 6);
    MixtureOfExperts refined = refined(rows);
    MixtureOfExperts central =
        LocalFit.fitFrom(TRUTH, rows, options(2), new FeatureSpec(List.of(), ""), Progress.SILENT)
            .model()
            .orElseThrow();
    assertThat(FamilyData.meanLogLikelihood(refined, rows))
        .isCloseTo(FamilyData.meanLogLikelihood(central, rows), within(1e-7));

    RowPass pass = new RowPass(refined, Optional.empty(), List.of(), true);
    CovarianceEstimate estimate = CovarianceEstimate.of(refined, sums(refined, rows, pass));
    double model = estimate.covariance(CovarianceKind.MODEL).lower()[0];
    double sandwich = estimate.covariance(CovarianceKind.SANDWICH).lower()[0];
    assertThat(model).isPositive().isCloseTo(sandwich, within(0.3 * model));
  }

  @Test
  void predictionsAndScoresAreThoseOfTheDefinition() {
    Scorer scorer = Scorer.of(TRUTH);
    scorer.at(EVEN);
    double gate = 1 / (1 + Math.exp(-(0.2 + 2.5 * 0.3)));
    double one = Math.exp(-2.2 + 0.03 - 0.06);
    double two = Math.exp(-0.6 + 0.015 + 0.02);
    double zero = gate * Math.pow(1 - one, 3) + (1 - gate) * Math.pow(1 - two, 3);
    double mean = gate * 3 * one / (1 - one) + (1 - gate) * 3 * two / (1 - two);
    assertThat(scorer.density(0)).isCloseTo(zero, within(1e-12));
    assertThat(scorer.mean()).isCloseTo(mean, within(1e-12));

    Observations rows = rows(500, 8);
    Metrics result = Metrics.of(TRUTH, rows);
    double[] x = new double[2];
    double squares = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      scorer.at(x);
      squares += Math.pow(rows.response(i) - scorer.mean(), 2) / rows.rows();
    }
    assertThat(result.logLikelihood())
        .isCloseTo(500 * FamilyData.meanLogLikelihood(TRUTH, rows), within(1e-8));
    assertThat(result.rmse()).isCloseTo(Math.sqrt(squares), within(1e-10));
  }

  /** The developers' page shows this family by its code. */
  @Test
  void thePageShowsTheFileAsItIs() throws IOException {
    String file = Files.readString(Path.of("src/test/java/org/dmoe/fifth/NegativeBinomial.java"));
    String page = Files.readString(Path.of("src/site/markdown/development.md"));
    String[] parts = page.split("```java\n", -1);
    assertThat(parts).hasSizeGreaterThan(1);
    for (int i = 1; i < parts.length; i++) {
      assertThat(file).contains(parts[i].substring(0, parts[i].indexOf("```")));
    }
  }
}
