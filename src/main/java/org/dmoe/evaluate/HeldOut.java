package org.dmoe.evaluate;

/**
 * How well models describe rows that they were not fitted to.
 *
 * @param rows number of them
 * @param weight sum of their weights
 * @param meanLogLikelihood log f(y|x), mean per unit of weight
 * @param standardError of that mean
 */
public record HeldOut(long rows, double weight, double meanLogLikelihood, double standardError) {}
