package org.dmoe.evaluate;

/** Held-out rows of machines that come one after another, whole machines being held out. */
public final class HeldOutMachines {

  private final HeldOutSums all = new HeldOutSums();
  private long machines;

  /** Sums over machines of W_m^2, W_m L_m and L_m^2, of their weights and log-likelihoods. */
  private double weight2;

  private double weightLog;
  private double log2;

  /** Takes a machine's rows, all of them at once; one without rows is skipped. */
  public void add(HeldOutSums machine) {
    if (machine.rows() == 0) {
      return;
    }
    all.merge(machine);
    machines++;
    weight2 += machine.weight() * machine.weight();
    weightLog += machine.weight() * machine.logLikelihood();
    log2 += machine.logLikelihood() * machine.logLikelihood();
  }

  /**
   * With the standard error of a ratio of sums over independent machines (W. Cochran, "Sampling
   * Techniques", 1977, 2.11): sqrt(M / (M - 1) sum (L_m - mean W_m)^2) / sum W_m.
   */
  public HeldOut ofMachines() {
    double mean = all.logLikelihood() / all.weight();
    double squares = log2 - 2 * mean * weightLog + mean * mean * weight2;
    double variance = machines / (machines - 1.0) * Math.max(0, squares);
    return new HeldOut(all.rows(), all.weight(), mean, Math.sqrt(variance) / all.weight());
  }

  /** With the standard error of independent rows. */
  public HeldOut ofRows() {
    return all.ofRows();
  }
}
