package org.dmoe.evaluate;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts rows by their known label and a model's label. */
public final class ContingencyTable {

  private final int experts;
  private final SortedMap<String, long[]> counts = new TreeMap<>();

  /**
   * @param experts number of labels of the model
   */
  public ContingencyTable(int experts) {
    this.experts = experts;
  }

  /** Counts a row. */
  public void add(String known, int label) {
    row(known)[label]++;
  }

  /**
   * Adds what another table has counted.
   *
   * @throws IllegalArgumentException if it has another number of labels
   */
  public void merge(ContingencyTable other) {
    for (Map.Entry<String, long[]> entry : other.counts.entrySet()) {
      add(entry.getKey(), entry.getValue());
    }
  }

  /**
   * Adds counts of one known label.
   *
   * @param more one count for each label of the model
   * @throws IllegalArgumentException if it has another number of labels
   */
  public void add(String known, long[] more) {
    if (more.length != experts) {
      throw new IllegalArgumentException(
          "counts of " + more.length + " labels, expected " + experts);
    }
    long[] row = row(known);
    for (int k = 0; k < experts; k++) {
      row[k] += more[k];
    }
  }

  /** Number of known labels seen. */
  int labels() {
    return counts.size();
  }

  /** Known labels, in their order, and a copy of their counts (length K each). */
  public SortedMap<String, long[]> counts() {
    SortedMap<String, long[]> copy = new TreeMap<>();
    counts.forEach((known, row) -> copy.put(known, row.clone()));
    return copy;
  }

  public LabelAgreement agreement() {
    return LabelAgreement.of(List.copyOf(counts.values()));
  }

  private long[] row(String known) {
    return counts.computeIfAbsent(known, label -> new long[experts]);
  }
}
