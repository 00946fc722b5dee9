package org.dmoe.em;

import org.dmoe.data.Observations;
import org.dmoe.em.family.FamilyLayout;
import org.dmoe.em.family.FamilySettings;
import org.dmoe.em.likelihood.BlockRange;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.search.SearchSettings;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.Design;
import org.dmoe.model.family.CanonicalFamily;

/** How much heap a local fit needs, known before there are rows. */
public final class MemoryEstimate {

  private static final long DOUBLE = Double.BYTES;

  /** Buffers of rows being parsed, the runtime, and what the collector needs to breathe. */
  private static final long FIXED = 64L << 20;

  private MemoryEstimate() {}

  /**
   * Bytes of heap for a fit, the rows included: these once, as doubles in blocks; soft labels in
   * the search for rare experts; the sums of a Hessian pass, the Hessian with its factor, and the
   * same again for the pilot sample of the race, for each thread that races.
   *
   * @param rows n of one machine
   * @param dimension d
   * @param experts K
   */
  public static long bytes(long rows, int dimension, int experts) {
    return bytes(rows, dimension, FitOptions.of(experts));
  }

  /** The same for other options than the defaults; a long race is run on copies of all rows. */
  public static long bytes(long rows, int dimension, FitOptions options) {
    if (options.family() instanceof CanonicalFamily family) {
      return bytesOfFamily(rows, dimension, options, family);
    }
    int experts = options.experts();
    SearchSettings settings = options.settings(new ParameterLayout(dimension + 1, experts), rows);
    long pilot =
        Math.min(rows, settings.raceRows((int) Math.min(rows, Integer.MAX_VALUE)) * 5L / 4);
    long ladder = rows > pilot ? rows / 2 : 0;
    long p = dimension + 1L;
    long held = (rows + ladder + 3 * pilot) * (p + 2) * DOUBLE;
    long labels = rows * (experts + 3L) * DOUBLE;
    long pass = passBytes(p, experts);
    long size = square(settings.layout().size());
    long threads = furtherThreads(options) * (ranges(pilot, p, 2L * experts - 1) * pass + 2 * size);
    return FIXED + held + labels + 2 * pass + 5 * size + threads;
  }

  /**
   * Rows with their exposures; of the race's also the points that are partitioned, labels and
   * residuals; for each objective, on all rows and on the race's, the sums of a Hessian pass.
   */
  private static long bytesOfFamily(
      long rows, int dimension, FitOptions options, CanonicalFamily family) {
    int p = dimension + 1;
    int q = family.predictors();
    FamilyLayout layout = new FamilyLayout(p, options.experts(), q, Design.FULL);
    long race =
        options.longRace() ? rows : Math.min(rows, FamilySettings.raceRows(layout) * 5L / 4);
    long held = (rows + race) * (p + 3) * DOUBLE;
    long points = race * (2L * p + 2L * options.experts() + q + 8) * DOUBLE;
    long predictors = layout.predictors();
    long grams = predictors * (predictors + 1) + (long) q * q * options.experts();
    long pass = grams * (PackedSymmetric.length(p) + 2L * Observations.BLOCK_ROWS) * DOUBLE;
    long size = square(layout.size());
    long threads = furtherThreads(options) * (ranges(race, p, predictors) * pass + 2 * size);
    return FIXED + held + points + 3 * pass + 6 * size + threads;
  }

  /** Threads beside the first of a race; each has passes, a Hessian and its factor of its own. */
  private static long furtherThreads(FitOptions options) {
    return Math.min(options.threads().count(), options.starts()) - 1L;
  }

  private static long ranges(long rows, long p, long predictors) {
    return BlockRange.most(rows, (int) p, (int) predictors);
  }

  /** Gram matrices and weight vectors of the largest pass. */
  private static long passBytes(long p, long experts) {
    long gramsOfHessian =
        (experts - 1) * experts / 2 + (experts - 1) * experts + experts * (experts + 1) / 2;
    long gramsOfEm = experts + experts * (experts - 1) / 2;
    long products = 20;
    long packed = PackedSymmetric.length((int) p);
    long vectors = 2 * gramsOfHessian + 2 * experts * experts + 16 * experts + 3 * p;
    return ((gramsOfHessian + gramsOfEm + products) * packed + 200 * vectors) * DOUBLE;
  }

  private static long square(long size) {
    return size * size * DOUBLE;
  }
}
