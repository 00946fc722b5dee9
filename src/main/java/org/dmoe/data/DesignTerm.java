package org.dmoe.data;

import java.util.List;
import java.util.Optional;
import org.dmoe.data.formula.Term;

/**
 * What the gate or the experts have as a whole or not at all: a column, with all indicators of its
 * levels, or a term of a formula.
 *
 * @param ofGate whether it is one of the gate
 * @param name of the column, or the term's text
 * @param term of a formula; empty of a column
 * @param covariates that are made of it, by their numbers from 0
 * @param equal whether its slopes are one number for all experts
 */
public record DesignTerm(
    boolean ofGate, String name, Optional<Term> term, List<Integer> covariates, boolean equal) {

  public DesignTerm {
    covariates = List.copyOf(covariates);
  }
}
