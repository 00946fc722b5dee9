package org.dmoe.transport.ambient;

import java.util.Arrays;
import java.util.List;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Softmax;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Design;
import org.dmoe.model.Expert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.family.Family;

/**
 * All local experts side by side, f^W = sum_m lambda_m f_m, as they act on the standardised
 * support: L = sum_m K_m experts whose gate weights are lambda_m pi_mk(x). Local models may have
 * different numbers of experts.
 */
public final class AmbientMixture {

  private final StandardisedSupport support;
  private final List<LocalModel> models;
  private final double sampleSize;
  private final double[] share;
  private final int[] first;
  private final double[][] alpha;
  private final double[][] beta;
  private final double[] variance;
  private final List<UnknownDirections> unknownToExperts;
  private final KnownShares known;

  /**
   * @throws IllegalArgumentException if there is no model or a dimension differs from the support's
   */
  public AmbientMixture(List<LocalModel> models, StandardisedSupport support) {
    requireOneDimension(models, support.columns() - 1);
    requireOneDesign(models);
    requireOneFamily(models);
    this.models = List.copyOf(models);
    this.support = support;
    this.sampleSize = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    this.share = new double[models.size()];
    this.first = new int[models.size() + 1];
    for (int m = 0; m < models.size(); m++) {
      share[m] = models.get(m).sampleSize() / sampleSize;
      first[m + 1] = first[m] + models.get(m).mixture().size();
    }
    this.alpha = new double[first[models.size()]][];
    this.beta = new double[alpha.length][];
    this.variance = new double[alpha.length];
    for (int m = 0; m < models.size(); m++) {
      copyExperts(models.get(m).mixture(), first[m]);
    }
    this.unknownToExperts =
        models.stream()
            .map(m -> m.undetermined().within(design()::expertsHave))
            .map(directions -> UnknownDirections.of(directions, support))
            .toList();
    this.known = KnownShares.of(models, share, support);
  }

  public StandardisedSupport support() {
    return support;
  }

  /** Number of local models M. */
  public int machines() {
    return models.size();
  }

  /** Number of local experts L. */
  public int size() {
    return beta.length;
  }

  /** Sum of the local sample sizes. */
  public double sampleSize() {
    return sampleSize;
  }

  /** lambda_m. */
  public double share(int m) {
    return share[m];
  }

  public List<LocalModel> models() {
    return models;
  }

  public LocalModel model(int m) {
    return models.get(m);
  }

  /** Index of the first expert of machine m; of machine M it is L. */
  public int first(int m) {
    return first[m];
  }

  /** Number of experts of the largest local model. */
  public int largest() {
    int largest = 0;
    for (int m = 0; m < machines(); m++) {
      largest = Math.max(largest, first[m + 1] - first[m]);
    }
    return largest;
  }

  /**
   * Coefficients on the standardised support (length q p, predictor after predictor): the storage
   * itself.
   */
  public double[] beta(int l) {
    return beta[l];
  }

  public double variance(int l) {
    return variance[l];
  }

  /** Experts of machine m as a start or candidate. */
  public GlobalExperts experts(int m) {
    int size = first[m + 1] - first[m];
    double[][] coefficients = new double[size][];
    double[] variances = new double[size];
    for (int k = 0; k < size; k++) {
      coefficients[k] = beta[first[m] + k].clone();
      variances[k] = variance[first[m] + k];
    }
    return new GlobalExperts(coefficients, variances);
  }

  /** The machine that local expert l belongs to. */
  public int machineOf(int l) {
    int found = Arrays.binarySearch(first, l);
    return found >= 0 ? found : -found - 2;
  }

  /** "expert k of local model 'id'", counted from 1. */
  public String describe(int l) {
    int m = machineOf(l);
    return "expert %d of local model '%s'".formatted(l - first[m] + 1, models.get(m).id());
  }

  /** What the response is given an expert, in all local models. */
  public Family family() {
    return models.get(0).mixture().family();
  }

  /** Which coefficients all local models have. */
  public Design design() {
    return models.get(0).mixture().design();
  }

