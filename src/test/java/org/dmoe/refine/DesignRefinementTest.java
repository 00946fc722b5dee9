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
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passes to the maximum of the likelihood among the models of a design. */
class DesignRefinementTest {

  private static final boolean[] GATE = {true, true, false};
  private static final boolean[] EXPERTS = {true, false, true};

  /** With both intercepts, and without one of them or both. */
  private static final List<Design> DESIGNS =
      List.of(
          Design.of(GATE, EXPERTS),
          Design.of(GATE, true, EXPERTS, false),
          Design.of(GATE, false, EXPERTS, true),
          Design.of(GATE, false, EXPERTS, false)
              .withEqual(new boolean[] {true, false, false}, true));

  private static FitOptions fit(Design design) {
    return FitOptions.builder(2).design(design).gateRidge(0).build();
  }

  @ParameterizedTest
  @CsvSource({"PAPER,1,0", "HARD,2,0", "BALANCED,3,0", "HARD,2,1", "PAPER,1,2", "BALANCED,3,3"})
  void endAtTheFitOfAllRows(SyntheticKind kind, long seed, int which) {
    Design design = DESIGNS.get(which);
    FitOptions options = fit(design);
    List<Observations> parts = Rows.parts(kind, seed, 3, 2, 4, 600, seed == 2);
    Observations all = Rows.all(parts);
    MixtureOfExperts central = LocalFit.fit(all, options, 1, Progress.SILENT).model().orElseThrow();
    MixtureOfExperts model = moved(central, seed);
    Refinement refinement = new Refinement(new RefinementOptions(options.gateRidge(), 0, 1e-9));
    Optional<RefinementState> state = Optional.empty();
    RefinementPass pass = null;
    for (int i = 0; i < 40 && (pass == null || !pass.ended()); i++) {
      PassSums sums = Rows.sums(model, parts, Optional.empty());
      List<MixtureOfExperts> others = RefinementState.others(state, model);
      pass = refinement.next(model, state, sums, Rows.measured(model, others, parts));
      model = pass.next();
      state = pass.state();
      assertThat(model.withDesign(design)).isEqualTo(model);
    }
    assertThat(pass.converged()).isTrue();
    double weight = all.totalWeight();
    assertThat(Rows.logLikelihood(pass.best(), all) / weight)
        .isCloseTo(Rows.logLikelihood(central, all) / weight, within(1e-7));
    for (int k = 0; k < 2; k++) {
      assertThat(pass.best().expert(k).coefficient(1)).isZero();
      assertThat(pass.best().gate().alpha(k)[3]).isZero();
    }
  }

  private static MixtureOfExperts moved(MixtureOfExperts model, long seed) {
    Random random = new Random(seed);
    double[] theta = Parameters.of(model);
    for (int j = 0; j < theta.length; j++) {
      theta[j] *= 1 + 0.003 * random.nextGaussian();
    }
    return Parameters.toMixture(theta, Parameters.layout(model.restrictedTo(Design.FULL)))
        .restrictedTo(model.design());
  }

  /** The EM step of a design raises the likelihood and has its zeros. */
  @ParameterizedTest
  @CsvSource({"PAPER,1,0", "HARD,2,0", "BALANCED,3,0", "HARD,2,1", "PAPER,1,2", "BALANCED,3,3"})
  void theEmStepRises(SyntheticKind kind, long seed, int which) {
    Design design = DESIGNS.get(which);
    FitOptions options = fit(design);
    List<Observations> parts = Rows.parts(kind, seed, 3, 2, 3, 400, false);
    Observations all = Rows.all(parts);
    MixtureOfExperts start =
        moved(LocalFit.fit(all, options, 1, Progress.SILENT).model().orElseThrow(), seed);
    PooledObjective objective =
        new PooledObjective(
            start,
            Rows.sums(start, parts, Optional.empty()),
            new RefinementOptions(options.gateRidge(), 0, 1e-9));
    MixtureOfExperts next =
        Parameters.toMixture(EmStep.of(start, objective), Parameters.layout(start));
    assertThat(next.withDesign(design)).isEqualTo(next);
    assertThat(Rows.logLikelihood(next, all)).isGreaterThan(Rows.logLikelihood(start, all));
  }
}
