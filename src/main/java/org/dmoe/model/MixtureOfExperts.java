package org.dmoe.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Softmax;

/**
 * A mixture of K Gaussian experts over d covariates: f(y|x) = sum_k pi_k(x) N(y; beta_k' (1, x),
 * sigma_k^2).
 */
public final class MixtureOfExperts {

  private final SoftmaxGate gate;
  private final List<GaussianExpert> experts;
  private final Design design;

  private MixtureOfExperts(SoftmaxGate gate, List<GaussianExpert> experts, Design design) {
    this.gate = gate;
    this.experts = experts;
    this.design = design;
  }

  /**
   * The mixture whose gate and experts have all covariates.
   *
   * @throws IllegalArgumentException if the numbers of gates and experts or their dimensions differ
   */
  public static MixtureOfExperts of(SoftmaxGate gate, List<GaussianExpert> experts) {
    if (gate.experts() != experts.size()) {
      throw new IllegalArgumentException(
          "there are " + experts.size() + " experts and " + gate.experts() + " gates");
    }
    for (int k = 0; k < experts.size(); k++) {
      if (experts.get(k).dimension() != gate.dimension()) {
        throw new IllegalArgumentException(
            "expert %d has %d coefficients, its gate has %d"
                .formatted(k, experts.get(k).dimension(), gate.dimension()));
      }
    }
    return new MixtureOfExperts(gate, List.copyOf(experts), Design.FULL);
  }

  /**
   * The same mixture as one of a design.
   *
   * @throws IllegalArgumentException if a coefficient that the design has not is not zero
   */
  public MixtureOfExperts withDesign(Design other) {
    MixtureOfExperts restricted = restrictedTo(other);
    if (!restricted.gate.equals(gate) || !restricted.experts.equals(experts)) {
      throw new IllegalArgumentException(
          "a coefficient is not zero though neither formula nor features have it there");
    }
    return restricted;
  }

  /** The mixture with zeros where a design has no coefficients. */
  public MixtureOfExperts restrictedTo(Design other) {
    if (other.isFull()) {
      return design.isFull() ? this : new MixtureOfExperts(gate, experts, other);
    }
    other.requireDimension(dimension());
    double[][] alpha = gate.alpha();
    List<GaussianExpert> kept = new ArrayList<>(size());
    for (int k = 0; k < size(); k++) {
      double[] beta = experts.get(k).beta();
      for (int j = 0; j < beta.length; j++) {
        alpha[k][j] = other.gateHas(j) ? alpha[k][j] : 0;
        beta[j] = other.expertsHave(j) ? beta[j] : 0;
      }
      kept.add(GaussianExpert.of(beta, experts.get(k).variance()));
    }
    return new MixtureOfExperts(SoftmaxGate.of(alpha), List.copyOf(kept), other);
  }

  /** Which coefficients the gate and the experts have. */
  public Design design() {
    return design;
  }

  /** Number of experts K. */
  public int size() {
    return experts.size();
  }

  /** Number of covariates d. */
  public int dimension() {
    return gate.dimension();
  }

  /** Number of free parameters: of the full design (K-1) (d+1) of the gate, K (d+2) of experts. */
  public int freeParameters() {
    int p = dimension() + 1;
    return (size() - 1) * design.gateSize(p) + size() * (design.expertSize(p) + 1);
  }

  public SoftmaxGate gate() {
    return gate;
  }

  public List<GaussianExpert> experts() {
    return experts;
  }

  public GaussianExpert expert(int k) {
    return experts.get(k);
  }

  /** log f(y|x). */
  public double logDensity(double[] x, double y) {
    return Softmax.logSumExp(logJoint(x, y));
  }

  /** Posterior probability of each expert given x and y (length K). */
  public double[] responsibilities(double[] x, double y) {
    double[] joint = logJoint(x, y);
    double norm = Softmax.logSumExp(joint);
    for (int k = 0; k < joint.length; k++) {
      joint[k] = PortableMath.exp(joint[k] - norm);
    }
    return joint;
  }

  /** E[y|x] = sum_k pi_k(x) m_k(x). */
  public double mean(double[] x) {
    double[] pi = gate.probabilities(x);
    double mean = 0;
    for (int k = 0; k < pi.length; k++) {
      mean += pi[k] * experts.get(k).mean(x);
    }
    return mean;
  }

  /** Var[y|x] = sum_k pi_k (sigma_k^2 + (m_k - mean)^2), which loses no digits to cancellation. */
  public double variance(double[] x) {
    double[] pi = gate.probabilities(x);
    double mean = mean(x);
    double variance = 0;
    for (int k = 0; k < pi.length; k++) {
      double deviation = experts.get(k).mean(x) - mean;
      variance += pi[k] * (experts.get(k).variance() + deviation * deviation);
    }
    return variance;
  }

  /** The same mixture with experts in canonical order: by intercept, variance, coefficients. */
  public MixtureOfExperts canonical() {
    int[] order =
        IntStream.range(0, size()).boxed().sorted(byParameters()).mapToInt(k -> k).toArray();
    return permuted(order);
  }

  /** The same mixture in another order: expert k of the result is expert order[k] of this. */
  public MixtureOfExperts permuted(int[] order) {
    List<GaussianExpert> reordered = new ArrayList<>(size());
    for (int k : order) {
      reordered.add(experts.get(k));
    }
    return new MixtureOfExperts(gate.permuted(order), List.copyOf(reordered), design);
  }

  private Comparator<Integer> byParameters() {
    Comparator<Integer> order = Comparator.comparingDouble(k -> experts.get(k).intercept());
    order = order.thenComparingDouble(k -> experts.get(k).variance());
    for (int j = 0; j < dimension(); j++) {
      int column = j;
      order = order.thenComparingDouble(k -> experts.get(k).coefficient(column));
    }
    return order;
  }

  private double[] logJoint(double[] x, double y) {
    double[] joint = gate.logProbabilities(x);
    for (int k = 0; k < joint.length; k++) {
      joint[k] += experts.get(k).logDensity(x, y);
    }
    return joint;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MixtureOfExperts that
        && gate.equals(that.gate)
        && experts.equals(that.experts)
        && design.equals(that.design);
  }

  @Override
  public int hashCode() {
    return 31 * gate.hashCode() + experts.hashCode();
  }

  @Override
  public String toString() {
    return "MixtureOfExperts[" + gate + ", " + experts + "]";
  }
}
