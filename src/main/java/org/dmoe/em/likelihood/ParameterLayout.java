package org.dmoe.em.likelihood;

/**
 * Where the parameters of K experts over p = d + 1 coefficients lie in one vector: gates of the
 * first K - 1 experts, then the means, then the log variances.
 */
public record ParameterLayout(int p, int K) {

  public int gate(int k) {
    return k * p;
  }

  public int gateSize() {
    return (K - 1) * p;
  }

  public int mean(int k) {
    return gateSize() + k * p;
  }

  public int logVariance(int k) {
    return gateSize() + K * p + k;
  }

  /** Number of free parameters nu. */
  public int size() {
    return gateSize() + K * (p + 1);
  }

  /** Number of unordered pairs of different experts. */
  public int pairs() {
    return K * (K - 1) / 2;
  }
}
