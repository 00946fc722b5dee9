/**
 * The vocabulary: {@link org.dmoe.model.MixtureOfExperts}, its {@link org.dmoe.model.SoftmaxGate}
 * and its {@link org.dmoe.model.GaussianExpert}s, all immutable and in users' units.
 *
 * <p>{@link org.dmoe.model.Predictor} gives mean, variance, quantiles and probabilities of a row,
 * {@link org.dmoe.model.Scorer} densities and responsibilities. The two failures that users meet,
 * {@link org.dmoe.model.UnusableInputException} (with {@link org.dmoe.model.WrongOptionException}
 * where the command line is to blame) and {@link org.dmoe.model.NoUsableModelException}, are here
 * too.
 */
package org.dmoe.model;
