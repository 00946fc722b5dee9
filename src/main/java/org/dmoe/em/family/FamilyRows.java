package org.dmoe.em.family;

import org.dmoe.em.likelihood.LayeredRows;

/** Weighted rows of standardised covariates with responses as they are, and their exposures. */
public interface FamilyRows extends LayeredRows {

  /** Of each row of the block read last, in all its layers; 1 of rows added. */
  double[] exposures();

  @Override
  FamilyRows another();
}
