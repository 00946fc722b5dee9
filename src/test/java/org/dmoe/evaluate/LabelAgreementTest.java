package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelAgreementTest {

  /** Hubert and Arabie's way of counting, pair by pair. */
  @Test
  void equalsTheCountOverAllPairs() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 50; trial++) {
      int n = 30;
      int[] known = new int[n];
      int[] found = new int[n];
      ContingencyTable table = new ContingencyTable(3);
      for (int i = 0; i < n; i++) {
        known[i] = random.nextInt(4);
        found[i] = random.nextInt(3) == 0 ? random.nextInt(3) : known[i] % 3;
        table.add("label " + known[i], found[i]);
      }
      assertThat(table.agreement().randIndex()).isCloseTo(rand(known, found), within(1e-12));
      assertThat(table.agreement().adjustedRandIndex())
          .isCloseTo(adjusted(known, found), within(1e-12));
    }
  }

  private static double rand(int[] a, int[] b) {
    double agree = 0;
    double all = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        all++;
        agree += (a[i] == a[j]) == (b[i] == b[j]) ? 1 : 0;
      }
    }
    return agree / all;
  }

  private static double adjusted(int[] a, int[] b) {
    double both = 0;
    double inA = 0;
    double inB = 0;
    double all = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        all++;
        inA += a[i] == a[j] ? 1 : 0;
        inB += b[i] == b[j] ? 1 : 0;
        both += a[i] == a[j] && b[i] == b[j] ? 1 : 0;
      }
    }
    double expected = inA * inB / all;
    return (both - expected) / ((inA + inB) / 2 - expected);
  }

  /** Computed with scikit-learn's example of adjusted_rand_score: [0,0,1,2] against [0,0,1,1]. */
  @Test
  void aPublishedExample() {
    LabelAgreement agreement =
        LabelAgreement.of(List.of(new long[] {2, 0}, new long[] {0, 1}, new long[] {0, 1}));

    assertThat(agreement.adjustedRandIndex()).isCloseTo(0.5714285714285714, within(1e-15));
    assertThat(agreement.clusteringError()).isEqualTo(0.25);
    assertThat(agreement.rows()).isEqualTo(4);
  }

  @Test
  void namesOfLabelsDoNotMatter() {
    LabelAgreement agreement =
        LabelAgreement.of(
            List.of(new long[] {0, 0, 7}, new long[] {5, 0, 0}, new long[] {0, 9, 0}));

    assertThat(agreement.randIndex()).isEqualTo(1);
    assertThat(agreement.adjustedRandIndex()).isEqualTo(1);
    assertThat(agreement.clusteringError()).isZero();
  }

  @Test
  void surplusLabelsOnEitherSideMatchNothing() {
    List<long[]> wide = List.of(new long[] {4, 1, 3}, new long[] {0, 1, 1});
    List<long[]> tall = List.of(new long[] {4, 0}, new long[] {1, 1}, new long[] {3, 1});

    assertThat(LabelAgreement.of(wide).clusteringError()).isEqualTo(0.5);
    assertThat(LabelAgreement.of(tall).clusteringError()).isEqualTo(0.5);
    assertThat(LabelAgreement.of(List.of()).rows()).isZero();
  }

  @Test
  void oneLabelOnBothSidesAgrees() {
    LabelAgreement agreement = LabelAgreement.of(List.of(new long[] {5}));

    assertThat(agreement.adjustedRandIndex()).isEqualTo(1);
    assertThat(agreement.clusteringError()).isZero();
  }

  @Test
  void tablesMerge() {
    ContingencyTable a = new ContingencyTable(2);
    a.add("x", 0);
    ContingencyTable b = new ContingencyTable(2);
    b.add("x", 0);
    b.add("y", 1);
    a.merge(b);

    assertThat(a.counts().get("x")).containsExactly(2, 0);
    assertThat(a.counts().get("y")).containsExactly(0, 1);
    assertThatThrownBy(() -> a.merge(three())).hasMessage("counts of 3 labels, expected 2");
  }

  private static ContingencyTable three() {
    ContingencyTable table = new ContingencyTable(3);
    table.add("x", 2);
    return table;
  }
}
