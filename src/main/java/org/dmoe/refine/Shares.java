package org.dmoe.refine;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.model.EmStatistics;

/** Statistics of experts, added. */
final class Shares {

  private Shares() {}

  /** Of all experts together: moments of the rows themselves. */
  static EmStatistics.Share total(EmStatistics statistics) {
    EmStatistics.Share sum = statistics.share(0);
    for (int k = 1; k < statistics.size(); k++) {
      sum = sum.plus(statistics.share(k));
    }
    return sum;
  }

  /** Of the rows of both. */
  static EmStatistics sum(EmStatistics a, EmStatistics b) {
    List<EmStatistics.Share> shares = new ArrayList<>();
    for (int k = 0; k < a.size(); k++) {
      shares.add(a.share(k).plus(b.share(k)));
    }
    return EmStatistics.of(shares);
  }
}
