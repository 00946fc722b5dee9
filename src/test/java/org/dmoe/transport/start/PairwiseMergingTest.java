package org.dmoe.transport.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.linalg.PackedSymmetric;
import org.junit.jupiter.api.Test;

class PairwiseMergingTest {

  /**
   * On a line at 0, 1, 2 and 4.5: 0 and 1 go first, being the earliest of the pairs one apart, and
   * their merger at 0.5 is as far from 2 as nothing else.
   */
  @Test
  void theEarliestOfEquallyCheapPairsIsMerged() {
    List<MergedExpert> merged = new PairwiseMerging(experts(0, 1, 2, 4.5)).reduceTo(3);
    assertThat(merged).extracting(expert -> expert.beta()[0]).containsExactly(0.5, 2.0, 4.5);
  }

  /** After 1 and 3 are merged into 2, both 0 and 4 are two away from it and from -2 and 6. */
  @Test
  void tiesThatArisePreferTheEarlierPartner() {
    List<MergedExpert> all = experts(10, 11.5, 12.5, 100, 13.5);
    all.set(3, expert(8.5, 1));
    List<MergedExpert> merged = new PairwiseMerging(all).reduceTo(4);
    assertThat(merged)
        .extracting(expert -> expert.beta()[0])
        .containsExactly(10.0, 12.0, 8.5, 13.5);
  }

  /** The same by brute force over all pairs at each step, with many ties. */
  @Test
  void equalsTheDefinition() {
    double[] places = {3, 0, 1, 4, 1, 5, 2, 6, 5, 3, 3, 0};
    List<MergedExpert> all = experts(places);
    for (int left = places.length; left >= 1; left--) {
      assertThat(new PairwiseMerging(all).reduceTo(left))
          .extracting(expert -> expert.beta()[0])
          .isEqualTo(bruteForce(all, left).stream().map(expert -> expert.beta()[0]).toList());
    }
  }

  private static List<MergedExpert> bruteForce(List<MergedExpert> all, int number) {
    List<MergedExpert> experts = new ArrayList<>(all);
    while (experts.size() > number) {
      int first = 0;
      int second = 1;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < experts.size(); i++) {
        for (int j = i + 1; j < experts.size(); j++) {
          double cost = experts.get(i).mergingCost(experts.get(j));
          if (cost < least) {
            least = cost;
            first = i;
            second = j;
          }
        }
      }
      experts.set(first, experts.get(first).merge(experts.get(second)));
      experts.remove(second);
    }
    return experts;
  }

  private static List<MergedExpert> experts(double... means) {
    List<MergedExpert> experts = new ArrayList<>();
    for (double mean : means) {
      experts.add(expert(mean, 1));
    }
    return experts;
  }

  /** A constant expert. */
  private static MergedExpert expert(double mean, double mass) {
    double[] gram = new double[PackedSymmetric.length(1)];
    gram[0] = mass;
    return new GaussianMerged(mass, gram, new double[] {mean}, 1);
  }
}
