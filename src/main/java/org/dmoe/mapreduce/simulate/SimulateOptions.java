package org.dmoe.mapreduce.simulate;

import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.mapreduce.DmoeKey;

/**
 * What a SimulateJob draws.
 *
 * @param kind of the population; empty for a given model
 * @param dimension number of covariates d of the kind
 * @param experts number of experts K of the kind
 * @param rows how many
 * @param firstRow number of the first row, from 0: row i is the same in whichever run
 * @param seed of the kind's parameters and of the rows
 * @param label whether each row names its expert, from 1
 * @param maps tasks, each of which writes a file; the rows do not depend on them
 */
public record SimulateOptions(
    Optional<SyntheticKind> kind,
    int dimension,
    int experts,
    long rows,
    long firstRow,
    long seed,
    boolean label,
    int maps) {

  private static final long ROWS_PER_MAP = 1_000_000;
  private static final int MOST_MAPS = 10_000;

  /**
   * @throws IllegalArgumentException if a number is not positive, or there are too many rows to
   *     number
   */
  public SimulateOptions {
    Objects.requireNonNull(kind, "kind");
    if (rows < 1 || maps < 1) {
      throw new IllegalArgumentException(
          "at least one row and one task are needed: " + rows + ", " + maps);
    }
    if (firstRow < 0 || firstRow > Long.MAX_VALUE - rows) {
      throw new IllegalArgumentException("rows cannot be numbered from " + firstRow);
    }
  }

  /** One task for each million rows. */
  public static int mapsFor(long rows) {
    return (int) Math.min(MOST_MAPS, (rows - 1) / ROWS_PER_MAP + 1);
  }

  void store(Configuration conf) {
    DmoeKey.SIMULATED_KIND.set(conf, kind.map(Enum::name).orElse(""));
    DmoeKey.SIMULATED_DIMENSION.set(conf, dimension);
    DmoeKey.SIMULATED_EXPERTS.set(conf, experts);
    DmoeKey.SIMULATED_ROWS.set(conf, rows);
    DmoeKey.SIMULATED_FIRST_ROW.set(conf, firstRow);
    DmoeKey.SEED.set(conf, seed);
    DmoeKey.SIMULATED_LABEL.set(conf, Boolean.toString(label));
    DmoeKey.SIMULATED_MAPS.set(conf, maps);
  }

  static SimulateOptions from(Configuration conf) {
    String kind = DmoeKey.SIMULATED_KIND.get(conf);
    return new SimulateOptions(
        kind.isEmpty() ? Optional.empty() : Optional.of(SyntheticKind.valueOf(kind)),
        DmoeKey.SIMULATED_DIMENSION.getInt(conf),
        DmoeKey.SIMULATED_EXPERTS.getInt(conf),
        DmoeKey.SIMULATED_ROWS.getLong(conf),
        DmoeKey.SIMULATED_FIRST_ROW.getLong(conf),
        DmoeKey.SEED.getLong(conf),
        Boolean.parseBoolean(DmoeKey.SIMULATED_LABEL.get(conf)),
        DmoeKey.SIMULATED_MAPS.getInt(conf));
  }
}
