package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Undetermined;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
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
    Frame frame = Frame.ofRows(Rows.all(parts));
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
      Frame frame = Frame.ofRows(rows);
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

  private static PooledObjective objective(MixtureOfExperts model, List<Observations> parts) {
    return new PooledObjective(
        model, Rows.sums(model, parts, Optional.empty()), RefinementOptions.defaults());
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

  private static MixtureOfExperts best(MixtureOfExperts start, Observations all, int K) {
    return LocalFit.fitFrom(
            start, all, FitOptions.of(K), new FeatureSpec(List.of(), ""), status -> {})
        .model()
        .orElseThrow();
  }

  private static MixtureOfExperts reduction(List<Observations> parts, int K) {
    List<LocalModel> models = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (Observations part : parts) {
      MixtureOfExperts local =
          LocalFit.fit(part, FitOptions.of(K), 1, status -> {}).model().orElseThrow();
      models.add(
          new LocalModel(
              "part" + models.size(),
              local,
              part.totalWeight(),
              Undetermined.NOTHING,
              Optional.empty()));
      for (int i = 0; i < 100; i++) {
        double[] x = new double[part.dimension()];
        part.copyRow(i, x);
        rows.add(x);
      }
    }
    List<String> names = new ArrayList<>();
    for (int j = 0; j < parts.get(0).dimension(); j++) {
      names.add("x" + j);
    }
    SupportingSample support = SupportingSample.of(names, rows.toArray(double[][]::new));
    return ReductionEstimator.of(ReductionOptions.of(K))
        .aggregate(models, support, status -> {})
        .model();
  }
}
