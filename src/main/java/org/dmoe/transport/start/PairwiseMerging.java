package org.dmoe.transport.start;

import java.util.ArrayList;
import java.util.List;

/** Merges the cheapest pair of a list of experts again and again; earliest pair on a tie. */
final class PairwiseMerging {

  private final List<MergedExpert> experts;
  private final double[][] costs;
  private final int[] nearest;

  /** Costs of all pairs i &lt; j, and for each i the j of least cost. */
  PairwiseMerging(List<MergedExpert> experts) {
    this.experts = new ArrayList<>(experts);
    int n = experts.size();
    this.costs = new double[n][n];
    this.nearest = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        costs[i][j] = experts.get(i).mergingCost(experts.get(j));
      }
    }
    for (int i = 0; i < n; i++) {
      findNearest(i);
    }
  }

  /** The experts left, in the order of the first that went into each. */
  List<MergedExpert> reduceTo(int number) {
    int left = experts.size();
    while (left > number) {
      int i = cheapest();
      merge(i, nearest[i]);
      left--;
    }
    return experts.stream().filter(expert -> expert != null).toList();
  }

  private int cheapest() {
    int best = -1;
    for (int i = 0; i < nearest.length; i++) {
      if (nearest[i] >= 0 && (best < 0 || costs[i][nearest[i]] < costs[best][nearest[best]])) {
        best = i;
      }
    }
    return best;
  }

  private void merge(int i, int j) {
    experts.set(i, experts.get(i).merge(experts.get(j)));
    experts.set(j, null);
    nearest[j] = -1;
    for (int k = 0; k < nearest.length; k++) {
      if (k != i && experts.get(k) != null) {
        costs[Math.min(i, k)][Math.max(i, k)] = experts.get(i).mergingCost(experts.get(k));
      }
    }
    findNearest(i);
    for (int k = 0; k < i; k++) {
      update(k, i, j);
    }
    for (int k = i + 1; k < j; k++) {
      update(k, i, j);
    }
  }

  /** Rows before j may have lost their nearest, or have got a nearer one. */
  private void update(int k, int i, int j) {
    if (experts.get(k) == null) {
      return;
    }
    if (nearest[k] == i || nearest[k] == j) {
      findNearest(k);
    } else if (k < i && isNearer(k, i, nearest[k])) {
      nearest[k] = i;
    }
  }

  /** Whether i is nearer to k than j, or as near and earlier. */
  private boolean isNearer(int k, int i, int j) {
    return costs[k][i] < costs[k][j] || (costs[k][i] == costs[k][j] && i < j);
  }

  private void findNearest(int i) {
    nearest[i] = -1;
    for (int j = i + 1; j < nearest.length; j++) {
      if (experts.get(j) != null && (nearest[i] < 0 || costs[i][j] < costs[i][nearest[i]])) {
        nearest[i] = j;
      }
    }
  }
}
