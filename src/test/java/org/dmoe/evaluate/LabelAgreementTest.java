package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
        table.add("label " + known[i], found[i], 1);
      }
      assertThat(table.agreement(n).randIndex()).isCloseTo(rand(known, found), within(1e-12));
      assertThat(table.agreement(n).adjustedRandIndex())
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
        LabelAgreement.of(
            List.of(new double[] {2, 0}, new double[] {0, 1}, new double[] {0, 1}), 4);

    assertThat(agreement.adjustedRandIndex()).isCloseTo(0.5714285714285714, within(1e-15));
    assertThat(agreement.clusteringError()).isEqualTo(0.25);
    assertThat(agreement.rows()).isEqualTo(4);
  }

  @Test
  void namesOfLabelsDoNotMatter() {
    LabelAgreement agreement =
        LabelAgreement.of(
            List.of(new double[] {0, 0, 7}, new double[] {5, 0, 0}, new double[] {0, 9, 0}), 21);

    assertThat(agreement.randIndex()).isEqualTo(1);
    assertThat(agreement.adjustedRandIndex()).isEqualTo(1);
    assertThat(agreement.clusteringError()).isZero();
  }

  @Test
  void surplusLabelsOnEitherSideMatchNothing() {
    List<double[]> wide = List.of(new double[] {4, 1, 3}, new double[] {0, 1, 1});
    List<double[]> tall = List.of(new double[] {4, 0}, new double[] {1, 1}, new double[] {3, 1});

    assertThat(LabelAgreement.of(wide, 10).clusteringError()).isEqualTo(0.5);
    assertThat(LabelAgreement.of(tall, 10).clusteringError()).isEqualTo(0.5);
    assertThat(LabelAgreement.of(List.of(), 0).rows()).isZero();
  }

  @Test
  void oneLabelOnBothSidesAgrees() {
    LabelAgreement agreement = LabelAgreement.of(List.of(new double[] {5}), 5);

    assertThat(agreement.adjustedRandIndex()).isEqualTo(1);
    assertThat(agreement.clusteringError()).isZero();
  }

  @Test
  void oneRowAgrees() {
    LabelAgreement agreement = LabelAgreement.of(List.of(new double[] {0, 1}), 1);

    assertThat(agreement.randIndex()).isEqualTo(1);
    assertThat(agreement.adjustedRandIndex()).isEqualTo(1);
    assertThat(agreement.clusteringError()).isZero();
  }

  @Test
  void aWeightOfTwoIsTheRowTwice() {
    ContingencyTable weighted = new ContingencyTable(3);
    ContingencyTable repeated = new ContingencyTable(3);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 40; i++) {
      String known = "label " + random.nextInt(3);
      int found = random.nextInt(3);
      int weight = 1 + random.nextInt(3);
      weighted.add(known, found, weight);
      for (int c = 0; c < weight; c++) {
        repeated.add(known, found, 1);
      }
    }
    LabelAgreement one = weighted.agreement(40);
    LabelAgreement two = repeated.agreement(80);
    assertThat(one.randIndex()).isEqualTo(two.randIndex());
    assertThat(one.adjustedRandIndex()).isEqualTo(two.adjustedRandIndex());
    assertThat(one.clusteringError()).isEqualTo(two.clusteringError());
  }

  @Test
  void weightsThatSumToOneAreAsGoodAsOnes() {
    List<double[]> ones = List.of(new double[] {4, 1, 3}, new double[] {0, 1, 1});
    List<double[]> small =
        ones.stream().map(row -> Arrays.stream(row).map(w -> w / 10).toArray()).toList();
    LabelAgreement expected = LabelAgreement.of(ones, 10);
    LabelAgreement agreement = LabelAgreement.of(small, 10);

    assertThat(agreement.randIndex()).isCloseTo(expected.randIndex(), within(1e-12));
    assertThat(agreement.adjustedRandIndex())
        .isCloseTo(expected.adjustedRandIndex(), within(1e-12));
    assertThat(agreement.clusteringError()).isCloseTo(expected.clusteringError(), within(1e-12));
  }

  @Test
  void aTableOfOtherLabelsIsRefused() {
    assertThatThrownBy(() -> new ContingencyTable(2).add("x", new double[3]))
        .hasMessage("weights of 3 labels, expected 2");
    assertThatThrownBy(() -> LabelAgreement.of(List.of(new double[] {-1}), 1))
        .hasMessageContaining("negative");
  }
}
