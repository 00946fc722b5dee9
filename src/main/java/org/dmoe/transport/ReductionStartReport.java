package org.dmoe.transport;

/**
 * What became of one start of the majorisation-minimisation.
 *
 * @param name how the start was made
 * @param firstObjective R_c where it began
 * @param lastObjective R_c where it ended
 * @param iterations number of updates
 * @param note how it ended
 */
public record ReductionStartReport(
    String name, double firstObjective, double lastObjective, int iterations, String note) {}
