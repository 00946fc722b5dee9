package org.dmoe.transport.likelihood;

import org.dmoe.em.family.FamilyRows;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The supporting sample with every outcome that the response can have, a layer each, by its
 * probability under the ambient mixture: expectations over the response are exact.
 */
abstract class AmbientOutcomes implements FamilyRows {

  final StandardisedSupport support;

  /** Of blocks, outcomes and rows. */
  final double[][][] weights;

  final double[] exposures = new double[StandardisedSupport.BLOCK_ROWS];
  int block;
  int layer;

  AmbientOutcomes(StandardisedSupport support, int outcomes) {
    this.support = support;
    this.weights = new double[support.blockCount()][outcomes][StandardisedSupport.BLOCK_ROWS];
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
  public double[][] columns() {
    return support.block(block);
  }

  @Override
  public int layers() {
    return weights[block].length;
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
