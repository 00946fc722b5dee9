package org.dmoe.evaluate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Weights of rows by their known label and a model's label. */
public final class ContingencyTable {

  private final int experts;
  private final SortedMap<String, double[]> weights = new TreeMap<>();

  /**
   * @param experts number of labels of the model
   */
  public ContingencyTable(int experts) {
    this.experts = experts;
  }

  /** Adds a row. */
  public void add(String known, int label, double weight) {
    row(known)[label] += weight;
  }

  /**
   * Adds weights of one known label.
   *
   * @param more one for each label of the model
   * @throws IllegalArgumentException if it has another number of labels
   */
  public void add(String known, double[] more) {
    if (more.length != experts) {
      throw new IllegalArgumentException(
          "weights of " + more.length + " labels, expected " + experts);
    }
    double[] row = row(known);
    for (int k = 0; k < experts; k++) {
      row[k] += more[k];
    }
  }

  /** Number of known labels seen. */
  int labels() {
    return weights.size();
  }

  /** Known labels, in their order, and a copy of their weights (length K each). */
  public SortedMap<String, double[]> weights() {
    SortedMap<String, double[]> copy = new TreeMap<>();
    weights.forEach((known, row) -> copy.put(known, row.clone()));
    return copy;
  }

  /**
   * @param rows that were added
   */
  public LabelAgreement agreement(long rows) {
    return LabelAgreement.of(List.copyOf(weights.values()), rows);
  }

  private double[] row(String known) {
    return weights.computeIfAbsent(known, label -> new double[experts]);
  }
}
