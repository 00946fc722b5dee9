package org.dmoe.paper;

import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** How many rows each machine has. */
enum MachineSizes {
  /** About the same number, dealt out at random. */
  EQUAL(m -> 1),
  /** As many rows each, and a file each. */
  FILES(m -> 1),
  /** About the same number, each of three experts alone: m, m + 1 and m + 2 of a circle. */
  THREE_EXPERTS(m -> 1),
  /** In proportion to 1, 2, 3 and so on. */
  LINEAR(m -> m + 1),
  /** Of eight machines, one has seven times as many rows as each of the others. */
  SKEWED(m -> m % 8 == 0 ? 7 : 1),
  /** Every other machine has five times as many. */
  BIMODAL(m -> m % 2 == 0 ? 5 : 1);

  /** Those that differ in their numbers of rows. */
  static final List<MachineSizes> OF_ROWS = List.of(EQUAL, LINEAR, SKEWED, BIMODAL);

  private final IntUnaryOperator parts;

  MachineSizes(IntUnaryOperator parts) {
    this.parts = parts;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Rows of each machine, which add up to those of all. */
  int[] of(int rows, int machines) {
    long all = 0;
    for (int m = 0; m < machines; m++) {
      all += parts.applyAsInt(m);
    }
    int[] sizes = new int[machines];
    long before = 0;
    for (int m = 0; m < machines; m++) {
      long after = before + parts.applyAsInt(m);
      sizes[m] = (int) (rows * after / all - rows * before / all);
      before = after;
    }
    return sizes;
  }
}
