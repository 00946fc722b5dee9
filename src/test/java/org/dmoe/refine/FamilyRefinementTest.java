package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.family.FamilyData;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Passes of families: sums by definition, and the climb to the fit of all rows. */
class FamilyRefinementTest {

  static Stream<Arguments> families() {
    return Stream.of(
        Arguments.of(Categorical.of(3), 1.0),
        Arguments.of(Binomial.INSTANCE, 6.0),
        Arguments.of(Poisson.INSTANCE, 2.5));
  }

  private static PassSums sums(MixtureOfExperts model, Observations rows, int machines) {
    Optional<PassSums> all = Optional.empty();
    double[] x = new double[rows.dimension()];
    for (int m = 0; m < machines; m++) {
      RowPass pass = new RowPass(model, Optional.empty(), List.of(), true);
      for (int i = m; i < rows.rows(); i += machines) {
        rows.copyRow(i, x);
        pass.add(x, rows.response(i), rows.weight(i), rows.exposure(i));
      }
      PassSums own = pass.finish().orElseThrow();
      all = Optional.of(all.map(before -> before.plus(own)).orElse(own));
    }
    return all.orElseThrow();
  }

  /** Each machine has a frame of its own. */
  @ParameterizedTest
  @MethodSource("families")
  void sumsOfMachinesAreThoseOfAllRows(CanonicalFamily family, double exposure) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 1.5, 3);
    Observations rows = FamilyData.rows(truth, 900, exposure, 4);
    PassSums one = sums(truth, rows, 1);
    PassSums parts = sums(truth, rows, 3).in(one.frame());

    assertThat(one.logLikelihood())
        .isCloseTo(
            rows.rows() * FamilyData.meanLogLikelihood(truth, rows), within(1e-8 * rows.rows()));
    assertThat(parts.logLikelihood()).isCloseTo(one.logLikelihood(), within(1e-8));
    assertThat(parts.gradient()).containsExactly(one.gradient(), within(1e-8));
    assertThat(parts.information()).containsExactly(one.information(), within(1e-7));
    assertThat(parts.scores().orElseThrow().products())
        .containsExactly(one.scores().orElseThrow().products(), within(1e-7));
    assertThat(parts.statistics().share(1).mass())
        .isCloseTo(one.statistics().share(1).mass(), within(1e-9));
    double mass = one.statistics().share(0).mass() + one.statistics().share(1).mass();
    assertThat(mass).isCloseTo(900, within(1e-9));
  }

  /** In users' units by finite differences. */
  @ParameterizedTest
  @MethodSource("families")
  void theGradientIsThatOfTheLogLikelihood(CanonicalFamily family, double exposure) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 1, 3);
    Observations rows = FamilyData.rows(truth, 300, exposure, 4);
    PassSums sums = sums(truth, rows, 1);
    double[] theta = sums.frame().toFrame(Parameters.of(truth), sums.layout());
    for (int j = 0; j < theta.length; j++) {
      double difference = 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] moved = theta.clone();
        moved[j] += sign * 1e-5;
        double[] users = sums.frame().toUsersUnits(moved, sums.layout());
        MixtureOfExperts model =
            Parameters.toMixture(users, Parameters.layout(truth), truth.family());
        difference += sign * rows.rows() * FamilyData.meanLogLikelihood(model, rows) / 2e-5;
      }
      assertThat(sums.gradient()[j])
          .isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void passesLeadToTheFitOfAllRows(CanonicalFamily family, double exposure) {
    MixtureOfExperts truth = FamilyData.clusters(family, 3, 2, 2.5, 3);
    Observations rows = FamilyData.rows(truth, 3000, exposure, 4);
    Refinement refinement =
        new Refinement(new RefinementOptions(OptionalDouble.empty(), family.expertRidge(), 1e-9));
    MixtureOfExperts model = truth;
    Optional<RefinementState> state = Optional.empty();
    RefinementPass pass = null;
    double before = Double.NEGATIVE_INFINITY;
    for (int number = 0; number < 15 && (pass == null || !pass.ended()); number++) {
      pass = pass(refinement, model, state, rows);
      double best = FamilyData.meanLogLikelihood(pass.best(), rows);
      assertThat(best).isGreaterThan(before - 1e-4);
      before = best;
      model = pass.next();
      state = pass.state();
    }
    MixtureOfExperts central =
        LocalFit.fitFrom(
                truth,
                rows,
                FitOptions.builder(2).family(family).build(),
                new FeatureSpec(List.of(), ""),
                Progress.SILENT)
            .model()
            .orElseThrow();

    assertThat(pass.converged()).isTrue();
    assertThat(FamilyData.meanLogLikelihood(pass.best(), rows))
        .isCloseTo(FamilyData.meanLogLikelihood(central, rows), within(1e-7));
  }

  /** Other ends of the step are measured beside, as a job does. */
  private static RefinementPass pass(
      Refinement refinement,
      MixtureOfExperts model,
      Optional<RefinementState> state,
      Observations rows) {
    List<MixtureOfExperts> others = RefinementState.others(state, model);
    RowPass sums = new RowPass(model, state.map(RefinementState::frame), others, false);
    double[] x = new double[rows.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      sums.add(x, rows.response(i), rows.weight(i), rows.exposure(i));
    }
    PassSums all = sums.finish().orElseThrow();
    return refinement.next(
        model, state, all, new MeasuredModels(others, sums.otherLogLikelihoods()));
  }

  /** From far away, where Newton's step goes astray. */
  @ParameterizedTest
  @MethodSource("families")
  void theBoundedStepNeverFalls(CanonicalFamily family, double exposure) {
    MixtureOfExperts model = FamilyData.clusters(family, 2, 2, 1, 77);
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 1.5, 3);
    Observations rows = FamilyData.rows(truth, 600, exposure, 4);
    RefinementOptions options =
        new RefinementOptions(OptionalDouble.empty(), family.expertRidge(), 1e-9);
    double before = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < 10; step++) {
      PooledObjective here = new PooledObjective(model, sums(model, rows, 1), options);
      assertThat(here.value()).isGreaterThan(before);
      before = here.value();
      model = Parameters.toMixture(EmStep.of(model, here), here.layout(), family);
    }
  }
}
