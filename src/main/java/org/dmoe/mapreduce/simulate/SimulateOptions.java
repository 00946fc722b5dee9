package org.dmoe.mapreduce.simulate;

import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.mapreduce.job.JobKey;

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
    JobKey.SIMULATED_KIND.set(conf, kind.map(Enum::name).orElse(""));
    JobKey.SIMULATED_DIMENSION.set(conf, dimension);
    JobKey.SIMULATED_EXPERTS.set(conf, experts);
    JobKey.SIMULATED_ROWS.set(conf, rows);
    JobKey.SIMULATED_FIRST_ROW.set(conf, firstRow);
    JobKey.SEED.set(conf, seed);
    JobKey.SIMULATED_LABEL.set(conf, Boolean.toString(label));
    JobKey.SIMULATED_MAPS.set(conf, maps);
  }

  static SimulateOptions from(Configuration conf) {
    String kind = JobKey.SIMULATED_KIND.get(conf);
    return new SimulateOptions(
        kind.isEmpty() ? Optional.empty() : Optional.of(SyntheticKind.valueOf(kind)),
        JobKey.SIMULATED_DIMENSION.getInt(conf),
        JobKey.SIMULATED_EXPERTS.getInt(conf),
        JobKey.SIMULATED_ROWS.getLong(conf),
        JobKey.SIMULATED_FIRST_ROW.getLong(conf),
        JobKey.SEED.getLong(conf),
        Boolean.parseBoolean(JobKey.SIMULATED_LABEL.get(conf)),
        JobKey.SIMULATED_MAPS.getInt(conf));
  }
}
