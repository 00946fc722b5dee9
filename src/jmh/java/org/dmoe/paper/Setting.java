package org.dmoe.paper;

import java.util.List;
import java.util.Locale;
import org.dmoe.data.synthetic.SyntheticKind;

/**
 * What a fit is run on and how.
 *
 * @param kind of simulated data, or {@link #BEIJING}
 * @param dimension number of covariates; 0 for those of a real table
 * @param rows of training; 0 for those of a real table
 * @param machines 1 for the centralised fit
 * @param support rows of the supporting sample
 * @param experts of the truth and of the global model
 * @param local experts of the local models
 * @param start of the local fits, as {@code --start} names it, or one of {@link BadStart}
 * @param sizes of the machines
 * @param method how the local models are made and aggregated
 */
record Setting(
    String kind,
    int dimension,
    int rows,
    int machines,
    int support,
    int experts,
    int local,
    String start,
    MachineSizes sizes,
    Method method) {

  static final String BEIJING = "beijing";

  static final List<String> COLUMNS =
      List.of(
          "kind",
          "dimension",
          "rows",
          "machines",
          "support",
          "experts",
          "local_experts",
          "start",
          "sizes",
          "method");

  private static final int SUPPORT = 10_000;
  private static final int OF_BEIJING = 4;

  static Setting of(String kind, int rows, int machines) {
    boolean simulated = !kind.equals(BEIJING);
    int d = simulated ? known(kind).dimension() : 0;
    int K = simulated ? known(kind).experts() : OF_BEIJING;
    return new Setting(
        kind, d, rows, machines, SUPPORT, K, K, "pilot", MachineSizes.EQUAL, Method.DEFAULT);
  }

  private static SyntheticKind known(String kind) {
    return SyntheticKind.valueOf(kind.toUpperCase(Locale.ROOT));
  }

  Setting withDimension(int d) {
    return new Setting(kind, d, rows, machines, support, experts, local, start, sizes, method);
  }

  /** Of the truth, the global model and the local ones. */
  Setting withExperts(int K) {
    return new Setting(kind, dimension, rows, machines, support, K, K, start, sizes, method);
  }

  Setting withLocalExperts(int K) {
    return new Setting(kind, dimension, rows, machines, support, experts, K, start, sizes, method);
  }

  Setting withSupport(int size) {
    return new Setting(kind, dimension, rows, machines, size, experts, local, start, sizes, method);
  }

  Setting withStart(String name) {
    return new Setting(
        kind, dimension, rows, machines, support, experts, local, name, sizes, method);
  }

  Setting withSizes(MachineSizes other) {
    return new Setting(
        kind, dimension, rows, machines, support, experts, local, start, other, method);
  }

  Setting with(Method other) {
    return new Setting(
        kind, dimension, rows, machines, support, experts, local, start, sizes, other);
  }

  /** The fit of the same rows in one place. */
  Setting global() {
    return of(kind, rows, 1).withDimension(dimension).withExperts(experts);
  }

  boolean isGlobal() {
    return machines == 1;
  }

  boolean isSimulated() {
    return !kind.equals(BEIJING);
  }

  /** Whether the local models have another number of experts than the global one. */
  boolean isOfOtherExperts() {
    return local != experts;
  }

  /** In the order of {@link #COLUMNS}. */
  List<String> values() {
    return List.of(
        kind,
        "" + dimension,
        "" + rows,
        "" + machines,
        "" + support,
        "" + experts,
        "" + local,
        start,
        sizes.label(),
        method.label());
  }
}
