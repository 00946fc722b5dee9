package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartSumsTest {

  private static final RefinementOptions OPTIONS = RefinementOptions.defaults();
  private static final int K = 3;

  /** From the fit of a third of the rows, the gap shrinks to a quarter or less. */
  @ParameterizedTest
  @CsvSource({"HARD,1", "HARD,2", "PAPER,3", "BALANCED,4", "BALANCED,5"})
  void aStepFromAPilotIsNearTheBestFitOfAllRows(SyntheticKind kind, long seed) {
    List<Observations> parts = Rows.parts(kind, seed, 4, K, 90, 100, false);
    Observations all = Rows.all(parts);
    MixtureOfExperts pilot =
        LocalFit.fit(Rows.all(parts.subList(0, 30)), FitOptions.of(K), 1, status -> {})
            .model()
            .orElseThrow();
    MixtureOfExperts end = newton(sum(pilot, parts));
    double best = mean(climbed(pilot, all), all);
    assertThat(best - mean(pilot, all)).isGreaterThan(2e-4);
    assertThat(best - mean(end, all)).isBetween(-1e-6, 0.25 * (best - mean(pilot, all)));
  }

  /** Where the likelihood is a parabola, the step leads to its top: one expert, variance known. */
  @Test
  void ofOneExpertTheStepIsLeastSquares() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 6, 2, 2, 5, 50, true);
    Observations all = Rows.all(parts);
    MixtureOfExperts top =
        LocalFit.fit(all, FitOptions.of(1), 1, status -> {}).model().orElseThrow();
    double[] beta = top.expert(0).beta();
    beta[0] += 0.01 * Math.sqrt(top.expert(0).variance());
    GaussianExpert moved = GaussianExpert.of(beta, top.expert(0).variance());
    MixtureOfExperts start = MixtureOfExperts.of(SoftmaxGate.of(new double[1][3]), List.of(moved));
    MixtureOfExperts end = newton(sum(start, parts));
    double deviation = Math.sqrt(top.expert(0).variance());
    assertThat(end.expert(0).intercept())
        .isCloseTo(top.expert(0).intercept(), within(1e-4 * deviation));
  }

  @Test
  void aStartThatIsFarFromAMaximumTakesNoStep() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 7, 3, K, 10, 100, false);
    MixtureOfExperts near = climbed(parts);
    MixtureOfExperts far =
        MixtureOfExperts.of(near.gate(), List.of(near.expert(0), near.expert(0), near.expert(2)));
    assertThat(StartSteps.of(sum(near, parts), OPTIONS).ends()).hasSize(6);
    assertThat(StartSteps.of(sum(far, parts), OPTIONS).ends()).isEmpty();
  }

  @Test
  void sumsOfOtherStartsDoNotAddUp() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 8, 3, K, 2, 300, false);
    MixtureOfExperts one = climbed(parts);
    MixtureOfExperts other = one.permuted(new int[] {1, 0, 2});
    StartSums sums = StartSums.of(one, parts.get(0)).orElseThrow();
    assertThat(sums.plus(StartSums.of(other, parts.get(1)).orElseThrow())).isEmpty();
    assertThat(sums.plus(StartSums.of(one, parts.get(1)).orElseThrow()))
        .map(both -> both.sums().rows())
        .contains(600L);
  }

  @Test
  void rowsWithoutWeightHaveNoSums() {
    Observations.Builder rows = Observations.builder(3);
    rows.add(new double[] {1, 2, 3}, 4, 0);
    MixtureOfExperts start = climbed(Rows.parts(SyntheticKind.HARD, 9, 3, K, 1, 300, false));
    assertThat(StartSums.of(start, rows.build())).isEmpty();
  }

  /** Differences on the way to any model say the same, but for the penalty. */
  @Test
  void slopeAndCurvatureAreThoseOfTheLikelihood() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 10, 3, K, 10, 100, false);
    Observations all = Rows.all(parts);
    MixtureOfExperts start = climbed(parts.subList(0, 5));
    MixtureOfExperts other = climbed(start, Rows.all(parts.subList(5, 10)));
    StartSteps steps = StartSteps.of(sum(start, parts), OPTIONS);
    double step = 1e-2;
    double up = mean(steps.towards(other, step), all) - mean(start, all);
    double down = mean(steps.towards(other, -step), all) - mean(start, all);
    double slope = (up - down) / (2 * step);
    double curvature = -(up + down) / (step * step);
    assertThat(steps.canReach(other)).isTrue();
    assertThat(steps.slope(other)).isCloseTo(slope, within(1e-3 * Math.abs(slope)));
    assertThat(steps.curvature(other)).isCloseTo(curvature, within(1e-3 * curvature));
    assertThat(steps.slope(start)).isCloseTo(0, within(1e-12));
    assertThat(mean(steps.towards(other, 1), all)).isCloseTo(mean(other, all), within(1e-9));
  }

  private static MixtureOfExperts newton(StartSums sums) {
    return StartSteps.of(sums, OPTIONS).ends().get(0);
  }

  private static StartSums sum(MixtureOfExperts start, List<Observations> parts) {
    return parts.stream()
        .map(part -> StartSums.of(start, part))
        .reduce((a, b) -> a.flatMap(sums -> sums.plus(b.orElseThrow())))
        .flatMap(sums -> sums)
        .orElseThrow();
  }

  private static MixtureOfExperts climbed(List<Observations> parts) {
    return LocalFit.fit(Rows.all(parts), FitOptions.of(K), 1, status -> {}).model().orElseThrow();
  }

  private static MixtureOfExperts climbed(MixtureOfExperts start, Observations all) {
    return LocalFit.fitFrom(
            start, all, FitOptions.of(K), new FeatureSpec(List.of(), ""), status -> {})
        .model()
        .orElseThrow();
  }

  private static double mean(MixtureOfExperts model, Observations rows) {
    return Rows.logLikelihood(model, rows) / rows.totalWeight();
  }
}
