package org.dmoe.inference;

/**
 * The mean of the response at one x, or the probability of a class, with its uncertainty, in units
 * of the response.
 *
 * @param mean E[y|x] under the model, or P(y = c|x)
 * @param standardError of it
 * @param low end of the interval that holds the mean
 * @param high end of it
 */
public record MeanInterval(double mean, double standardError, double low, double high) {

  /** Of one minus it. */
  public MeanInterval complement() {
    return new MeanInterval(1 - mean, standardError, 1 - high, 1 - low);
  }
}
