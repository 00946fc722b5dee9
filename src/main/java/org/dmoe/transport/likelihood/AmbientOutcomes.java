package org.dmoe.transport.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.em.family.FamilyRows;
import org.dmoe.em.search.Seeds;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The supporting sample with every response that the ambient mixture can give: layer y has the
 * response y with the weight f^W(y|x). Expectations over the response are exact but for a tail. Of
 * experts that give too many, whole numbers at equal distances are taken, some in a deviation: of
 * smooth probabilities such sums are all but exact (L. N. Trefethen and J. A. C. Weideman, SIAM
 * Review 56, 2014). Where a row has many such experts, it has a sample of them, drawn
 * systematically in proportion to their weights.
 */
final class AmbientOutcomes implements FamilyRows {

  /** Responses of an expert up to which they are summed. */
  static final int MOST_OUTCOMES = 256;

  /** Probability of an expert's responses that are not summed; above the rounding of a sum. */
  private static final double TAIL = 1e-11;

  private final AmbientMixture ambient;
  private final StandardisedSupport support;
  private final CanonicalFamily family;
  private final long seed;

  /** Of blocks, layers and rows. */
  private final double[][][] weights;

  /** Responses of the layers after the outcomes, by block. */
  private final double[][][] distant;

  private final double[] response = new double[StandardisedSupport.BLOCK_ROWS];
  private final double[] exposures = new double[StandardisedSupport.BLOCK_ROWS];
  private final double[] probabilities = new double[MOST_OUTCOMES];
  private int block;
  private int layer;
  private boolean sampled;

  private AmbientOutcomes(
      AmbientMixture ambient,
      CanonicalFamily family,
      long seed,
      double[][][] weights,
      double[][][] distant) {
    this.ambient = ambient;
    this.support = ambient.support();
    this.family = family;
    this.seed = seed;
    this.weights = weights;
    this.distant = distant;
  }

  /**
   * Empty where responses are no whole numbers.
   *
   * @param seed of the samples
   */
  static Optional<AmbientOutcomes> of(AmbientMixture ambient, CanonicalFamily family, long seed) {
    int blocks = ambient.support().blockCount();
    AmbientOutcomes outcomes =
        new AmbientOutcomes(ambient, family, seed, new double[blocks][][], new double[blocks][][]);
    if (!family.isDiscrete()) {
      return Optional.empty();
    }
    for (int b = 0; b < outcomes.weights.length; b++) {
      outcomes.fill(b);
    }
    return Optional.of(outcomes);
  }

  /** Whether some row has a sample of experts. */
  boolean isSampled() {
    return sampled;
  }

  private void fill(int b) {
    List<double[]> layers = new ArrayList<>();
    List<double[]> responses = new ArrayList<>();
    double[][] gates = new double[ambient.size()][StandardisedSupport.BLOCK_ROWS];
    double[][] eta = new double[ambient.size() * family.predictors()][];
    copyExperts(b, gates, eta);
    List<ManyOutcomes> rest = new ArrayList<>();
    for (int i = 0; i < support.rows(b); i++) {
      rest.add(addRow(b, i, gates, eta, layers));
    }
    int outcomes = layers.size();
    for (int i = 0; i < rest.size(); i++) {
      long seedOfRow = Seeds.derive(seed, (long) b * StandardisedSupport.BLOCK_ROWS + i);
      sampled |= rest.get(i).isSampled();
      rest.get(i).addPoints(i, seedOfRow, outcomes, layers, responses);
    }
    weights[b] = layers.toArray(new double[0][]);
    distant[b] = responses.toArray(new double[0][]);
  }

  /** Weights and predictors of all local experts at the rows of a block. */
  private void copyExperts(int b, double[][] gates, double[][] eta) {
    int p = support.columns();
    int q = family.predictors();
    double[][] gate = new double[ambient.largest()][StandardisedSupport.BLOCK_ROWS];
    for (int m = 0; m < ambient.machines(); m++) {
      ambient.knownGateWeights(m, b, gate);
      for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
        System.arraycopy(gate[l - ambient.first(m)], 0, gates[l], 0, support.rows(b));
        for (int c = 0; c < q; c++) {
          double[] at = new double[StandardisedSupport.BLOCK_ROWS];
          VectorMath.combine(
              at, support.block(b), ambient.beta(l), c * p, p, support.paddedRows(b));
          eta[l * q + c] = at;
        }
      }
    }
  }

  /** Adds the experts whose outcomes can be summed; returns the others. */
  private ManyOutcomes addRow(
      int b, int i, double[][] gates, double[][] eta, List<double[]> layers) {
    int q = family.predictors();
    OutcomeDensity density = new OutcomeDensity(family, support.exposure(b, i));
    ManyOutcomes rest = new ManyOutcomes(family, support.exposure(b, i));
    for (int l = 0; l < gates.length; l++) {
      double[] own = new double[q];
      for (int c = 0; c < q; c++) {
        own[c] = eta[l * q + c][i];
      }
      int outcomes = outcomes(own, density, support.exposure(b, i));
      if (outcomes < 0) {
        rest.add(gates[l][i], own);
      }
      for (int y = 0; y < outcomes; y++) {
        if (y == layers.size()) {
          layers.add(new double[StandardisedSupport.BLOCK_ROWS]);
        }
        layers.get(y)[i] += gates[l][i] * probabilities[y];
      }
    }
    return rest;
  }

  /** Number of outcomes of which the probabilities were noted; negative if there are too many. */
  private int outcomes(double[] own, OutcomeDensity density, double exposure) {
    if (family.mean(own, exposure) > MOST_OUTCOMES) {
      return -1;
    }
    density.at(own);
    double left = 1;
    int y = 0;
    for (; y <= density.largest() && left > TAIL; y++) {
      if (y == MOST_OUTCOMES) {
        return -1;
      }
      probabilities[y] = PortableMath.exp(density.log(y));
      left -= probabilities[y];
    }
    return y;
  }

  @Override
  public long responses() {
    return (long) support.size() * (weights.length == 0 ? 0 : weights[0].length);
  }

  @Override
  public AmbientOutcomes another() {
    return new AmbientOutcomes(ambient, family, seed, weights, distant);
  }

  @Override
  public int p() {
    return support.columns();
  }

  @Override
  public int blockCount() {
    return weights.length;
  }

  @Override
  public int load(int b) {
    block = b;
    support.exposures(b, exposures);
    loadLayer(0);
    return support.paddedRows(b);
  }

  @Override
  public double[][] columns() {
    return support.block(block);
  }

  @Override
  public int layers() {
    return weights[block].length;
  }

  /** Rows that cannot have a response have another one there, of weight 0. */
  @Override
  public void loadLayer(int next) {
    layer = next;
    int outcomes = weights[block].length - distant[block].length;
    if (next >= outcomes) {
      System.arraycopy(distant[block][next - outcomes], 0, response, 0, response.length);
      return;
    }
    for (int i = 0; i < response.length; i++) {
      response[i] = next <= family.largest(exposures[i]) ? next : 0;
    }
  }

  @Override
  public double[] response() {
    return response;
  }

  @Override
  public double[] weights() {
    return weights[block][layer];
  }

  @Override
  public double[] exposures() {
    return exposures;
  }

  /** Each row's weights sum to one. */
  @Override
  public double totalWeight() {
    return support.size();
  }
}
