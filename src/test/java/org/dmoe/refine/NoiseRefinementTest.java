package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;
import org.dmoe.model.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passes to the maximum of the likelihood where some rows are noise. */
class NoiseRefinementTest {

  private static final FitOptions FIT = FitOptions.builder(2).gateRidge(0).noise(true).build();

  @ParameterizedTest
  @CsvSource({"HARD,2", "BALANCED,3"})
  void endAtTheFitOfAllRows(SyntheticKind kind, long seed) {
    List<Observations> parts = wild(Rows.parts(kind, seed, 3, 2, 4, 600, seed == 2), seed);
    Observations all = Rows.all(parts);
    MixtureOfExperts central = LocalFit.fit(all, FIT, 1, Progress.SILENT).model().orElseThrow();
    Noise noise = central.noise().orElseThrow();
    MixtureOfExperts model =
        moved(central, seed).withNoise(Optional.of(noise.withShare(2 * noise.share())));
    Refinement refinement = new Refinement(new RefinementOptions(FIT.gateRidge(), 0, 1e-9));
    Optional<RefinementState> state = Optional.empty();
    RefinementPass pass = null;
    for (int i = 0; i < 40 && (pass == null || !pass.ended()); i++) {
      PassSums sums = Rows.sums(model, parts, Optional.empty());
      List<MixtureOfExperts> others = RefinementState.others(state, model);
      pass = refinement.next(model, state, sums, Rows.measured(model, others, parts));
      model = pass.next();
      state = pass.state();
    }
    assertThat(pass.converged()).isTrue();
    double weight = all.totalWeight();
    assertThat(Rows.logLikelihood(pass.best(), all) / weight)
        .isCloseTo(Rows.logLikelihood(central, all) / weight, within(1e-7));
    assertThat(pass.best().noise().orElseThrow().share()).isCloseTo(noise.share(), within(1e-4));
  }

  private static List<Observations> wild(List<Observations> parts, long seed) {
    Random random = new Random(seed);
    List<Observations> wild = new ArrayList<>();
    for (Observations part : parts) {
      Observations.Builder rows = Observations.builder(part.dimension());
      double[] x = new double[part.dimension()];
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        boolean noise = random.nextDouble() < 0.04;
        double y = noise ? 1000 + 300 * random.nextGaussian() : part.response(i);
        rows.add(x, y, part.weight(i));
      }
      wild.add(rows.build());
    }
    return wild;
  }

  private static MixtureOfExperts moved(MixtureOfExperts model, long seed) {
    Random random = new Random(seed);
    double[] theta = Parameters.of(model);
    for (int j = 0; j < theta.length; j++) {
      theta[j] *= 1 + 0.003 * random.nextGaussian();
    }
    return Parameters.toMixture(theta, Parameters.layout(model));
  }
}
