package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.dmoe.data.Equality;
import org.dmoe.data.FeatureSpec;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.io.StoredModel;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class TermVoteTest {

  private static final FeatureSpec COLUMNS = new FeatureSpec(List.of("a", "b", "c"), "y");

  /** With slopes of the first expert and the first gate alone. */
  private static StoredModel local(double rows, double[] slopes, double[] gate) {
    MixtureOfExperts mixture =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{0.5, gate[0], gate[1], gate[2]}, new double[4]}),
            List.of(
                GaussianExpert.of(new double[] {1, slopes[0], slopes[1], slopes[2]}, 1),
                GaussianExpert.of(new double[] {2, 0, 0, 0}, 1)));
    return StoredModel.builder("m" + rows, Optional.of(mixture), rows).build();
  }

  private static TermVote vote(FeatureSpec columns, LassoParts parts, double least) {
    TermVote vote = new TermVote(columns, parts, least);
    vote.add(local(600, new double[] {1, 0, 0}, new double[] {0, 0, -2}));
    vote.add(local(300, new double[] {1, 3, 0}, new double[] {0, 0, 0}));
    vote.add(local(100, new double[] {-1, 0, 0}, new double[] {0, 0, 1}));
    vote.add(StoredModel.builder("none", Optional.empty(), 5000).build());
    return vote;
  }

  private static List<String> kept(TermVote.Result result) {
    return result.lines().stream()
        .filter(TermVote.Line::kept)
        .map(line -> (line.term().ofGate() ? "gate " : "") + line.term().name())
        .toList();
  }

  @Test
  void aMachineCountsAsMuchAsItsRows() {
    TermVote.Result result = vote(COLUMNS, LassoParts.BOTH, 0.5).result();
    assertThat(result.machines()).isEqualTo(3);
    double[] shares = {1, 0.3, 0, 0, 0, 0.7};
    int[] machines = {3, 1, 0, 0, 0, 2};
    for (int t = 0; t < shares.length; t++) {
      assertThat(result.lines().get(t).share()).isCloseTo(shares[t], within(1e-12));
      assertThat(result.lines().get(t).machines()).isEqualTo(machines[t]);
    }
    assertThat(kept(result)).containsExactly("a", "gate c");
    assertThat(result.columns().features()).containsExactly("a", "c");
    assertThat(result.columns().design().gateHas(1)).isFalse();
    assertThat(result.columns().design().expertsHave(2)).isFalse();
    assertThat(result.summary())
        .isEqualTo("1 of 3 terms of the experts, 1 of 3 of the gate; votes of 3 machines");
  }

  @Test
  void theShareThatIsNeededIsEnough() {
    assertThat(kept(vote(COLUMNS, LassoParts.BOTH, 0.7).result())).containsExactly("a", "gate c");
    assertThat(kept(vote(COLUMNS, LassoParts.BOTH, 0.71).result())).containsExactly("a");
  }

  @Test
  void oneOfSeveralMachinesIsNotEnough() {
    assertThat(kept(vote(COLUMNS, LassoParts.BOTH, 0.1).result())).containsExactly("a", "gate c");
    TermVote alone = new TermVote(COLUMNS, LassoParts.BOTH, 0.5);
    alone.add(local(600, new double[] {1, 0, 0}, new double[] {0, 0, -2}));
    assertThat(kept(alone.result())).containsExactly("a", "gate c");
  }

  @Test
  void aPartThatIsNotVotedOnKeepsItsTerms() {
    assertThat(kept(vote(COLUMNS, LassoParts.GATE, 0.9).result())).containsExactly("a", "b", "c");
    assertThat(kept(vote(COLUMNS, LassoParts.EXPERTS, 0.9).result()))
        .containsExactly("a", "gate a", "gate b", "gate c");
  }

  @Test
  void equalTermsAreKept() {
    FeatureSpec equal = COLUMNS.withEquality(new Equality(false, List.of("c")));
    TermVote.Result result = vote(equal, LassoParts.BOTH, 0.9).result();
    assertThat(kept(result)).containsExactly("a", "c");
    assertThat(result.columns().design().isEqual(2)).isTrue();
  }

  @Test
  void oneExpertHasNoGate() {
    TermVote vote = new TermVote(COLUMNS, LassoParts.EXPERTS, 0.5);
    MixtureOfExperts one =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(1, 3), List.of(GaussianExpert.of(new double[] {1, 0, 2, 0}, 1)));
    vote.add(StoredModel.builder("m", Optional.of(one), 10).build());
    assertThat(kept(vote.result())).containsExactly("b");
    assertThat(vote.result().columns().features()).containsExactly("b");
  }

  @Test
  void withoutAVoteNothingIsKept() {
    TermVote vote = new TermVote(COLUMNS, LassoParts.BOTH, 0.1);
    vote.add(local(10, new double[3], new double[3]));
    assertThat(vote.result().isEmpty()).isTrue();
  }
}
