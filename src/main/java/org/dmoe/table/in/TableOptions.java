package org.dmoe.table.in;

import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureSpec;
import org.dmoe.table.TableKey;

/**
 * How tables are read.
 *
 * @param response column of the response
 * @param features columns of the covariates, in order; empty for all other columns
 * @param exclude columns that are no covariates where {@code features} is empty
 * @param missing what a missing value does
 * @param maxBadRows how many rows of a job may be unreadable
 * @param partition what one machine's rows are
 * @param csv how CSV files are written
 * @param minRows that a machine should have where it is a split
 * @param roles of columns that are no plain numbers
 */
public record TableOptions(
    String response,
    List<String> features,
    List<String> exclude,
    MissingPolicy missing,
    long maxBadRows,
    Partition partition,
    CsvOptions csv,
    long minRows,
    ColumnRoles roles) {

  /** What a missing value in a column that is needed does. */
  public enum MissingPolicy {
    /** Its row is a bad row. */
    FAIL,
    /** Its row is left out and counted. */
    SKIP,
    /** A covariate's mean takes its place; where there is none the row is left out and counted. */
    MEAN
  }

  /** What one machine's rows are. */
  public enum Partition {
    /** A split of the input as the file system cuts it. */
    SPLIT,
    /** A file. */
    FILE
  }

  /**
   * @throws IllegalArgumentException if the number of bad rows is negative or both features and
   *     exclusions are named
   */
  public TableOptions {
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(missing, "missing");
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(csv, "csv");
    Objects.requireNonNull(roles, "roles");
    features = List.copyOf(features);
    exclude = List.copyOf(exclude);
    if (!features.isEmpty() && !exclude.isEmpty()) {
      throw new IllegalArgumentException("name the features or what to exclude, not both");
    }
    if (maxBadRows < 0) {
      throw new IllegalArgumentException("bad rows must not be negative: " + maxBadRows);
    }
    if (minRows < 1) {
      throw new IllegalArgumentException("a machine needs at least one row: " + minRows);
    }
  }

  /** CSV as usual, machines of any size. */
  public TableOptions(
      String response,
      List<String> features,
      List<String> exclude,
      MissingPolicy missing,
      long maxBadRows,
      Partition partition) {
    this(
        response,
        features,
        exclude,
        missing,
        maxBadRows,
        partition,
        CsvOptions.DEFAULT,
        1,
        ColumnRoles.NONE);
  }

  /** All other columns are covariates, nothing may be missing or unreadable. */
  public static TableOptions of(String response) {
    return new TableOptions(response, List.of(), List.of(), MissingPolicy.FAIL, 0, Partition.SPLIT);
  }

  public TableOptions withPartition(Partition choice) {
    return new TableOptions(
        response, features, exclude, missing, maxBadRows, choice, csv, minRows, roles);
  }

  public TableOptions withMissing(MissingPolicy policy) {
    return new TableOptions(
        response, features, exclude, policy, maxBadRows, partition, csv, minRows, roles);
  }

  public TableOptions withMaxBadRows(long number) {
    return new TableOptions(
        response, features, exclude, missing, number, partition, csv, minRows, roles);
  }

  public TableOptions withResponse(String name) {
    return new TableOptions(
        name, features, exclude, missing, maxBadRows, partition, csv, minRows, roles);
  }

  public TableOptions withFeatures(List<String> names) {
    return new TableOptions(
        response, names, exclude, missing, maxBadRows, partition, csv, minRows, roles);
  }

  public TableOptions withExclude(List<String> names) {
    return new TableOptions(
        response, features, names, missing, maxBadRows, partition, csv, minRows, roles);
  }

  public TableOptions withCsv(CsvOptions options) {
    return new TableOptions(
        response, features, exclude, missing, maxBadRows, partition, options, minRows, roles);
  }

  public TableOptions withMinRows(long number) {
    return new TableOptions(
        response, features, exclude, missing, maxBadRows, partition, csv, number, roles);
  }

  public TableOptions withRoles(ColumnRoles others) {
    return new TableOptions(
        response, features, exclude, missing, maxBadRows, partition, csv, minRows, others);
  }

  /** With covariates that need not be found among the table's columns. */
  public TableOptions withKnown(FeatureSpec spec) {
    return withRoles(roles.withKnown(spec));
  }

  /** Puts these options where {@link #from} finds them. */
  public void store(Configuration conf) {
    TableKey.RESPONSE.set(conf, response);
    TableKey.FEATURES.set(conf, features);
    TableKey.EXCLUDE.set(conf, exclude);
    TableKey.MISSING.set(conf, missing);
    TableKey.MAX_BAD_ROWS.set(conf, maxBadRows);
    TableKey.PARTITION.set(conf, partition);
    TableKey.MIN_ROWS.set(conf, minRows);
    csv.store(conf);
    roles.store(conf);
  }

  /**
   * @throws IllegalArgumentException if a value is not understood
   */
  public static TableOptions from(Configuration conf) {
    return new TableOptions(
        TableKey.RESPONSE.get(conf),
        TableKey.FEATURES.getList(conf),
        TableKey.EXCLUDE.getList(conf),
        TableKey.MISSING.getEnum(conf, MissingPolicy.class),
        TableKey.MAX_BAD_ROWS.getLong(conf),
        TableKey.PARTITION.getEnum(conf, Partition.class),
        CsvOptions.from(conf),
        TableKey.MIN_ROWS.getLong(conf),
        ColumnRoles.from(conf));
  }
}
