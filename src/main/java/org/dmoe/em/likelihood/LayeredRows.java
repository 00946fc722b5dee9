package org.dmoe.em.likelihood;

/**
 * Weighted rows in standardised units, one block at a time. The rows of a block may have several
 * responses each, with weights of their own: they come in layers, which share the covariates and
 * with them the gate and the experts' means.
 */
public interface LayeredRows {

  /** Number of coefficients p = d + 1. */
  int p();

  int blockCount();

  /**
   * Reads block b.
   *
   * @return its rows, rounded up to a multiple of 8; rows added have weight 0 and zeros
   */
  int load(int b);

  /** Columns of the block read last, the first of them ones. */
  double[][] columns();

  /** Layers of the block read last, at least one. */
  int layers();

  /** Turns to a layer of the block read last; the first need not be asked for. */
  void loadLayer(int layer);

  /** Of each row, in the layer read last. */
  double[] response();

  /** Of each row, in the layer read last. */
  double[] weights();

  /** Sum of all weights. */
  double totalWeight();

  /** Rows times layers. */
  long responses();

  /** The same rows with scratch of their own, for another thread. */
  LayeredRows another();
}
