package org.dmoe.transport.likelihood;

import org.dmoe.em.family.FamilyRows;
import org.dmoe.linalg.PoissonQuantile;
import org.dmoe.model.family.Poisson;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The supporting sample with counts of the ambient mixture within the rows' exposures, on the
 * shifted lattice of {@link AmbientRows}.
 */
final class AmbientCounts implements FamilyRows {

  private final AmbientRows rows;
  private final StandardisedSupport support;
  private final double[] exposures = new double[StandardisedSupport.BLOCK_ROWS];

  AmbientCounts(AmbientMixture ambient, long seed) {
    this.rows = new AmbientRows(ambient, seed, new Counts(ambient));
    this.support = ambient.support();
  }

  /** Counts of a local expert. */
  private static final class Counts implements AmbientRows.Points {

    private final AmbientMixture ambient;
    private final double[] eta = new double[1];
    private double mean;

    Counts(AmbientMixture ambient) {
      this.ambient = ambient;
    }

    @Override
    public void goTo(int l, int b, int i) {
      eta[0] = ambient.mean(l, b, i);
      mean = Poisson.INSTANCE.mean(eta, ambient.support().exposure(b, i));
    }

    @Override
    public double at(double level) {
      return PoissonQuantile.of(mean, level);
    }
  }

  @Override
  public int p() {
    return rows.p();
  }

  @Override
  public int blockCount() {
    return rows.blockCount();
  }

  @Override
  public int load(int b) {
    support.exposures(b, exposures);
    return rows.load(b);
  }

  @Override
  public double[][] columns() {
    return rows.columns();
  }

  @Override
  public int layers() {
    return rows.layers();
  }

  @Override
  public void loadLayer(int layer) {
    rows.loadLayer(layer);
  }

  @Override
  public double[] response() {
    return rows.response();
  }

  @Override
  public double[] weights() {
    return rows.weights();
  }

  @Override
  public double[] exposures() {
    return exposures;
  }

  @Override
  public double totalWeight() {
    return rows.totalWeight();
  }
}
