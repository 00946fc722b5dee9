package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.Rows;
import org.dmoe.refine.StartSteps;
import org.dmoe.refine.StartSums;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurrogateLikelihoodTest {

  private static final int D = 6;
  private static final int K = 3;
  private static final int MACHINES = 20;
  private static final int PILOT = 6;

  private List<Observations> parts;
  private Observations all;
  private MixtureOfExperts pilot;

  /** Rows of 20 machines; the pilot has those of six, which are the supporting sample. */
  private SurrogateLikelihood likelihood(StartSteps steps) {
    Observations drawn = Rows.all(parts.subList(0, PILOT));
    double[][] X = new double[drawn.rows()][D];
    for (int i = 0; i < X.length; i++) {
      drawn.copyRow(i, X[i]);
    }
    SupportingSample support = SupportingSample.of(List.of(), X);
    return new SurrogateLikelihood(steps, support, ReductionOptions.of(K), Progress.SILENT);
  }

  private StartSteps steps(SyntheticKind kind, long seed) {
    parts = Rows.parts(kind, seed, D, K, MACHINES, 100, false);
    all = Rows.all(parts);
    Observations drawn = Rows.all(parts.subList(0, PILOT));
    pilot = LocalFit.fit(drawn, FitOptions.of(K), 1, Progress.SILENT).model().orElseThrow();
    StartSums sums = StartSums.of(pilot, all).orElseThrow();
    return StartSteps.of(sums, RefinementOptions.defaults());
  }

  /** In nats a row above the pilot. */
  private double gain(MixtureOfExperts model) {
    return (Rows.logLikelihood(model, all) - Rows.logLikelihood(pilot, all)) / all.totalWeight();
  }

  /** Newton's step loses 6.3, 1.1, .14 and .03 nats a row here. */
  @ParameterizedTest
  @CsvSource({"SEVERE,2", "PAPER,10", "POISSON,1", "HARD,1"})
  void itKnowsWhichStepsGoTooFar(SyntheticKind kind, long seed) {
    StartSteps steps = steps(kind, seed);
    SurrogateLikelihood likelihood = likelihood(steps);
    List<MixtureOfExperts> ends = steps.ends();

    assertThat(gain(ends.get(0))).isNegative();
    assertThat(likelihood.gain(ends.get(0))).isNegative();
    MixtureOfExperts best =
        ends.stream().max(Comparator.comparingDouble(likelihood::gain)).orElseThrow();
    double most = ends.stream().mapToDouble(this::gain).max().orElseThrow();
    assertThat(gain(best)).isPositive().isGreaterThan(0.75 * most);
  }

  @Test
  void itIsNearTheLikelihoodOfAllRows() {
    StartSteps steps = steps(SyntheticKind.SEVERE, 2);
    SurrogateLikelihood likelihood = likelihood(steps);
    assertThat(likelihood.gain(pilot)).isZero();
    for (MixtureOfExperts end : steps.ends()) {
      double gain = gain(end);
      assertThat(likelihood.gain(end)).isCloseTo(gain, within(0.2 * Math.abs(gain) + 0.01));
    }
  }

  @Test
  void expertsAreOrderedAsTheStartsAre() {
    StartSteps steps = steps(SyntheticKind.HARD, 3);
    MixtureOfExperts end = steps.ends().get(0);
    MixtureOfExperts turned = end.permuted(new int[] {2, 0, 1});
    assertThat(likelihood(steps).inOrder(turned).experts()).isEqualTo(end.experts());
  }
}
