package org.dmoe.em.likelihood;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.dmoe.linalg.SharedEntries;
import org.dmoe.model.Design;
import org.dmoe.model.Noise;

/**
 * Where the parameters of K experts over p = d + 1 coefficients lie in one vector: gates of the
 * first K - 1 experts, then the experts' linear predictors, which of Gaussian experts are their
 * means, then the log variances. Coefficients that the design has not have their places too, and
 * are zero there.
 *
 * @param q linear predictors of an expert
 * @param dispersions whether experts have log variances
 */
public record ParameterLayout(int p, int K, int q, boolean dispersions, Design design) {

  /** Of Gaussian experts with all coefficients. */
  public ParameterLayout(int p, int K) {
    this(p, K, Design.FULL);
  }

  /** Of Gaussian experts. */
  public ParameterLayout(int p, int K, Design design) {
    this(p, K, 1, true, design);
  }

  public ParameterLayout {
    design.requireDimension(p - 1);
  }

  /** The same of another number of experts. */
  public ParameterLayout withExperts(int experts) {
    return new ParameterLayout(p, experts, q, dispersions, design);
  }

  /** The same with that noise, in the units of the response that is fitted, or none. */
  public ParameterLayout withNoise(Optional<Noise> noise) {
    return new ParameterLayout(p, K, q, dispersions, design.withNoise(noise));
  }

  /** The same of all coefficients, and no noise. */
  public ParameterLayout full() {
    return new ParameterLayout(p, K, q, dispersions, Design.FULL);
  }

  public int gate(int k) {
    return k * p;
  }

  public int gateSize() {
    return (K - 1) * p;
  }

  /** Of expert k's first predictor. */
  public int mean(int k) {
    return gateSize() + k * q * p;
  }

  /** Number of linear predictors of gates and experts, each with p coefficients. */
  public int predictors() {
    return K - 1 + K * q;
  }

  public int logVariance(int k) {
    return predictors() * p + k;
  }

  /** Length of the vector, nu where the design is full. */
  public int size() {
    return predictors() * p + (dispersions ? K : 0);
  }

  /** Number of free parameters nu. */
  public int freeParameters() {
    return design.freeParameters(p, K, q, dispersions);
  }

  /** Whether the parameter at that place is one that the design has. */
  public boolean isFree(int parameter) {
    if (design.isFull() || parameter >= predictors() * p) {
      return true;
    }
    int coefficient = parameter % p;
    return parameter < gateSize() ? design.gateHas(coefficient) : design.expertsHave(coefficient);
  }

  /** Whether there are several experts that share a parameter. */
  public boolean isShared() {
    return K > 1 && design.isShared();
  }

  /** Which parameters are one number for all experts. */
  public SharedEntries shared() {
    return shared(0);
  }

  /** The same of those of the experts alone, counted from the end of the gates. */
  public SharedEntries sharedOfExperts() {
    return shared(gateSize());
  }

  private SharedEntries shared(int from) {
    int[] first = new int[size() - from];
    for (int j = 0; j < first.length; j++) {
      first[j] = firstOf(from + j) - from;
    }
    return SharedEntries.of(first);
  }

  /** The place of the first expert's, of a parameter that all share; else its own. */
  private int firstOf(int parameter) {
    if (parameter < gateSize()) {
      return parameter;
    }
    if (parameter >= predictors() * p) {
      return design.hasEqualVariance() ? logVariance(0) : parameter;
    }
    boolean equal = design.isEqual(parameter % p);
    return equal ? mean(0) + (parameter - gateSize()) % (q * p) : parameter;
  }

  /** Gives those that all experts share their mean, in place. */
  public void share(double[] parameters) {
    if (isShared()) {
      shared().average(parameters);
    }
  }

  /** Sets those that the design has not to zero. */
  public void clear(double[] parameters) {
    for (int j = 0; j < parameters.length && !design.isFull(); j++) {
      parameters[j] = isFree(j) ? parameters[j] : 0;
    }
  }

  /**
   * Makes rows and columns of those that the design has not such that a step solved for leaves them
   * alone: zeros beside the diagonal, and there the largest number of all.
   *
   * @param M n x n, row-major, over the parameters from the given one on
   */
  public void isolate(double[] M, int n, int from) {
    if (!design.isFull()) {
      isolate(M, n, i -> isFree(from + i));
    }
  }

  /** The same of a matrix whose free rows and columns are known by their number. */
  public static void isolate(double[] M, int n, IntPredicate free) {
    double largest = 1;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, M[i * n + i]);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n && !free.test(i); j++) {
        M[i * n + j] = 0;
        M[j * n + i] = 0;
      }
      M[i * n + i] = free.test(i) ? M[i * n + i] : largest;
    }
  }

  /** Number of unordered pairs of different experts. */
  public int pairs() {
    return K * (K - 1) / 2;
  }
}
