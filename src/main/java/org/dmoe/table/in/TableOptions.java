package org.dmoe.table.in;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.row.ColumnNames;

/** How tables are read. Every property is described at its setter in the {@link Builder}. */
public final class TableOptions {

  private final Optional<String> response;
  private final List<String> features;
  private final List<String> exclude;
  private final MissingPolicy missing;
  private final long maxBadRows;
  private final Partition partition;
  private final CsvOptions csv;
  private final long minRows;
  private final ColumnRoles roles;
  private final List<String> times;
  private final boolean pathColumns;

  /** What a missing value in a column that is needed does. */
  public enum MissingPolicy {
    /** Its row is a bad row. */
    FAIL,
    /** Its row is skipped and counted. */
    SKIP,
    /** A covariate's mean takes its place; where there is none the row is skipped and counted. */
    MEAN
  }

  /** What one machine's rows are. */
  public enum Partition {
    /** A split of the input as the file system cuts it. */
    SPLIT,
    /** A file. */
    FILE
  }

  private TableOptions(Builder from) {
    response = from.response;
    features = from.features;
    exclude = from.exclude;
    missing = from.missing;
    maxBadRows = from.maxBadRows;
    partition = from.partition;
    csv = from.csv;
    minRows = from.minRows;
    roles = from.roles;
    times = from.times;
    pathColumns = from.pathColumns;
  }

  /** All columns are covariates, nothing may be missing or unreadable. */
  public static Builder builder() {
    return new Builder();
  }

  /** As {@code builder().response(response).build()}. */
  public static TableOptions of(String response) {
    return builder().response(response).build();
  }

  /** For a copy with a change. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.response = response;
    return copy.features(features)
        .exclude(exclude)
        .missing(missing)
        .maxBadRows(maxBadRows)
        .partition(partition)
        .csv(csv)
        .minRows(minRows)
        .roles(roles)
        .times(times)
        .pathColumns(pathColumns);
  }

  public Optional<String> response() {
    return response;
  }

  /** In order; empty where they are all columns that have no other part. */
  public List<String> features() {
    return features;
  }

  public List<String> exclude() {
    return exclude;
  }

  public MissingPolicy missing() {
    return missing;
  }

  public long maxBadRows() {
    return maxBadRows;
  }

  public Partition partition() {
    return partition;
  }

  public CsvOptions csv() {
    return csv;
  }

  public long minRows() {
    return minRows;
  }

  public ColumnRoles roles() {
    return roles;
  }

  public List<String> times() {
    return times;
  }

  public boolean pathColumns() {
    return pathColumns;
  }

  /** With covariates that need not be found among the table's columns. */
  public TableOptions withKnown(FeatureSpec spec) {
    return toBuilder().roles(roles.toBuilder().known(spec).build()).build();
  }

  /** Puts these options where {@link #from} finds them. */
  public void store(Configuration conf) {
    StoredTableOptions.write(this, conf);
  }

  /**
   * @throws IllegalArgumentException if a value is not understood
   */
  public static TableOptions from(Configuration conf) {
    return StoredTableOptions.read(conf);
  }

  private List<Object> properties() {
    return List.of(
        response,
        features,
        exclude,
        missing,
        maxBadRows,
        partition,
        csv,
        minRows,
        roles,
        times,
        pathColumns);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableOptions that && properties().equals(that.properties());
  }

  @Override
  public int hashCode() {
    return properties().hashCode();
  }

  @Override
  public String toString() {
    return "TableOptions" + properties();
  }

  /** Collects the options of a table. */
  public static final class Builder {

    private Optional<String> response = Optional.empty();
    private List<String> features = List.of();
    private List<String> exclude = List.of();
    private MissingPolicy missing = MissingPolicy.FAIL;
    private long maxBadRows;
    private Partition partition = Partition.SPLIT;
    private CsvOptions csv = CsvOptions.DEFAULT;
    private long minRows = 1;
    private ColumnRoles roles = ColumnRoles.NONE;
    private List<String> times = List.of();
    private boolean pathColumns = true;

    private Builder() {}

    /** Column of the response; by default there is none. */
    public Builder response(String column) {
      response = Optional.of(column);
      return this;
    }

    /** Takes back {@link #response}. */
    public Builder noResponse() {
      response = Optional.empty();
      return this;
    }

    /** Columns of the covariates, in order; by default all that have no other part. */
    public Builder features(List<String> columns) {
      features = List.copyOf(columns);
      return this;
    }

    /** Columns that are not covariates; none by default, and only where no features are named. */
    public Builder exclude(List<String> columns) {
      exclude = List.copyOf(columns);
      return this;
    }

    /** What a missing value does; by default {@link MissingPolicy#FAIL}. */
    public Builder missing(MissingPolicy policy) {
      missing = Objects.requireNonNull(policy, "missing");
      return this;
    }

    /** How many rows of a job may be unreadable and are skipped; 0 by default. */
    public Builder maxBadRows(long rows) {
      maxBadRows = rows;
      return this;
    }

    /** What one machine's rows are; by default {@link Partition#SPLIT}. */
    public Builder partition(Partition choice) {
      partition = Objects.requireNonNull(choice, "partition");
      return this;
    }

    /** How CSV files are written; by default {@link CsvOptions#DEFAULT}. */
    public Builder csv(CsvOptions options) {
      csv = Objects.requireNonNull(options, "csv");
      return this;
    }

    /**
     * Rows, as estimated, that a machine has at least where it is a split: small splits are put
     * together. At least 1, which is the default.
     */
    public Builder minRows(long rows) {
      minRows = rows;
      return this;
    }

    /** Columns that are no plain numbers; by default {@link ColumnRoles#NONE}. */
    public Builder roles(ColumnRoles others) {
      roles = Objects.requireNonNull(others, "roles");
      return this;
    }

    /** Columns of dates or times that are taken as seconds; by default none may be a number. */
    public Builder times(List<String> columns) {
      times = List.copyOf(columns);
      return this;
    }

    /** Whether directories named NAME=VALUE below the input are columns, as they are by default. */
    public Builder pathColumns(boolean wanted) {
      pathColumns = wanted;
      return this;
    }

    /**
     * @throws IllegalArgumentException if a number is out of its range, a feature is named twice,
     *     both features and exclusions are named, or the response is a column without a name
     */
    public TableOptions build() {
      validate();
      return new TableOptions(this);
    }

    private void validate() {
      Optional<String> twice = ColumnNames.repeated(features);
      if (twice.isPresent()) {
        throw new IllegalArgumentException(
            "--features: '%s' is named twice".formatted(twice.get()));
      }
      if (response.filter(String::isEmpty).isPresent()) {
        throw new IllegalArgumentException("--response '': must be the name of a column");
      }
      if (maxBadRows < 0) {
        throw new IllegalArgumentException(
            "--max-bad-rows " + maxBadRows + ": must not be negative");
      }
      if (minRows < 1) {
        throw new IllegalArgumentException(
            "--min-rows-per-machine " + minRows + ": must be at least 1");
      }
      if (!features.isEmpty() && !exclude.isEmpty()) {
        throw new IllegalArgumentException(
            "--features %s, --exclude %s: give one or the other"
                .formatted(String.join(",", features), String.join(",", exclude)));
      }
    }
  }
}
