package org.dmoe.transport.start;

/** An expert on the support that can be merged with others of its family. */
interface MergedExpert {

  /** Coefficients on the standardised support (length q p). */
  double[] beta();

  /** Its variance; NaN where the family has none. */
  double variance();

  /** What merging costs, in nats times mass. */
  double mergingCost(MergedExpert other);

  /** Both as one. */
  MergedExpert merge(MergedExpert other);
}
