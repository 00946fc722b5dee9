package org.dmoe.inference;

/**
 * The mean of the response at one x with its uncertainty, in units of the response.
 *
 * @param mean E[y|x] under the model
 * @param standardError of it
 * @param low end of the interval that holds the mean
 * @param high end of it
 */
public record MeanInterval(double mean, double standardError, double low, double high) {}
