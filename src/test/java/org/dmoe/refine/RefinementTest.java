package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dmoe.refine.Starts.best;
import static org.dmoe.refine.Starts.objective;
import static org.dmoe.refine.Starts.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefinementTest {

  @ParameterizedTest
  @CsvSource({
    "HARD,1,4,3,8,500",
    "HARD,2,4,3,8,500",
    "PAPER,3,4,3,6,700",
    "BALANCED,4,4,3,8,500",
    "SEVERE,5,3,3,6,900"
  })
  void endsAtTheBestFitOfAllRows(SyntheticKind kind, long seed, int d, int K, int M, int n) {
    List<Observations> parts = Rows.parts(kind, seed, d, K, M, n, seed % 2 == 0);
    MixtureOfExperts start = reduction(parts, K);
    List<RefinementPass> passes = climb(start, parts, 30);
    RefinementPass last = passes.get(passes.size() - 1);
    Observations all = Rows.all(parts);
    MixtureOfExperts best = best(start, all, K);
    double wanted = Rows.logLikelihood(best, all) / all.totalWeight();
    assertThat(last.outcome()).isEqualTo(RefinementPass.Outcome.CONVERGED);
    assertThat(last.meanLogLikelihood()).isCloseTo(wanted, within(1e-6));
    assertThat(last.meanLeft()).isBetween(0.0, 1e-7);
    assertThat(passes.size()).isLessThanOrEqualTo(10);
    assertNeverFalls(passes);
  }

  /** Far from any maximum the information is indefinite, and steps fail. */
  @ParameterizedTest
  @CsvSource({"HARD,11", "HARD,12", "PAPER,13", "BALANCED,14", "SEVERE,15"})
  void climbsFromAPoorStartWithoutFalling(SyntheticKind kind, long seed) {
    List<Observations> parts = Rows.parts(kind, seed, 3, 3, 4, 400, false);
    MixtureOfExperts good = best(reduction(parts, 3), Rows.all(parts), 3);
    Random random = new Random(seed);
    Frame frame = Frame.ofRows(Rows.all(parts), Design.FULL);
    double[] theta = frame.toFrame(Parameters.of(good), Parameters.layout(good));
    for (int j = 0; j < theta.length; j++) {
      theta[j] = 0.3 * theta[j] + random.nextGaussian();
    }
    MixtureOfExperts start =
        Parameters.toMixture(
            frame.toUsersUnits(theta, Parameters.layout(good)), Parameters.layout(good));
    List<RefinementPass> passes = climb(start, parts, 200);
    RefinementPass last = passes.get(passes.size() - 1);
    assertThat(last.outcome()).isEqualTo(RefinementPass.Outcome.CONVERGED);
    assertNeverFalls(passes);
    MixtureOfExperts top = best(last.best(), Rows.all(parts), 3);
    double all = Rows.all(parts).totalWeight();
    assertThat(Rows.logLikelihood(last.best(), Rows.all(parts)) / all)
        .isCloseTo(Rows.logLikelihood(top, Rows.all(parts)) / all, within(1e-6));
  }

  @Test
  void aStepThatFallsIsUndone() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 1, 2, 2, 2, 300, false);
    MixtureOfExperts start = reduction(parts, 2);
    Refinement refinement = new Refinement(RefinementOptions.defaults());
    RefinementPass first =
        refinement.next(start, Optional.empty(), Rows.sums(start, parts, Optional.empty()));
    RefinementState state = first.state().orElseThrow();
    double[] bad = state.trial();
    for (int j = 0; j < bad.length; j++) {
      bad[j] += 0.5;
    }
    MixtureOfExperts wrong = Parameters.toMixture(bad, Parameters.layout(start));
    RefinementPass second =
        refinement.next(wrong, Optional.of(state), Rows.sums(wrong, parts, Optional.empty()));
    assertThat(second.kept()).isFalse();
    assertThat(Parameters.of(second.best())).isEqualTo(Parameters.of(start));
    assertThat(second.state().orElseThrow().length()).isLessThan(1);
    assertThat(second.pass()).isEqualTo(2);
  }

  @Test
  void theEmStepRises() {
    for (long seed = 1; seed <= 10; seed++) {
      List<Observations> parts = Rows.parts(SyntheticKind.PAPER, seed, 3, 3, 1, 400, false);
      Observations rows = parts.get(0);
      MixtureOfExperts good =
          LocalFit.fit(rows, FitOptions.of(3), 1, status -> {}).model().orElseThrow();
      Random random = new Random(seed);
      Frame frame = Frame.ofRows(rows, Design.FULL);
      double[] theta = frame.toFrame(Parameters.of(good), Parameters.layout(good));
      for (int j = 0; j < theta.length; j++) {
        theta[j] += 0.3 * random.nextGaussian();
      }
      MixtureOfExperts model =
          Parameters.toMixture(
              frame.toUsersUnits(theta, Parameters.layout(good)), Parameters.layout(good));
      for (int step = 0; step < 10; step++) {
        PooledObjective here = objective(model, parts);
        model = Parameters.toMixture(EmStep.of(model, here), here.layout());
        assertThat(objective(model, parts).value()).isGreaterThan(here.value());
      }
    }
  }

  @Test
  void theStateComesBackFromTheProvenance() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 6, 2, 2, 2, 300, false);
    MixtureOfExperts start = reduction(parts, 2);
    RefinementPass pass =
        new Refinement(RefinementOptions.defaults())
            .next(start, Optional.empty(), Rows.sums(start, parts, Optional.empty()));
    RefinementState state = pass.state().orElseThrow();
    RefinementState back = RefinementState.of(state.toProvenance(), pass.next()).orElseThrow();
    assertThat(back.trial()).isEqualTo(state.trial());
    assertThat(back.toProvenance()).isEqualTo(state.toProvenance());
    assertThat(RefinementState.of(java.util.Map.of("seed", "1"), start)).isEmpty();
  }

  private static List<RefinementPass> climb(
      MixtureOfExperts start, List<Observations> parts, int limit) {
    Refinement refinement = new Refinement(RefinementOptions.defaults());
    List<RefinementPass> passes = new ArrayList<>();
    MixtureOfExperts model = start;
    Optional<RefinementState> state = Optional.empty();
    do {
      Optional<Frame> frame = state.map(RefinementState::frame);
      MeasuredModels others = Rows.measured(model, RefinementState.others(state, model), parts);
      RefinementPass pass = refinement.next(model, state, Rows.sums(model, parts, frame), others);
      passes.add(pass);
      model = pass.next();
      state = pass.state();
    } while (state.isPresent() && passes.size() < limit);
    return passes;
  }

  private static void assertNeverFalls(List<RefinementPass> passes) {
    double highest = Double.NEGATIVE_INFINITY;
    for (RefinementPass pass : passes) {
      if (pass.kept()) {
        assertThat(pass.meanLogLikelihood()).isGreaterThan(highest - 1e-9);
        highest = pass.meanLogLikelihood();
      }
    }
  }
}