  /** What the rows of machine m leave undetermined of its experts. */
  public UnknownDirections unknownToExperts(int m) {
    return unknownToExperts.get(m);
  }

  /**
   * As {@link #gateWeights}, but of rows x on which machine m cannot know its model, a level that
   * it has not seen for instance, the other machines have its share; all keep theirs where none
   * knows.
   */
  public void knownGateWeights(int m, int b, double[][] weights) {
    gateWeights(m, b, weights);
    double[] factor = known.factors(m, b);
    int experts = first[m + 1] - first[m];
    for (int k = 0; k < experts && factor.length > 0; k++) {
      VectorMath.multiply(weights[k], weights[k], factor, support.rows(b));
    }
  }

  /** lambda_m at row i of block b, as {@link #knownGateWeights} has it. */
  public double knownShare(int m, int b, int i) {
    return share[m] * known.factor(m, b, i);
  }

  /**
   * pi_mk(x) of machine m's experts at row i of block b.
   *
   * @param out receives K_m probabilities
   */
  public void gate(int m, int b, int i, double[] out) {
    int experts = first[m + 1] - first[m];
    double[][] columns = support.block(b);
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < experts; k++) {
      out[k] = at(alpha[first[m] + k], columns, i);
      largest = Math.max(largest, out[k]);
    }
    double sum = 0;
    for (int k = 0; k < experts; k++) {
      out[k] = PortableMath.exp(out[k] - largest);
      sum += out[k];
    }
    for (int k = 0; k < experts; k++) {
      out[k] /= sum;
    }
  }

  /** m_l(x) at row i of block b. */
  public double mean(int l, int b, int i) {
    return at(beta[l], support.block(b), i);
  }

  private static double at(double[] coefficients, double[][] columns, int i) {
    double sum = coefficients[0];
    for (int j = 1; j < columns.length; j++) {
      sum = Math.fma(coefficients[j], columns[j][i], sum);
    }
    return sum;
  }

  /** Fills weights[k][i] with lambda_m pi_mk(x_i) for the rows i of block b. */
  public void gateWeights(int m, int b, double[][] weights) {
    int experts = first[m + 1] - first[m];
    for (int k = 0; k < experts; k++) {
      support.project(alpha[first[m] + k], b, weights[k]);
    }
    int rows = support.rows(b);
    Softmax softmax = new Softmax(rows);
    softmax.exponentiate(weights, experts, rows, weights);
    softmax.normalise(weights, experts, rows, share[m]);
  }

  private void copyExperts(MixtureOfExperts mixture, int offset) {
    for (int k = 0; k < mixture.size(); k++) {
      Expert expert = mixture.linearExpert(k);
      alpha[offset + k] = support.standardise(mixture.gate().alpha(k));
      beta[offset + k] = GlobalExperts.standardise(expert, support);
      variance[offset + k] = expert.dispersion();
    }
  }

  private static void requireOneDesign(List<LocalModel> models) {
    LocalModel first = models.get(0);
    for (LocalModel model : models) {
      if (!model.mixture().design().equals(first.mixture().design())) {
        throw new IllegalArgumentException(
            "local models '%s' and '%s' have different covariates in their gates or experts, or share different parameters"
                .formatted(first.id(), model.id()));
      }
    }
  }

  private static void requireOneFamily(List<LocalModel> models) {
    LocalModel first = models.get(0);
    for (LocalModel model : models) {
      if (!model.mixture().family().equals(first.mixture().family())) {
        throw new IllegalArgumentException(
            "local models '%s' and '%s' are of different families or classes"
                .formatted(first.id(), model.id()));
      }
    }
  }

  private static void requireOneDimension(List<LocalModel> models, int dimension) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("there is no local model to aggregate");
    }
    for (LocalModel model : models) {
      if (model.mixture().dimension() != dimension) {
        throw new IllegalArgumentException(
            "local model '%s' has %d covariates, the supporting sample has %d"
                .formatted(model.id(), model.mixture().dimension(), dimension));
      }
    }
  }
}
