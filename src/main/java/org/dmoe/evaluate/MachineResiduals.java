package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.commons.numbers.gamma.InverseErfc;

/** Residuals of machines that come one after another: all together, and those farthest off. */
public final class MachineResiduals {

  private static final Comparator<Diagnostics.Residuals> FARTHEST_FIRST =
      Comparator.comparingDouble(MachineResiduals::distance)
          .reversed()
          .thenComparing(Diagnostics.Residuals::machine);

  private final ResidualHistogram all = new ResidualHistogram();
  private final PriorityQueue<Diagnostics.Residuals> farthest =
      new PriorityQueue<>(FARTHEST_FIRST.reversed());
  private long number;

  /** Takes a machine's rows, all of them at once; one without rows is skipped. */
  public void add(String machine, ResidualHistogram residuals) {
    if (residuals.rows() == 0) {
      return;
    }
    all.merge(residuals);
    number++;
    farthest.add(new Diagnostics.Residuals(machine, residuals.rows(), residuals.quantiles()));
    if (farthest.size() > Diagnostics.MOST_MACHINES) {
      farthest.remove();
    }
  }

  /** The largest difference between a quantile and the standard normal's. */
  private static double distance(Diagnostics.Residuals residuals) {
    double largest = 0;
    for (int i = 0; i < residuals.quantiles().size(); i++) {
      double normal = -Math.sqrt(2) * InverseErfc.value(2 * ResidualHistogram.LEVELS.get(i));
      largest = Math.max(largest, Math.abs(residuals.quantiles().get(i) - normal));
    }
    return largest;
  }

  Diagnostics.Residuals all() {
    return new Diagnostics.Residuals("", all.rows(), all.quantiles());
  }

  List<Diagnostics.Residuals> farthest() {
    List<Diagnostics.Residuals> sorted = new ArrayList<>(farthest);
    sorted.sort(FARTHEST_FIRST);
    return sorted;
  }

  long number() {
    return number;
  }
}
