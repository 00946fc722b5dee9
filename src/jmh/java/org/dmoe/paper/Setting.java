package org.dmoe.paper;

import java.util.List;

/**
 * What a fit is run on and how.
 *
 * @param kind of simulated data, or {@link #BEIJING}
 * @param rows of training; 0 for those of a real table
 * @param machines 1 for the centralised fit
 * @param support rows of the supporting sample
 * @param start of the local fits, as {@code --start} names it, or one of {@link BadStart}
 * @param sizes of the machines
 * @param reduction how the local models are aggregated
 */
record Setting(
    String kind,
    int rows,
    int machines,
    int support,
    String start,
    MachineSizes sizes,
    Reduction reduction) {

  static final String BEIJING = "beijing";

  static final List<String> COLUMNS =
      List.of("kind", "rows", "machines", "support", "start", "sizes", "reduction");

  private static final int SUPPORT = 10_000;

  /** How the global model is made of the local ones. */
  enum Reduction {
    /** As {@code fit} does without further options. */
    DEFAULT(List.of()),
    /** The paper's: a choice at every x, and nothing after it. */
    POINTWISE(List.of("--plan", "pointwise", "--divergence", "transport"));

    private final List<String> options;

    Reduction(List<String> options) {
      this.options = options;
    }

    List<String> options() {
      return options;
    }
  }

  static Setting of(String kind, int rows, int machines) {
    return new Setting(
        kind, rows, machines, SUPPORT, "pilot", MachineSizes.EQUAL, Reduction.DEFAULT);
  }

  Setting withSupport(int size) {
    return new Setting(kind, rows, machines, size, start, sizes, reduction);
  }

  Setting withStart(String name) {
    return new Setting(kind, rows, machines, support, name, sizes, reduction);
  }

  Setting withSizes(MachineSizes other) {
    return new Setting(kind, rows, machines, support, start, other, reduction);
  }

  Setting withReduction(Reduction other) {
    return new Setting(kind, rows, machines, support, start, sizes, other);
  }

  /** The fit of the same rows in one place. */
  Setting global() {
    return of(kind, rows, 1);
  }

  boolean isGlobal() {
    return machines == 1;
  }

  boolean isSimulated() {
    return !kind.equals(BEIJING);
  }

  int experts() {
    return kind.equals("paper") || kind.equals("hard") || !isSimulated() ? 4 : 5;
  }

  /** In the order of {@link #COLUMNS}. */
  List<String> values() {
    return List.of(
        kind, "" + rows, "" + machines, "" + support, start, sizes.label(), lower(reduction));
  }

  private static String lower(Reduction reduction) {
    return reduction == Reduction.DEFAULT ? "default" : "pointwise";
  }
}
