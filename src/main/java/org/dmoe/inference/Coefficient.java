package org.dmoe.inference;

/**
 * A row of the table of coefficients.
 *
 * @param block what it belongs to
 * @param expert from 1
 * @param against the expert that a gate's contrast is against, from 1; 0 for experts
 * @param classes that an expert's log odds are between, as "a against c"; empty for other families
 * @param term what it multiplies; the intercept for a standard deviation
 * @param estimate with its uncertainty
 */
public record Coefficient(
    Block block, int expert, int against, String classes, Term term, Estimate estimate) {

  /** Of no class. */
  public Coefficient(Block block, int expert, int against, Term term, Estimate estimate) {
    this(block, expert, against, "", term, estimate);
  }

  /** What a coefficient belongs to. */
  public enum Block {
    /** Linear predictor of an expert, which of Gaussian experts is its mean. */
    EXPERT,
    /** Standard deviation of an expert, its interval on its own scale. */
    DEVIATION,
    /** Log odds of an expert against another. */
    GATE
  }

  /** For the user. */
  public String place() {
    if (block == Block.GATE) {
      return "gate %d against %d".formatted(expert, against);
    }
    return classes.isEmpty() ? "expert " + expert : "expert %d, %s".formatted(expert, classes);
  }

  /** For the user. */
  public String name() {
    return block == Block.DEVIATION ? "standard deviation" : term.name();
  }
}
