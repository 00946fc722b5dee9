package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class LabelCountsTest {

  /** Expert 0 is at -5, expert 1 at 5; the gate prefers expert 0 where x is positive. */
  private static final MixtureOfExperts MODEL =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {{0, 1}, {0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {-5, 0}, 1),
              GaussianExpert.of(new double[] {5, 0}, 1)));

  private static LabelCounts counts(double[][] rows, String... known) {
    LabelCounts counts = new LabelCounts(2);
    Scorer scorer = Scorer.of(MODEL);
    for (int i = 0; i < rows.length; i++) {
      scorer.at(new double[] {rows[i][0]});
      counts.add(known[i], scorer, rows[i][1], 1);
    }
    return counts;
  }

  @Test
  void theResponseDecidesOneLabelAndTheGateTheOther() {
    double[][] rows = {{1, -5}, {1, 5}, {-1, 5}, {-1, -5}};

    LabelCounts counts = counts(rows, "low", "high", "high", "low");

    assertThat(counts.counts().get("low")).containsExactly(2, 0, 1, 1, 2);
    assertThat(counts.counts().get("high")).containsExactly(0, 2, 1, 1, 2);
    assertThat(counts.agreement().posterior().adjustedRandIndex()).isEqualTo(1);
    assertThat(counts.agreement().posterior().clusteringError()).isZero();
    assertThat(counts.agreement().gate().clusteringError()).isEqualTo(0.5);
  }

  @Test
  void partsAddUpToTheWhole() {
    double[][] rows = {{1, -5}, {1, 5}, {-1, 5}};
    LabelCounts whole = counts(rows, "a", "b", "a");
    LabelCounts sum = new LabelCounts(2);

    counts(new double[][] {rows[0]}, "a").counts().forEach(sum::add);
    counts(new double[][] {rows[1], rows[2]}, "b", "a").counts().forEach(sum::add);

    assertThat(sum.agreement()).isEqualTo(whole.agreement());
    assertThat(sum.counts()).containsOnlyKeys("a", "b");
  }

  @Test
  void aColumnOfNumbersIsNoLabel() {
    LabelCounts counts = new LabelCounts(1);
    for (int i = 0; i < LabelCounts.MOST_LABELS; i++) {
      counts.add("row " + i, new double[] {1, 1, 1});
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.add("one more", new double[] {1, 1, 1}))
        .withMessageContaining("10000 labels");
  }
}
