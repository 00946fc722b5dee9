package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passes to the maximum of the likelihood among models whose experts share parameters. */
class SharedRefinementTest {

  private static final Design DESIGN =
      Design.of(new boolean[] {true, true, false}, new boolean[] {true, false, true})
          .withEqual(new boolean[] {true, false, false}, true);

  private static final FitOptions FIT = FitOptions.builder(2).design(DESIGN).gateRidge(0).build();

  @ParameterizedTest
  @CsvSource({"PAPER,1", "HARD,2", "BALANCED,3"})
  void endAtTheFitOfAllRows(SyntheticKind kind, long seed) {
    List<Observations> parts = Rows.parts(kind, seed, 3, 2, 4, 600, seed == 2);
    Observations all = Rows.all(parts);
    MixtureOfExperts central = LocalFit.fit(all, FIT, 1, Progress.SILENT).model().orElseThrow();
    MixtureOfExperts model = moved(central, seed);
    Refinement refinement = new Refinement(new RefinementOptions(FIT.gateRidge(), 0, 1e-9));
    Optional<RefinementState> state = Optional.empty();
    RefinementPass pass = null;
    for (int i = 0; i < 40 && (pass == null || !pass.ended()); i++) {
      PassSums sums = Rows.sums(model, parts, Optional.empty());
      List<MixtureOfExperts> others = RefinementState.others(state, model);
      pass = refinement.next(model, state, sums, Rows.measured(model, others, parts));
      model = pass.next();
      state = pass.state();
      assertThat(model.withDesign(DESIGN)).isEqualTo(model);
    }
    assertThat(pass.converged()).isTrue();
    double weight = all.totalWeight();
    assertThat(Rows.logLikelihood(pass.best(), all) / weight)
        .isCloseTo(Rows.logLikelihood(central, all) / weight, within(1e-7));
    for (int k = 0; k < 2; k++) {
      assertThat(pass.best().expert(k).coefficient(1)).isZero();
      assertThat(pass.best().expert(k).coefficient(0))
          .isCloseTo(pass.best().expert(0).coefficient(0), within(1e-12));
      assertThat(pass.best().expert(k).variance())
          .isCloseTo(pass.best().expert(0).variance(), within(1e-9));
    }
  }

  /** The one step that machines of few rows make from their common start. */
  @ParameterizedTest
  @CsvSource({"PAPER,1", "BALANCED,3"})
  void theStepFromACommonStartRisesAndShares(SyntheticKind kind, long seed) {
    List<Observations> parts = Rows.parts(kind, seed, 3, 2, 3, 400, false);
    Observations all = Rows.all(parts);
    MixtureOfExperts central = LocalFit.fit(all, FIT, 1, Progress.SILENT).model().orElseThrow();
    MixtureOfExperts start = moved(central, seed);
    StartSums sums = StartSums.of(start, parts.get(0)).orElseThrow();
    for (Observations part : parts.subList(1, parts.size())) {
      sums = sums.plus(StartSums.of(start, part).orElseThrow()).orElseThrow();
    }
    RefinementOptions options = new RefinementOptions(FIT.gateRidge(), 0, 1e-9);
    Optional<MixtureOfExperts> end = StartSteps.of(sums, options).ends().stream().findFirst();
    assertThat(end.map(MixtureOfExperts::design)).contains(DESIGN);
    assertThat(Rows.logLikelihood(end.get(), all) - Rows.logLikelihood(start, all))
        .isGreaterThan(0.5 * (Rows.logLikelihood(central, all) - Rows.logLikelihood(start, all)));
  }

  private static MixtureOfExperts moved(MixtureOfExperts model, long seed) {
    Random random = new Random(seed);
    double[] theta = Parameters.of(model);
    for (int j = 0; j < theta.length; j++) {
      theta[j] *= 1 + 0.003 * random.nextGaussian();
    }
    ParameterLayout layout = Parameters.layout(model);
    layout.share(theta);
    return Parameters.toMixture(theta, layout);
  }

  /** The EM step raises the likelihood and keeps what is shared. */
  @ParameterizedTest
  @CsvSource({"PAPER,1", "HARD,2", "BALANCED,3"})
  void theEmStepRises(SyntheticKind kind, long seed) {
    List<Observations> parts = Rows.parts(kind, seed, 3, 2, 3, 400, false);
    Observations all = Rows.all(parts);
    MixtureOfExperts start =
        moved(LocalFit.fit(all, FIT, 1, Progress.SILENT).model().orElseThrow(), seed);
    PooledObjective objective =
        new PooledObjective(
            start,
            Rows.sums(start, parts, Optional.empty()),
            new RefinementOptions(FIT.gateRidge(), 0, 1e-9));
    MixtureOfExperts next =
        Parameters.toMixture(EmStep.of(start, objective), Parameters.layout(start));
    assertThat(next.withDesign(DESIGN)).isEqualTo(next);
    assertThat(Rows.logLikelihood(next, all)).isGreaterThan(Rows.logLikelihood(start, all));
  }
}
