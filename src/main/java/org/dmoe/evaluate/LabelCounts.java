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
  public void add(String known, Scorer scorer, double y) {
    posterior.add(known, scorer.label(y));
    gate.add(known, scorer.gateLabel());
    requireFew();
  }

  /** Adds counts of one known label, as {@link #counts} gives them (length 2K). */
  public void add(String known, double[] counts) {
    posterior.add(known, toLongs(Arrays.copyOfRange(counts, 0, experts)));
    gate.add(known, toLongs(Arrays.copyOfRange(counts, experts, 2 * experts)));
    requireFew();
  }

  /** For each known label, in their order, K counts given x and y and then K given x alone. */
  public SortedMap<String, double[]> counts() {
    SortedMap<String, double[]> counts = new TreeMap<>();
    SortedMap<String, long[]> byGate = gate.counts();
    posterior
        .counts()
        .forEach(
            (known, row) -> {
              double[] both = new double[2 * experts];
              for (int k = 0; k < experts; k++) {
                both[k] = row[k];
                both[experts + k] = byGate.get(known)[k];
              }
              counts.put(known, both);
            });
    return counts;
  }

  /** How far labels and experts agree. */
  public Metrics.Labels agreement() {
    return new Metrics.Labels(posterior.agreement(), gate.agreement());
  }

  private void requireFew() {
    if (posterior.labels() > MOST_LABELS) {
      throw new IllegalArgumentException("more than %d labels".formatted(MOST_LABELS));
    }
  }

  private static long[] toLongs(double[] values) {
    return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
  }
}
