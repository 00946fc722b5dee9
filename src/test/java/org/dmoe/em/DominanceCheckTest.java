package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class DominanceCheckTest {

  private static final MixtureOfExperts TRUTH = mixture(0);
  private static final Observations ROWS = TestData.sample(TRUTH, 4500, new Random(3));

  @Test
  void theMostLikelyRivalWins() {
    List<MixtureOfExperts> rivals = List.of(mixture(1.5), TRUTH, mixture(0.1));
    assertThat(winner(ROWS, mixture(2), rivals)).isEqualTo(OptionalInt.of(1));
  }

  @Test
  void theMaximumIsBeatenByNoOther() {
    MixtureOfExperts own = fit(TRUTH);
    List<MixtureOfExperts> rivals = new ArrayList<>();
    for (int m = 0; m < 100; m++) {
      rivals.add(mixture(0.01 * m));
    }
    assertThat(winner(ROWS, own, rivals.subList(0, 10))).isEmpty();
    assertThat(winner(ROWS, own, rivals)).isEmpty();
  }

  @Test
  void amongManyTheWinnerIsConfirmedOnAllRows() {
    List<MixtureOfExperts> rivals = new ArrayList<>();
    for (int m = 0; m <= DominanceCheck.SCORED_ON_ALL_ROWS; m++) {
      rivals.add(mixture(1 + 0.01 * m));
    }
    rivals.add(TRUTH);
    assertThat(winner(ROWS, mixture(2), rivals)).isEqualTo(OptionalInt.of(rivals.size() - 1));
  }

  /** Rows in hours: every 24th is midnight, where another model is right and elsewhere wrong. */
  @Test
  void rowsThatRepeatDoNotMislead() {
    Random random = new Random(1);
    Observations.Builder hours = Observations.builder(1);
    for (int i = 0; i < 24 * DominanceCheck.SOME_ROWS; i++) {
      double midnight = i % 24 == 0 ? 1 : 0;
      hours.add(new double[] {midnight}, 5 * midnight + random.nextGaussian());
    }
    MixtureOfExperts atMidnight = constant(5);
    List<MixtureOfExperts> rivals = new ArrayList<>();
    for (int m = 0; m <= DominanceCheck.SCORED_ON_ALL_ROWS; m++) {
      rivals.add(m == 7 ? constant(0.25) : atMidnight);
    }
    List<String> told = new ArrayList<>();
    OptionalInt winner = DominanceCheck.winner(hours.build(), constant(0), rivals, 3, told::add);

    assertThat(winner).isEqualTo(OptionalInt.of(7));
    assertThat(told).hasSize(rivals.size());
  }

  private static MixtureOfExperts constant(double mean) {
    return MixtureOfExperts.of(
        SoftmaxGate.uniform(1, 1), List.of(GaussianExpert.of(new double[] {mean, 0}, 1)));
  }

  private static OptionalInt winner(
      Observations rows, MixtureOfExperts own, List<MixtureOfExperts> rivals) {
    return DominanceCheck.winner(rows, own, rivals, 1, Progress.SILENT);
  }

  @Test
  void rivalsThatAreNotBetterByMoreThanRoundingAreNone() {
    assertThat(winner(ROWS, TRUTH, List.of(TRUTH, TRUTH))).isEmpty();
    assertThat(winner(ROWS, TRUTH, List.of())).isEmpty();
  }

  @Test
  void logLikelihoodIsTheWeightedSum() {
    Observations.Builder rows = Observations.builder(1);
    rows.add(new double[] {0.5}, 1.0, 2.0).add(new double[] {-1}, -3.0, 0.5);
    double expected =
        2 * TRUTH.logDensity(new double[] {0.5}, 1) + 0.5 * TRUTH.logDensity(new double[] {-1}, -3);
    assertThat(DominanceCheck.logLikelihood(rows.build(), TRUTH))
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void aFitFromAGivenStartEndsAtTheOptimumAboveIt() {
    FitResult searched = LocalFit.fit(ROWS, FitOptions.of(2), 1, Progress.SILENT);
    FitResult climbed =
        LocalFit.fitFrom(
            mixture(0.3), ROWS, FitOptions.of(2), new FeatureSpec(List.of(), ""), Progress.SILENT);
    assertThat(climbed.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(climbed.diagnostics().logLikelihood())
        .isCloseTo(
            searched.diagnostics().logLikelihood(), org.assertj.core.data.Offset.offset(1e-4));
    assertThat(climbed.diagnostics().starts()).hasSize(1);
  }

  @Test
  void aStartThatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LocalFit.fitFrom(
                    TRUTH, ROWS, FitOptions.of(1), new FeatureSpec(List.of(), ""), Progress.SILENT))
        .withMessageContaining("2 experts");
  }

  private static MixtureOfExperts fit(MixtureOfExperts start) {
    return LocalFit.fitFrom(
            start, ROWS, FitOptions.of(2), new FeatureSpec(List.of(), ""), Progress.SILENT)
        .model()
        .orElseThrow();
  }

  private static MixtureOfExperts mixture(double shift) {
    return MixtureOfExperts.of(
        SoftmaxGate.of(new double[][] {{0.2, 1.5}, {0, 0}}),
        List.of(
            GaussianExpert.of(new double[] {-2 + shift, 1}, 0.5),
            GaussianExpert.of(new double[] {2 + shift, -1}, 1)));
  }
}
