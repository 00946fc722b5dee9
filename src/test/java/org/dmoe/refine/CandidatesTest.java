package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dmoe.refine.Starts.best;
import static org.dmoe.refine.Starts.objective;
import static org.dmoe.refine.Starts.reduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that a pass measures beside its own. */
class CandidatesTest {

  /** As far as one step leads, whatever the first pass is given beside the start. */
  @ParameterizedTest
  @CsvSource({"HARD,1", "PAPER,2", "BALANCED,3", "SEVERE,4", "SEVERE,5"})
  void oneStepIsAtLeastAsGoodAsEveryCandidate(SyntheticKind kind, long seed) {
    List<Observations> parts = Rows.parts(kind, seed, 3, 3, 4, 400, false);
    MixtureOfExperts start = reduction(parts, 3);
    List<MixtureOfExperts> candidates = new ArrayList<>();
    for (Observations part : parts) {
      candidates.add(LocalFit.fit(part, FitOptions.of(3), 1, status -> {}).model().orElseThrow());
    }
    candidates.add(best(start, Rows.all(parts), 3));
    for (MixtureOfExperts first : List.of(start, candidates.get(0))) {
      MixtureOfExperts end = oneStep(first, candidates, parts);
      double reached = objective(end, parts).value();
      for (MixtureOfExperts candidate : candidates) {
        double value = objective(candidate, parts).value();
        assertThat(reached).isGreaterThanOrEqualTo(value - 1e-9 * Math.abs(value));
      }
      assertThat(reached).isGreaterThanOrEqualTo(objective(first, parts).value());
    }
  }

  /** The loop of passes with one step. */
  private static MixtureOfExperts oneStep(
      MixtureOfExperts start, List<MixtureOfExperts> candidates, List<Observations> parts) {
    Refinement refinement = new Refinement(RefinementOptions.defaults());
    MixtureOfExperts model = start;
    Optional<RefinementState> state = Optional.empty();
    List<MixtureOfExperts> others = candidates;
    int steps = 0;
    while (true) {
      RefinementPass pass =
          refinement.next(
              model,
              state,
              Rows.sums(model, parts, Optional.empty()),
              Rows.measured(model, others, parts));
      if (pass.ended() || pass.steps() && steps == 1) {
        return pass.best();
      }
      steps += pass.steps() ? 1 : 0;
      model = pass.next();
      state = pass.state();
      others = RefinementState.others(state, model);
    }
  }

  @Test
  void aCandidateThatLeadsByMoreThanAStepPromisesIsTheStart() {
    List<Observations> parts = Rows.parts(SyntheticKind.PAPER, 3, 3, 3, 4, 400, false);
    MixtureOfExperts top = best(reduction(parts, 3), Rows.all(parts), 3);
    MixtureOfExperts poor =
        LocalFit.fit(parts.get(0), FitOptions.of(3), 1, status -> {}).model().orElseThrow();
    RefinementPass pass =
        new Refinement(RefinementOptions.defaults())
            .next(
                top,
                Optional.empty(),
                Rows.sums(top, parts, Optional.empty()),
                Rows.measured(top, List.of(poor), parts));
    assertThat(pass.outcome()).isEqualTo(RefinementPass.Outcome.CONVERGED);
    MixtureOfExperts flat = flattened(top);
    RefinementPass away =
        new Refinement(RefinementOptions.defaults())
            .next(
                flat,
                Optional.empty(),
                Rows.sums(flat, parts, Optional.empty()),
                Rows.measured(flat, List.of(poor, top), parts));
    assertThat(Parameters.of(away.next())).containsExactly(Parameters.of(top), within(1e-9));
    assertThat(away.steps()).isFalse();
  }

  /** One expert three times over: a stationary point far below any maximum. */
  private static MixtureOfExperts flattened(MixtureOfExperts model) {
    double[] theta = Parameters.of(model);
    ParameterLayout layout = Parameters.layout(model);
    Arrays.fill(theta, 0, layout.gateSize(), 0);
    for (int k = 1; k < layout.K(); k++) {
      System.arraycopy(theta, layout.mean(0), theta, layout.mean(k), layout.p());
      theta[layout.logVariance(k)] = theta[layout.logVariance(0)];
    }
    return Parameters.toMixture(theta, layout);
  }

  @Test
  void theBestEndOfAStepIsKept() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 1, 2, 2, 2, 300, false);
    MixtureOfExperts start = reduction(parts, 2);
    Refinement refinement = new Refinement(RefinementOptions.defaults());
    RefinementState state =
        refinement
            .next(start, Optional.empty(), Rows.sums(start, parts, Optional.empty()))
            .state()
            .orElseThrow();
    double[] bad = state.trial();
    bad[0] += 5;
    MixtureOfExperts wrong = Parameters.toMixture(bad, Parameters.layout(start));
    List<MixtureOfExperts> ends = RefinementState.others(Optional.of(state), start);
    RefinementPass pass =
        refinement.next(
            wrong,
            Optional.of(state),
            Rows.sums(wrong, parts, Optional.empty()),
            Rows.measured(wrong, ends, parts));
    assertThat(pass.outcome()).isEqualTo(RefinementPass.Outcome.BETTER);
    double reached = objective(pass.best(), parts).value();
    for (MixtureOfExperts end : ends) {
      assertThat(reached).isGreaterThanOrEqualTo(objective(end, parts).value());
    }
    assertThat(reached).isGreaterThan(objective(start, parts).value());
    RefinementPass after =
        refinement.next(pass.next(), pass.state(), Rows.sums(pass.next(), parts, Optional.empty()));
    assertThat(after.kept()).isTrue();
  }
}
