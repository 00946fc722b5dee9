package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.BruteForce;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Local models whose gate and experts see other covariates. */
class DesignAggregationTest {

  /** The gate has the first and the second, the experts the first and the third. */
  private static final Design DESIGN =
      Design.of(new boolean[] {true, true, false}, new boolean[] {true, false, true});

  private static final MixtureOfExperts TRUTH =
      MixtureOfExperts.of(
              SoftmaxGate.of(new double[][] {{.5, 1, -1, 0}, {0, 0, 0, 0}}),
              List.of(
                  GaussianExpert.of(new double[] {-4, 1, 0, 2}, 1),
                  GaussianExpert.of(new double[] {4, -1, 0, 0.5}, 1)))
          .withDesign(DESIGN);

  private static final DesignMachines MACHINES = DesignMachines.of(TRUTH);

  private static final List<Observations> PARTS = MACHINES.parts();

  private static final List<LocalModel> LOCALS = MACHINES.localModels();

  private static List<String> names() {
    return Aggregators.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyAggregationKeepsTheDesign(String name) {
    Aggregation result =
        Aggregators.named(name, ReductionOptions.of(2))
            .aggregate(LOCALS, MACHINES.support(), Progress.SILENT);
    MixtureOfExperts model = result.model();
    assertThat(model.withDesign(DESIGN)).isEqualTo(model);
    for (int k = 0; k < 2; k++) {
      assertThat(model.expert(k).beta()).containsExactly(TRUTH.expert(k).beta(), within(0.15));
      assertThat(model.expert(k).coefficient(1)).isZero();
      assertThat(model.gate().alpha(k)[3]).isZero();
    }
    result.transport().ifPresent(t -> assertThat(t.model().design()).isEqualTo(DESIGN));
  }

  @Test
  void theReductionIsNearTheFitOfAllRows() {
    Observations.Builder all = Observations.builder(3);
    double[] x = new double[3];
    for (Observations part : PARTS) {
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        all.add(x, part.response(i));
      }
    }
    MixtureOfExperts central = MACHINES.fit(all.build()).model().orElseThrow();
    MixtureOfExperts model =
        ReductionEstimator.of(ReductionOptions.of(2))
            .aggregate(LOCALS, MACHINES.support(), Progress.SILENT)
            .model();
    for (int k = 0; k < 2; k++) {
      assertThat(model.expert(k).beta()).containsExactly(central.expert(k).beta(), within(0.02));
      assertThat(model.gate().alpha(k)).containsExactly(central.gate().alpha(k), within(0.05));
    }
  }

  /** Zeros of the members are kept only because the barycentre is restricted. */
  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void theBarycentreIsTheBestOfTheDesign(PlanKind plan) {
    RandomProblems random = new RandomProblems(3, 3);
    List<LocalModel> models = new ArrayList<>();
    for (LocalModel model : random.models(3, 1, 3)) {
      models.add(
          new LocalModel(model.id(), model.mixture().restrictedTo(DESIGN), model.sampleSize()));
    }
    SupportingSample support = random.support(25);
    ReductionOptions options =
        ReductionOptions.builder(1)
            .divergence(Divergence.TRANSPORT)
            .plan(plan)
            .localStarts(1)
            .build();
    GaussianExpert best =
        ReductionEstimator.of(options)
            .aggregate(models, support, Progress.SILENT)
            .model()
            .expert(0);
    assertThat(best.coefficient(1)).isZero();
    double least = cost(models, support, best);
    for (int j : new int[] {0, 1, 3}) {
      for (double step : new double[] {-1e-3, 1e-3}) {
        double[] beta = best.beta();
        beta[j] += step;
        GaussianExpert other = GaussianExpert.of(beta, best.variance());
        assertThat(cost(models, support, other)).isGreaterThan(least);
      }
    }
    double[] derivative = best.beta();
    double h = 1e-5;
    for (int j : new int[] {0, 1, 3}) {
      double[] beta = best.beta();
      beta[j] += h;
      double up = cost(models, support, GaussianExpert.of(beta, best.variance()));
      beta[j] -= 2 * h;
      double down = cost(models, support, GaussianExpert.of(beta, best.variance()));
      derivative[j] = (up - down) / (2 * h);
      assertThat(derivative[j]).isCloseTo(0, within(1e-6));
    }
  }

  private static double cost(
      List<LocalModel> models, SupportingSample support, GaussianExpert expert) {
    BruteForce brute = new BruteForce(models, support, CostKind.KL);
    double sum = 0;
    for (LocalModel machine : models) {
      for (int l = 0; l < machine.mixture().size(); l++) {
        sum += brute.meanCost(machine, l, expert);
      }
    }
    return sum;
  }

  @Test
  void modelsOfOtherDesignsAreRefused() {
    List<LocalModel> mixed = new ArrayList<>(LOCALS.subList(0, 2));
    MixtureOfExperts full = LOCALS.get(2).mixture().restrictedTo(Design.FULL);
    mixed.add(new LocalModel("full", full, 1500));
    assertThatThrownBy(
            () ->
                ReductionEstimator.of(ReductionOptions.of(2))
                    .aggregate(mixed, MACHINES.support(), Progress.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'m0' and 'full' have different covariates");
  }

  /** Columns that depend on each other across gate and experts, but not within either. */
  @Test
  void aColumnOfTheGateMayRepeatOneOfTheExperts() {
    Random random = new Random(4);
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < 800; i++) {
      double x = random.nextGaussian();
      double y = (random.nextDouble() < 1 / (1 + Math.exp(-x)) ? 5 + x : -5 - x);
      rows.add(new double[] {x, 2 * x + 1}, y + random.nextGaussian());
    }
    Design apart = Design.of(new boolean[] {true, false}, new boolean[] {false, true});
    FitResult fit =
        LocalFit.fit(
            rows.build(),
            FitOptions.builder(2).design(apart).starts(3).build(),
            1,
            Progress.SILENT);
    assertThat(fit.diagnostics().warnings()).isEmpty();
    assertThat(fit.diagnostics().undetermined().isEmpty()).isTrue();
    assertThat(fit.model().orElseThrow().expert(1).coefficient(1)).isCloseTo(0.5, within(0.1));
    assertThat(Optional.of(fit.model().orElseThrow().expert(1).coefficient(0))).contains(0.0);
  }
}
