package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitResult;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.Parameters;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Local models whose experts share a slope and the variance. */
class SharedAggregationTest {

  private static final Design DESIGN =
      Design.of(new boolean[] {true, true}, new boolean[] {true, true})
          .withEqual(new boolean[] {false, true}, true);

  private static final MixtureOfExperts TRUTH =
      MixtureOfExperts.of(
              SoftmaxGate.of(new double[][] {{.5, 1, -1}, {0, 0, 0}}),
              List.of(
                  GaussianExpert.of(new double[] {-4, 1, 2}, 1),
                  GaussianExpert.of(new double[] {4, -1, 2}, 1)))
          .withDesign(DESIGN);

  private static final DesignMachines MACHINES = DesignMachines.of(TRUTH);

  private static final List<Observations> PARTS = MACHINES.parts();

  private static final List<LocalModel> LOCALS = MACHINES.localModels();

  private static List<String> names() {
    return Aggregators.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyAggregationKeepsWhatIsShared(String name) {
    Aggregation result =
        Aggregators.named(name, ReductionOptions.of(2))
            .aggregate(LOCALS, MACHINES.support(), Progress.SILENT);
    assertShared(result.model());
    result.transport().ifPresent(t -> assertShared(t.model()));
    for (int k = 0; k < 2; k++) {
      assertThat(result.model().expert(k).beta())
          .containsExactly(TRUTH.expert(k).beta(), within(0.15));
    }
  }

  private static void assertShared(MixtureOfExperts model) {
    assertThat(model.design()).isEqualTo(DESIGN);
    assertThat(model.expert(1).beta()[2]).isEqualTo(model.expert(0).beta()[2]);
    assertThat(model.expert(1).variance()).isEqualTo(model.expert(0).variance());
  }

  @Test
  void theReductionIsNearTheFitOfAllRows() {
    Observations.Builder all = Observations.builder(2);
    double[] x = new double[2];
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
      assertThat(model.expert(k).variance()).isCloseTo(central.expert(k).variance(), within(0.02));
    }
  }

  /** R_c never rises; at its end no move of a free parameter lowers it. */
  @ParameterizedTest
  @CsvSource({
    "KL,COMPONENT,1",
    "KL,POINTWISE,2",
    "W2,COMPONENT,3",
    "W2,POINTWISE,4",
    "KL,COMPONENT,5",
    "REVERSE,COMPONENT,7",
    "REVERSE,POINTWISE,8",
    "KL,POINTWISE,6"
  })
  void theBarycentresAreTheBestThatShare(CostKind cost, PlanKind plan, int seed) {
    RandomProblems random = new RandomProblems(seed, 2);
    List<LocalModel> models = new ArrayList<>();
    for (LocalModel model : random.models(4, 2, 3)) {
      models.add(
          new LocalModel(model.id(), model.mixture().restrictedTo(DESIGN), model.sampleSize()));
    }
    SupportingSample support = random.support(40);
    ReductionOptions options =
        ReductionOptions.builder(2)
            .divergence(Divergence.TRANSPORT)
            .cost(cost)
            .plan(plan)
            .maxIterations(500)
            .build();
    Aggregation result = ReductionEstimator.of(options).aggregate(models, support, Progress.SILENT);
    double[] trace = result.objectiveTrace();
    for (int t = 1; t < trace.length; t++) {
      assertThat(trace[t]).isLessThanOrEqualTo(trace[t - 1] * (1 + 1e-12));
    }
    assertShared(result.model());
    BruteForce brute = new BruteForce(models, support, cost);
    double least = objective(brute, plan, result.model());
    assertThat(result.lastObjective()).isCloseTo(least, within(1e-9 * (1 + least)));
    ParameterLayout layout = Parameters.layout(result.model());
    for (int u = 0; u < layout.shared().free(); u++) {
      for (double h : new double[] {-1e-3, 1e-3}) {
        double[] theta = Parameters.of(result.model());
        for (int j = 0; j < theta.length; j++) {
          theta[j] += layout.shared().place(j) == u ? h : 0;
        }
        assertThat(objective(brute, plan, Parameters.toMixture(theta, layout)))
            .as("free parameter %d", u)
            .isGreaterThanOrEqualTo(least * (1 - 1e-9));
      }
    }
  }

  private static double objective(BruteForce brute, PlanKind plan, MixtureOfExperts model) {
    return plan == PlanKind.POINTWISE ? brute.pointwise(model) : brute.component(model);
  }

  /** What a machine's rows do not say of a shared slope is no vote for zero. */
  @ParameterizedTest
  @MethodSource("names")
  void aColumnThatIsConstantOnAMachineIsLeftToTheOthers(String name) {
    Random random = new Random(9);
    Observations.Builder constant = Observations.builder(2);
    double[] x = new double[2];
    for (int i = 0; i < PARTS.get(0).rows(); i++) {
      PARTS.get(0).copyRow(i, x);
      double[] at = {x[0], 1};
      boolean first = random.nextDouble() < TRUTH.gate().probabilities(at)[0];
      double y = TRUTH.expert(first ? 0 : 1).mean(at) + random.nextGaussian();
      constant.add(at, y);
    }
    FitResult fit = MACHINES.fit(constant.build());
    MixtureOfExperts own = fit.model().orElseThrow();
    assertThat(own.expert(0).beta()[2]).isZero();
    List<LocalModel> models = new ArrayList<>(LOCALS.subList(0, 2));
    models.add(
        new LocalModel(
            "constant",
            own,
            1500,
            fit.diagnostics().undetermined(),
            fit.diagnostics().statistics()));
    Aggregation result =
        Aggregators.named(name, ReductionOptions.of(2))
            .aggregate(models, MACHINES.support(), Progress.SILENT);
    assertShared(result.model());
    if (!List.of("middle", "likeliest").contains(name)) {
      assertThat(result.model().expert(0).beta()[2]).isCloseTo(2, within(0.1));
    }
  }

  @Test
  void modelsThatShareOtherParametersAreRefused() {
    List<LocalModel> mixed = new ArrayList<>(LOCALS.subList(0, 2));
    MixtureOfExperts free = LOCALS.get(2).mixture().restrictedTo(Design.FULL);
    mixed.add(new LocalModel("free", free, 1500));
    assertThatThrownBy(
            () ->
                ReductionEstimator.of(ReductionOptions.of(2))
                    .aggregate(mixed, MACHINES.support(), Progress.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'m0' and 'free'");
  }
}
