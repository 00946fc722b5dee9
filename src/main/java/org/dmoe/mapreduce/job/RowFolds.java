package org.dmoe.mapreduce.job;

import org.dmoe.table.StableHash;
import org.dmoe.table.in.RowKey;

/** Deals rows out to folds by their hash, whatever split or task they are in. */
public final class RowFolds {

  /** So that folds have nothing to do with the draw of the supporting sample. */
  private static final long OWN = 0x5eedf01d5L;

  private final long seed;
  private final int folds;
  private String file = "";
  private long base;

  /**
   * @param folds number of them
   */
  public RowFolds(long seed, int folds) {
    this.seed = seed ^ OWN;
    this.folds = folds;
    this.base = StableHash.of(this.seed, file);
  }

  /** The fold of a row, from 0. */
  public int of(RowKey key) {
    if (!key.file().equals(file)) {
      file = key.file();
      base = StableHash.of(seed, file);
    }
    return (int) Math.floorMod(StableHash.at(base, key.position()), (long) folds);
  }
}
