package org.dmoe.inference;

/**
 * A row of the table of coefficients.
 *
 * @param block what it belongs to
 * @param expert from 1
 * @param against the expert that a gate's contrast is against, from 1; 0 for experts
 * @param term what it multiplies; the intercept for a standard deviation
 * @param estimate with its uncertainty
 */
public record Coefficient(Block block, int expert, int against, Term term, Estimate estimate) {

  /** What a coefficient belongs to. */
  public enum Block {
    /** Mean of an expert. */
    EXPERT,
    /** Standard deviation of an expert, its interval on its own scale. */
    DEVIATION,
    /** Log odds of an expert against another. */
    GATE
  }

  /** For the user. */
  public String place() {
    return block == Block.GATE
        ? "gate %d against %d".formatted(expert, against)
        : "expert " + expert;
  }

  /** For the user. */
  public String name() {
    return block == Block.DEVIATION ? "standard deviation" : term.name();
  }
}
