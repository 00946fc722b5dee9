package org.dmoe.paper;

import java.util.List;

/**
 * How much is run.
 *
 * @param replicates of each setting
 * @param fewest rows of the smallest of the three tables
 * @param middle rows
 * @param most rows
 * @param rows over which the number of machines stays
 * @param machines over which the number of rows stays
 * @param many of the experiment on more machines
 * @param supports sizes of the supporting sample
 * @param support its size in the experiments that are not about it
 * @param dimensions of the experiment on covariates
 * @param wide rows of each of eight machines there
 * @param truths kinds of data there
 * @param limitRows rows of the experiment on limits
 * @param limitMachines machines there
 * @param crowded machines of few rows and many covariates
 * @param circle machines with three of five experts each: a multiple of five, so that every expert
 *     is on as many
 * @param tenExperts machines of the experiment on ten experts
 * @param tenSupport rows of the supporting sample there: with fewer than some ten a parameter the
 *     pilot misses experts
 */
record Size(
    int replicates,
    int fewest,
    int middle,
    int most,
    List<Integer> rows,
    List<Integer> machines,
    List<Integer> many,
    List<Integer> supports,
    int support,
    List<Integer> dimensions,
    int wide,
    List<String> truths,
    List<Integer> limitRows,
    List<Integer> limitMachines,
    int crowded,
    int circle,
    List<Integer> tenExperts,
    int tenSupport) {

  /** Machines of the experiments that are not about their number. */
  static final int SOME = 16;

  /** A few minutes of two cores. */
  static final Size QUICK =
      new Size(
          1,
          10_000,
          20_000,
          40_000,
          List.of(10_000, 20_000, 40_000),
          List.of(8, 32),
          List.of(16, 100),
          List.of(30, 300, 3000),
          3000,
          List.of(50),
          500,
          List.of("sparse"),
          List.of(20_000, 40_000),
          List.of(2, 4, 12),
          3,
          5,
          List.of(2, 4),
          8000);

  /** Of the paper. */
  static final Size USUAL =
      new Size(
          10,
          100_000,
          500_000,
          1_000_000,
          List.of(100_000, 250_000, 500_000, 1_000_000),
          List.of(16, 32, 64, 128),
          List.of(16, 128, 1000, 10_000),
          List.of(30, 300, 3000, 30_000),
          10_000,
          List.of(50, 100, 200),
          2500,
          List.of("hard", "sparse"),
          List.of(200_000, 1_000_000, 3_000_000),
          List.of(16, 60, 900),
          32,
          10,
          List.of(16, 64),
          10_000);

  static final Size FULL = USUAL.withReplicates(100);

  /** By default with its supporting sample. */
  Setting setting(String kind, int ofRows, int ofMachines) {
    return Setting.of(kind, ofRows, ofMachines).withSupport(support);
  }

  /** The same with so many replicates of each setting. */
  Size withReplicates(int number) {
    return new Size(
        number,
        fewest,
        middle,
        most,
        rows,
        machines,
        many,
        supports,
        support,
        dimensions,
        wide,
        truths,
        limitRows,
        limitMachines,
        crowded,
        circle,
        tenExperts,
        tenSupport);
  }

  int mostMachines() {
    return machines.get(machines.size() - 1);
  }
}
