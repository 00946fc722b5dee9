/**
 * Linear algebra on plain arrays, where speed counts.
 *
 * <p>{@link org.dmoe.linalg.GramKernel} makes all second-order sums, the weighted Gram matrices of
 * a block of rows for many weight vectors at once. {@link org.dmoe.linalg.PackedSymmetric} is how
 * they are stored, {@link org.dmoe.linalg.Cholesky} factors them and {@link
 * org.dmoe.linalg.NormalEquations} solves with those that may be singular. {@link
 * org.dmoe.linalg.VectorMath} has the loops over a block's columns, {@link org.dmoe.linalg.Softmax}
 * the probabilities of gates and experts, {@link org.dmoe.linalg.PortableMath} the exponential and
 * the logarithm that are the same on every processor.
 */
package org.dmoe.linalg;
