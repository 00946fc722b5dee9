package org.dmoe.evaluate;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dmoe.model.Scorer;

/**
 * Rows by their known label and the model's most probable expert, once given x and y and once given
 * x alone.
 */
public final class LabelCounts {

  /** More known labels than this are no labels. */
  public static final int MOST_LABELS = 10_000;

  private final int experts;
  private final ContingencyTable posterior;
  private final ContingencyTable gate;
  private final SortedMap<String, Long> rows = new TreeMap<>();

  /**
   * @param experts number of the model's experts K
   */
  public LabelCounts(int experts) {
    this.experts = experts;
    this.posterior = new ContingencyTable(experts);
    this.gate = new ContingencyTable(experts);
  }

  /**
   * Counts the row that the scorer stands at.
   *
   * @throws IllegalArgumentException if it is one label too many
   */
  public void add(String known, Scorer scorer, double y, double weight) {
    posterior.add(known, scorer.label(y), weight);
    gate.add(known, scorer.gateLabel(), weight);
    rows.merge(known, 1L, Long::sum);
    requireFew();
  }

  /** Adds counts of one known label, as {@link #counts} gives them (length 2K + 1). */
  public void add(String known, double[] counts) {
    posterior.add(known, Arrays.copyOfRange(counts, 0, experts));
    gate.add(known, Arrays.copyOfRange(counts, experts, 2 * experts));
    rows.merge(known, (long) counts[2 * experts], Long::sum);
    requireFew();
  }

  /**
   * For each known label, in their order, K weights given x and y, K given x alone, and its rows.
   */
  public SortedMap<String, double[]> counts() {
    SortedMap<String, double[]> counts = new TreeMap<>();
    SortedMap<String, double[]> byGate = gate.weights();
    posterior
        .weights()
        .forEach(
            (known, row) -> {
              double[] both = Arrays.copyOf(row, 2 * experts + 1);
              System.arraycopy(byGate.get(known), 0, both, experts, experts);
              both[2 * experts] = rows.get(known);
              counts.put(known, both);
            });
    return counts;
  }

  /** Number of experts of a model whose counts have that length. */
  public static int experts(double[] counts) {
    return counts.length / 2;
  }

  /** How far labels and experts agree. */
  public Metrics.Labels agreement() {
    long all = rows.values().stream().mapToLong(Long::longValue).sum();
    return new Metrics.Labels(posterior.agreement(all), gate.agreement(all));
  }

  private void requireFew() {
    if (posterior.labels() > MOST_LABELS) {
      throw new IllegalArgumentException("more than %d labels".formatted(MOST_LABELS));
    }
  }
}
