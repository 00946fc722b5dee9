/**
 * Passes over the rows of all machines to the maximum of their likelihood. {@link
 * org.dmoe.refine.RowPass} sums a machine's rows at a model to {@link org.dmoe.refine.PassSums},
 * which add up; {@link org.dmoe.refine.Refinement} takes from the sums of all machines the next
 * guarded step: {@link org.dmoe.refine.PooledObjective} is the function that is climbed, {@link
 * org.dmoe.refine.NewtonStep} and {@link org.dmoe.refine.EmStep} are the steps. What the next pass
 * must know of the last is {@link org.dmoe.refine.RefinementState}.
 */
package org.dmoe.refine;
