package org.dmoe.linalg;

import java.util.Arrays;

/**
 * Vectors some of whose entries are one number: v = T u of fewer free ones u, where T has a single
 * one in each row. Gradients are summed to T'g, information matrices to T'HT.
 */
public final class SharedEntries {

  /** Of each entry its place among the free ones. */
  private final int[] place;

  private final int free;

  private SharedEntries(int[] place, int free) {
    this.place = place;
    this.free = free;
  }

  /**
   * @param first of each entry the first one that is the same number, itself where none is
   */
  public static SharedEntries of(int[] first) {
    int[] place = new int[first.length];
    int free = 0;
    for (int i = 0; i < first.length; i++) {
      place[i] = first[i] == i ? free++ : place[first[i]];
    }
    return new SharedEntries(place, free);
  }

  /** Number of entries. */
  public int size() {
    return place.length;
  }

  /** Number of free ones. */
  public int free() {
    return free;
  }

  /** The free place of an entry. */
  public int place(int entry) {
    return place[entry];
  }

  /** T'g. */
  public double[] sum(double[] g) {
    double[] sum = new double[free];
    for (int i = 0; i < g.length; i++) {
      sum[place[i]] += g[i];
    }
    return sum;
  }

  /** T u. */
  public double[] expand(double[] u) {
    double[] v = new double[place.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = u[place[i]];
    }
    return v;
  }

  /** T'HT of a whole matrix, row-major. */
  public double[] sumMatrix(double[] H) {
    double[] sum = new double[free * free];
    addBlock(H, place.length, 0, 1, sum);
    return sum;
  }

  /**
   * Adds a factor times T'BT of a block on the diagonal.
   *
   * @param block n x n, row-major
   * @param from entry of its first row and column
   * @param sum free x free, row-major
   */
  public void addBlock(double[] block, int n, int from, double factor, double[] sum) {
    for (int i = 0; i < n; i++) {
      int row = place[from + i] * free;
      for (int j = 0; j < n; j++) {
        sum[row + place[from + j]] += factor * block[i * n + j];
      }
    }
  }

  /** Whether all entries of each free one are marked. */
  public boolean[] all(boolean[] marked) {
    boolean[] all = new boolean[free];
    Arrays.fill(all, true);
    for (int i = 0; i < marked.length; i++) {
      all[place[i]] &= marked[i];
    }
    return all;
  }

  /** Gives entries that are to be one number their mean, in place; equal ones stay as they are. */
  public void average(double[] v) {
    double[] first = new double[free];
    double[] excess = new double[free];
    int[] count = new int[free];
    for (int i = 0; i < v.length; i++) {
      int u = place[i];
      first[u] = count[u] == 0 ? v[i] : first[u];
      excess[u] += v[i] - first[u];
      count[u]++;
    }
    for (int i = 0; i < v.length; i++) {
      int u = place[i];
      v[i] = first[u] + excess[u] / count[u];
    }
  }
}
