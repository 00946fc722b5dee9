package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.family.FamilyData;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damped steps of families by their equation, and the passes that they save. */
class DampedStepsTest {

  static Stream<CanonicalFamily> families() {
    return Stream.of(Categorical.of(3), Binomial.INSTANCE, Poisson.INSTANCE);
  }

  private static PassSums sums(MixtureOfExperts model, Observations rows, RowPass pass) {
    double[] x = new double[model.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), 1, rows.exposure(i));
    }
    return pass.finish().orElseThrow();
  }

  private static double exposure(CanonicalFamily family) {
    return family.classes().isEmpty() ? 3 : 1;
  }

  private static RefinementOptions options(CanonicalFamily family) {
    return new RefinementOptions(OptionalDouble.empty(), family.expertRidge(), 1e-7);
  }

  private static PooledObjective objective(MixtureOfExperts model, Observations rows) {
    return new PooledObjective(
        model,
        sums(model, rows, new RowPass(model, Optional.empty())),
        options((CanonicalFamily) model.family()));
  }

  /** A little beside, where the gradient is not zero. */
  private static MixtureOfExperts moved(MixtureOfExperts model) {
    double[] theta = Parameters.of(model);
    for (int j = 0; j < theta.length; j++) {
      theta[j] *= 1 + 1e-6 * Math.sin(j);
    }
    return Parameters.toMixture(theta, Parameters.layout(model), model.family());
  }

  private static double[] multiply(double[] M, double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        product[i] += M[i * v.length + j] * v[j];
      }
    }
    return product;
  }

  /** At a maximum H is positive definite, and H s + c I s = g. */
  @ParameterizedTest
  @MethodSource("families")
  void solveTheirEquationNearAMaximum(CanonicalFamily family) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 3, 3);
    Observations rows = FamilyData.rows(truth, 3000, exposure(family), 4);
    MixtureOfExperts maximum =
        LocalFit.fitFrom(
                truth,
                rows,
                FitOptions.builder(2).family(family).build(),
                new FeatureSpec(List.of(), ""),
                Progress.SILENT)
            .model()
            .orElseThrow();
    PooledObjective objective = objective(moved(maximum), rows);
    assertThat(NewtonStep.of(objective).definite()).isTrue();
    double[] complete = CompleteInformation.of(objective);
    DampedSteps steps = DampedSteps.of(objective);
    for (double c : new double[] {1e-3, 0.1, 10}) {
      double[] step = steps.direction(c);
      double[] left = multiply(objective.information(), step);
      VectorMath.addScaled(left, multiply(complete, step), c, left.length);
      double[] g = objective.gradient();
      double size = Math.sqrt(VectorMath.dot(g, g));
      assertThat(left).containsExactly(g, within(1e-6 * size));
    }
  }

  /** Wherever it begins, a step that is damped enough rises. */
  @ParameterizedTest
  @MethodSource("families")
  void riseFarFromAMaximum(CanonicalFamily family) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 1.5, 3);
    Observations rows = FamilyData.rows(truth, 600, exposure(family), 4);
    for (int seed = 70; seed < 76; seed++) {
      MixtureOfExperts model = FamilyData.clusters(family, 2, 2, 1, seed);
      PooledObjective here = objective(model, rows);
      double[] step = DampedSteps.of(here).direction(1000);
      double[] theta = here.theta();
      VectorMath.addScaled(theta, step, 1, theta.length);
      double[] users = here.sums().frame().toUsersUnits(theta, here.layout());
      MixtureOfExperts end = Parameters.toMixture(users, here.layout(), family);
      assertThat(objective(end, rows).value()).isGreaterThan(here.value());
    }
  }

  @Test
  void keepWhatExpertsShareAndWhatTheDesignHasNot() {
    Design design =
        Design.of(new boolean[] {true, false}, new boolean[] {true, true})
            .withEqual(new boolean[] {false, true}, false);
    MixtureOfExperts model =
        FamilyData.clusters(Categorical.of(3), 2, 2, 1.5, 3).restrictedTo(design);
    Observations rows = FamilyData.rows(model, 500, 1, 4);
    PooledObjective objective = objective(model, rows);
    double[] step = DampedSteps.of(objective).direction(0.1);
    assertThat(step[objective.layout().gate(0) + 2]).isZero();
    for (int c = 0; c < 2; c++) {
      int one = objective.layout().mean(0) + 3 * c + 2;
      int two = objective.layout().mean(1) + 3 * c + 2;
      assertThat(step[one]).isNotZero().isEqualTo(step[two]);
    }
  }

  /** With Newton's lengths and one EM step these climbs take 61, 30 and 29 passes. */
  @Test
  void endClimbsFromFarAwayInFewerPasses() {
    assertThat(passes(2) + passes(3) + passes(4)).isLessThan(85);
  }

  private static int passes(int seed) {
    Categorical family = Categorical.of(4);
    MixtureOfExperts truth = FamilyData.clusters(family, 3, 3, 3, 100 + seed);
    Observations rows = FamilyData.rows(truth, 3000, 1, 200 + seed);
    MixtureOfExperts model = FamilyData.clusters(family, 3, 3, 0.5, 300 + seed);
    Refinement refinement = new Refinement(options(family));
    Optional<RefinementState> state = Optional.empty();
    int passes = 0;
    List<MixtureOfExperts> others = new ArrayList<>();
    for (RefinementPass pass = null; pass == null || !pass.ended(); passes++) {
      RowPass sums = new RowPass(model, state.map(RefinementState::frame), others, false);
      PassSums all = sums(model, rows, sums);
      MeasuredModels beside = new MeasuredModels(others, sums.otherLogLikelihoods());
      pass = refinement.next(model, state, all, beside);
      model = pass.next();
      state = pass.state();
      others = RefinementState.others(state, model);
    }
    return passes;
  }
}
