package org.dmoe.inference;

import java.util.List;

/**
 * How far a machine's rows are from the common model.
 *
 * @param id of its rows
 * @param rows n_m
 * @param statistic S_m
 * @param degreesOfFreedom of it
 * @param pValue of the hypothesis that its model is that of the others
 * @param blocks the same of each expert in order, then of the gate if there is one
 */
public record MachineDifference(
    String id,
    long rows,
    double statistic,
    int degreesOfFreedom,
    double pValue,
    List<BlockDifference> blocks) {

  public MachineDifference {
    blocks = List.copyOf(blocks);
  }

  /**
   * Of an expert or of the gate.
   *
   * @param expert from 1; 0 for the gate
   */
  public record BlockDifference(int expert, double statistic, int degreesOfFreedom, double pValue) {

    /** For the user. */
    public String name() {
      return expert == 0 ? "gate" : "expert " + expert;
    }
  }
}
