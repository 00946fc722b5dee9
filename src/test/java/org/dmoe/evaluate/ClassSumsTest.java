package org.dmoe.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassSumsTest {

  private static final int ROWS = 400;
  private static final int CLASSES = 3;

  private final double[][] probabilities = new double[ROWS][CLASSES];
  private final int[] seen = new int[ROWS];
  private final double[] weights = new double[ROWS];

  ClassSumsTest() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < ROWS; i++) {
      double total = 0;
      for (int c = 0; c < CLASSES; c++) {
        probabilities[i][c] = Math.exp(2 * random.nextDouble(-1, 1));
        total += probabilities[i][c];
      }
      for (int c = 0; c < CLASSES; c++) {
        probabilities[i][c] /= total;
      }
      double u = random.nextDouble();
      seen[i] = u < probabilities[i][0] ? 0 : u < probabilities[i][0] + probabilities[i][1] ? 1 : 2;
      weights[i] = 0.5 + random.nextInt(3);
    }
  }

  @Test
  void lossBrierErrorAndConfusionFollowTheirDefinitions() {
    double weight = 0;
    double loss = 0;
    double brier = 0;
    double wrong = 0;
    double[][] confusion = new double[CLASSES][CLASSES];
    for (int i = 0; i < ROWS; i++) {
      int best = 0;
      for (int c = 0; c < CLASSES; c++) {
        best = probabilities[i][c] > probabilities[i][best] ? c : best;
        brier += weights[i] * Math.pow(probabilities[i][c] - (c == seen[i] ? 1 : 0), 2);
      }
      weight += weights[i];
      loss -= weights[i] * Math.log(probabilities[i][seen[i]]);
      wrong += best == seen[i] ? 0 : weights[i];
      confusion[seen[i]][best] += weights[i];
    }

    ClassMetrics metrics = sums(0, ROWS).metrics();

    assertEquals(loss / weight, metrics.logLoss(), 1e-12);
    assertEquals(brier / weight, metrics.brier(), 1e-12);
    assertEquals(wrong / weight, metrics.errorRate(), 1e-12);
    for (int c = 0; c < CLASSES; c++) {
      double[] row = metrics.confusion().get(c).stream().mapToDouble(v -> v).toArray();
      assertArrayEquals(confusion[c], row, 1e-9);
    }
  }

  @Test
  void theAreaIsTheShareOfPairsInOrderUpToTiesOfABin() {
    for (int c = 0; c < CLASSES; c++) {
      double found = sums(0, ROWS).metrics().auc().get(c);
      assertEquals(inOrder(c), found, Math.min(0.01, halfOfPairsWithin(c, 1.0 / 32)));
    }
  }

  @Test
  void theAreaIsExactWhereScoresAreFarApart() {
    ClassSums two = ClassSums.of(2);
    double[] scores = {.1, .3, .3, .5, .7, .9};
    int[] labels = {0, 1, 0, 0, 1, 1};
    for (int i = 0; i < scores.length; i++) {
      two.add(new double[] {1 - scores[i], scores[i]}, labels[i], 1);
    }
    // Of 9 pairs: .3 beats .1, ties with .3, loses to .5; .7 and .9 beat all three.
    assertEquals(7.5 / 9, two.metrics().auc().get(1), 1e-15);
    assertEquals(7.5 / 9, two.metrics().auc().get(0), 1e-15);
  }

  @Test
  void tenthsHoldWhatWasPredictedAndSeen() {
    ClassMetrics metrics = sums(0, ROWS).metrics();
    for (int c = 0; c < CLASSES; c++) {
      for (int t = 0; t < 10; t++) {
        double weight = 0;
        double predicted = 0;
        double observed = 0;
        for (int i = 0; i < ROWS; i++) {
          if (probabilities[i][c] >= t / 10.0 && probabilities[i][c] < (t + 1) / 10.0) {
            weight += weights[i];
            predicted += weights[i] * probabilities[i][c];
            observed += seen[i] == c ? weights[i] : 0;
          }
        }
        ClassMetrics.Tenth tenth = metrics.calibration().get(c).get(t);
        assertEquals(weight, tenth.weight(), 1e-9);
        assertEquals(predicted / weight, tenth.predicted(), 1e-12);
        assertEquals(observed / weight, tenth.observed(), 1e-12);
      }
    }
  }

  @Test
  void partsMergeToTheWholeAndTravelAsNumbers() {
    ClassSums first = sums(0, 150);
    first.merge(ClassSums.fromArray(sums(150, ROWS).toArray()));
    ClassMetrics merged = first.metrics();
    ClassMetrics whole = sums(0, ROWS).metrics();
    assertEquals(whole.brier(), merged.brier(), 1e-12);
    assertEquals(whole.logLoss(), merged.logLoss(), 1e-12);
    assertEquals(whole.auc(), merged.auc());
    assertEquals(whole.confusion(), merged.confusion());
  }

  @Test
  void certainAndMissingClassesHaveNumbers() {
    ClassSums sums = ClassSums.of(3);
    sums.add(new double[] {1, 0, 0}, 0, 1);
    sums.add(new double[] {0, 1, 0}, 1, 1);
    ClassMetrics metrics = sums.metrics();
    assertEquals(0, metrics.errorRate());
    assertEquals(1, metrics.auc().get(0));
    assertTrue(Double.isNaN(metrics.auc().get(2)));
    assertEquals(1, metrics.meanAuc());
  }

  @Test
  void whatCannotBeAddedIsRefused() {
    ClassSums sums = ClassSums.of(2);
    double[] half = {0.5, 0.5};
    double[] unknown = {0.5, Double.NaN};
    assertThrows(IllegalArgumentException.class, () -> sums.add(half, 0, -1));
    assertThrows(IllegalArgumentException.class, () -> sums.add(unknown, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> sums.merge(ClassSums.of(3)));
    assertThrows(IllegalArgumentException.class, () -> ClassSums.of(1));
    assertThrows(IllegalArgumentException.class, () -> ClassSums.fromArray(new double[] {2, 0}));
  }

  private ClassSums sums(int from, int to) {
    ClassSums sums = ClassSums.of(CLASSES);
    for (int i = from; i < to; i++) {
      sums.add(probabilities[i], seen[i], weights[i]);
    }
    return sums;
  }

  private double logOdds(int i, int c) {
    return Math.log(probabilities[i][c] / (1 - probabilities[i][c]));
  }

  private double inOrder(int c) {
    double wins = 0;
    double all = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < ROWS; j++) {
        if (seen[i] == c && seen[j] != c) {
          all += weights[i] * weights[j];
          wins += probabilities[i][c] > probabilities[j][c] ? weights[i] * weights[j] : 0;
        }
      }
    }
    return wins / all;
  }

  /** Half the share of pairs whose log-odds differ by no more. */
  private double halfOfPairsWithin(int c, double tie) {
    double close = 0;
    double all = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < ROWS; j++) {
        if (seen[i] == c && seen[j] != c) {
          double weight = weights[i] * weights[j];
          all += weight;
          close += Math.abs(logOdds(i, c) - logOdds(j, c)) <= tie ? weight : 0;
        }
      }
    }
    return 0.5 * close / all;
  }
}
