package org.dmoe.mapreduce.simulate;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.mapreduce.job.JobKey;

/** What a SimulateJob draws. Every property is described at its setter in the {@link Builder}. */
public final class SimulateOptions {

  private static final long ROWS_PER_MAP = 1_000_000;
  private static final int MOST_MAPS = 10_000;

  private final Optional<SyntheticKind> kind;
  private final int dimension;
  private final int experts;
  private final long rows;
  private final long firstRow;
  private final long seed;
  private final boolean label;
  private final double noise;
  private final int maps;

  private SimulateOptions(Builder from) {
    kind = from.kind;
    dimension = from.dimension.orElseGet(() -> kind.map(SyntheticKind::dimension).orElse(0));
    experts = from.experts.orElseGet(() -> kind.map(SyntheticKind::experts).orElse(0));
    rows = from.rows;
    firstRow = from.firstRow;
    seed = from.seed;
    label = from.label;
    noise = from.noise;
    maps = from.maps.orElseGet(() -> mapsFor(rows));
  }

  /** Rows of a given model. */
  public static Builder builder(long rows) {
    return new Builder(rows);
  }

  /** Empty where the rows are those of a given model. */
  public Optional<SyntheticKind> kind() {
    return kind;
  }

  /** That of the kind, by seed and sizes. */
  public Population population(SyntheticKind of) {
    Population population = of.population(seed, dimension, experts);
    return noise > 0 ? population.withNoise(noise) : population;
  }

  /** Number of covariates d of the kind. */
  public int dimension() {
    return dimension;
  }

  /** Number of experts K of the kind. */
  public int experts() {
    return experts;
  }

  public long rows() {
    return rows;
  }

  public long firstRow() {
    return firstRow;
  }

  public long seed() {
    return seed;
  }

  public boolean label() {
    return label;
  }

  /** Share of rows that no expert of the kind makes. */
  public double noise() {
    return noise;
  }

  public int maps() {
    return maps;
  }

  /** One task for each million rows. */
  private static int mapsFor(long rows) {
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
    JobKey.SIMULATED_NOISE.set(conf, Double.toString(noise));
    JobKey.SIMULATED_MAPS.set(conf, maps);
  }

  static SimulateOptions from(Configuration conf) {
    Builder options =
        builder(JobKey.SIMULATED_ROWS.getLong(conf))
            .firstRow(JobKey.SIMULATED_FIRST_ROW.getLong(conf))
            .seed(JobKey.SEED.getLong(conf))
            .label(Boolean.parseBoolean(JobKey.SIMULATED_LABEL.get(conf)))
            .maps(JobKey.SIMULATED_MAPS.getInt(conf));
    JobKey.SIMULATED_KIND
        .getOptional(conf)
        .ifPresent(
            kind ->
                options
                    .kind(SyntheticKind.valueOf(kind))
                    .dimension(JobKey.SIMULATED_DIMENSION.getInt(conf))
                    .experts(JobKey.SIMULATED_EXPERTS.getInt(conf))
                    .noise(Double.parseDouble(JobKey.SIMULATED_NOISE.get(conf))));
    return options.build();
  }

  /** Collects what is drawn. */
  public static final class Builder {

    private final long rows;
    private Optional<SyntheticKind> kind = Optional.empty();
    private OptionalInt dimension = OptionalInt.empty();
    private OptionalInt experts = OptionalInt.empty();
    private long firstRow;
    private long seed = 1;
    private boolean label;
    private double noise;
    private OptionalInt maps = OptionalInt.empty();

    private Builder(long rows) {
      this.rows = rows;
    }

    /** Kind of the population; by default the rows are those of a given model. */
    public Builder kind(SyntheticKind population) {
      kind = Optional.of(population);
      return this;
    }

    /** Covariates of the kind, at least 1; by default as many as the kind has by itself. */
    public Builder dimension(int covariates) {
      dimension = OptionalInt.of(covariates);
      return this;
    }

    /** Experts of the kind, at least 1; by default as many as the kind has by itself. */
    public Builder experts(int number) {
      experts = OptionalInt.of(number);
      return this;
    }

    /**
     * Number of the first row, from 0, which is the default: row i is the same in whichever run.
     */
    public Builder firstRow(long number) {
      firstRow = number;
      return this;
    }

    /** Seed of the kind's parameters and of the rows; 1 by default. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /** Whether each row names its expert, from 1; by default it does not. */
    public Builder label(boolean named) {
      label = named;
      return this;
    }

    /** Share of rows whose responses no expert of the kind makes; by default none. */
    public Builder noise(double share) {
      noise = share;
      return this;
    }

    /**
     * Tasks, each of which writes a file, at least 1; by default one for each million rows. The
     * rows do not depend on them.
     */
    public Builder maps(int tasks) {
      maps = OptionalInt.of(tasks);
      return this;
    }

    /**
     * @throws IllegalArgumentException if a number is out of its range, there are too many rows to
     *     number, or dimension or experts are given without a kind
     */
    public SimulateOptions build() {
      validate();
      return new SimulateOptions(this);
    }

    private void validate() {
      requirePositive("--rows", rows);
      maps.ifPresent(number -> requirePositive("--maps", number));
      dimension.ifPresent(number -> requirePositive("--dimension", number));
      experts.ifPresent(number -> requirePositive("--experts", number));
      if (firstRow < 0 || firstRow > Long.MAX_VALUE - rows) {
        throw new IllegalArgumentException(
            "--first-row %d: must not be negative, nor so great that rows cannot be numbered"
                .formatted(firstRow));
      }
      if (!(noise >= 0 && noise < 1)) {
        throw new IllegalArgumentException(
            "--noise-share " + noise + ": must be a share of the rows, from 0 to below 1");
      }
      if (noise > 0 && kind.isEmpty()) {
        throw new IllegalArgumentException("--noise-share goes with --kind; a model has its own");
      }
      if (noise > 0 && !kind.get().response().isGaussian()) {
        throw new IllegalArgumentException(
            "--noise-share goes with kinds of Gaussian experts: of a response of family %s no density is broad"
                .formatted(kind.get().response().family()));
      }
      if (kind.isEmpty() && (dimension.isPresent() || experts.isPresent())) {
        throw new IllegalArgumentException(
            "--dimension and --experts go with --kind; a model has its own");
      }
    }

    private static void requirePositive(String flag, long value) {
      if (value < 1) {
        throw new IllegalArgumentException(flag + " " + value + ": must be at least 1");
      }
    }
  }
}
