package org.dmoe.em.family;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.Design;

/**
 * Where the parameters of K experts with q linear predictors each over p = d + 1 coefficients lie
 * in one vector: gates of the first K - 1 experts, then each expert's predictors. Coefficients that
 * the design has not have their places too, and are zero there.
 */
public record FamilyLayout(int p, int K, int q, Design design) {

  public FamilyLayout {
    design.requireDimension(p - 1);
  }

  /** The same of another number of experts. */
  public FamilyLayout withExperts(int experts) {
    return new FamilyLayout(p, experts, q, design);
  }

  public int gate(int k) {
    return k * p;
  }

  public int gateSize() {
    return (K - 1) * p;
  }

  /** Of an expert's predictor c. */
  public int expert(int k, int c) {
    return gateSize() + (k * q + c) * p;
  }

  /** Length of an expert's part. */
  public int expertSize() {
    return q * p;
  }

  /** Length of the vector. */
  public int size() {
    return predictors() * p;
  }

  /** Number of linear predictors of gates and experts. */
  public int predictors() {
    return K - 1 + K * q;
  }

  /** Number of free parameters nu. */
  public int freeParameters() {
    return design.freeParameters(p, K, q, false);
  }

  /** The same places, where experts may have variances too, which these have not. */
  ParameterLayout places() {
    return new ParameterLayout(p, K, q, false, design);
  }

  /** Whether there are several experts that share a coefficient. */
  boolean isShared() {
    return places().isShared();
  }

  /** Whether the parameter at that place is one that the design has. */
  public boolean isFree(int parameter) {
    return parameter < gateSize()
        ? design.gateHas(parameter % p)
        : design.expertsHave(parameter % p);
  }

  /** Sets those that the design has not to zero. */
  public void clear(double[] parameters) {
    for (int j = 0; j < parameters.length && !design.isFull(); j++) {
      parameters[j] = isFree(j) ? parameters[j] : 0;
    }
  }

  /** As {@link ParameterLayout#isolate}, over the parameters from the given one on. */
  void isolate(double[] M, int n, int from) {
    if (!design.isFull()) {
      ParameterLayout.isolate(M, n, i -> isFree(from + i));
    }
  }

  /** Number of unordered pairs of different experts. */
  int pairs() {
    return K * (K - 1) / 2;
  }
}
