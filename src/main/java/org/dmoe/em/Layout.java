package org.dmoe.em;

/**
 * Where the parameters of K experts over p = d + 1 coefficients lie in one vector: gates of the
 * first K - 1 experts, then the means, then the log variances.
 */
record Layout(int p, int K) {

  int gate(int k) {
    return k * p;
  }

  int gateSize() {
    return (K - 1) * p;
  }

  int mean(int k) {
    return gateSize() + k * p;
  }

  int logVariance(int k) {
    return gateSize() + K * p + k;
  }

  /** Number of free parameters nu. */
  int size() {
    return gateSize() + K * (p + 1);
  }

  /** Number of unordered pairs of different experts. */
  int pairs() {
    return K * (K - 1) / 2;
  }
}
