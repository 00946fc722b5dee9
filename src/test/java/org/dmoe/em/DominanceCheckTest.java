package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
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
    assertThat(DominanceCheck.winner(ROWS, mixture(2), rivals)).isEqualTo(OptionalInt.of(1));
  }

  @Test
  void theMaximumIsBeatenByNoOther() {
    MixtureOfExperts own = fit(TRUTH);
    List<MixtureOfExperts> rivals = new ArrayList<>();
    for (int m = 0; m < 100; m++) {
      rivals.add(mixture(0.01 * m));
    }
    assertThat(DominanceCheck.winner(ROWS, own, rivals.subList(0, 10))).isEmpty();
    assertThat(DominanceCheck.winner(ROWS, own, rivals)).isEmpty();
  }

  @Test
  void amongManyTheWinnerIsConfirmedOnAllRows() {
    List<MixtureOfExperts> rivals = new ArrayList<>();
    for (int m = 0; m <= DominanceCheck.SCORED_ON_ALL_ROWS; m++) {
      rivals.add(mixture(1 + 0.01 * m));
    }
    rivals.add(TRUTH);
    assertThat(DominanceCheck.winner(ROWS, mixture(2), rivals))
        .isEqualTo(OptionalInt.of(rivals.size() - 1));
  }

  @Test
  void rivalsThatAreNotBetterByMoreThanRoundingAreNone() {
    assertThat(DominanceCheck.winner(ROWS, TRUTH, List.of(TRUTH, TRUTH))).isEmpty();
    assertThat(DominanceCheck.winner(ROWS, TRUTH, List.of())).isEmpty();
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
        LocalFit.fitFrom(mixture(0.3), ROWS, FitOptions.of(2), List.of(), Progress.SILENT);
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
            () -> LocalFit.fitFrom(TRUTH, ROWS, FitOptions.of(1), List.of(), Progress.SILENT))
        .withMessageContaining("2 experts");
  }

  private static MixtureOfExperts fit(MixtureOfExperts start) {
    return LocalFit.fitFrom(start, ROWS, FitOptions.of(2), List.of(), Progress.SILENT)
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
