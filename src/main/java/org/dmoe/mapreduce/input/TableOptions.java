package org.dmoe.mapreduce.input;

import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.mapreduce.DmoeKey;

/**
 * How tables are read.
 *
 * @param response column of the response
 * @param features columns of the covariates, in order; empty for all other columns
 * @param exclude columns that are no covariates where {@code features} is empty
 * @param missing what a missing value does
 * @param maxBadRows how many rows of a job may be unreadable
 * @param partition what one machine's rows are
 */
public record TableOptions(
    String response,
    List<String> features,
    List<String> exclude,
    MissingPolicy missing,
    long maxBadRows,
    Partition partition) {

  /** What a missing value in a column that is needed does. */
  public enum MissingPolicy {
    /** Its row is a bad row. */
    FAIL,
    /** Its row is left out and counted. */
    SKIP
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
    features = List.copyOf(features);
    exclude = List.copyOf(exclude);
    if (!features.isEmpty() && !exclude.isEmpty()) {
      throw new IllegalArgumentException("name the features or what to exclude, not both");
    }
    if (maxBadRows < 0) {
      throw new IllegalArgumentException("bad rows must not be negative: " + maxBadRows);
    }
  }

  /** All other columns are covariates, nothing may be missing or unreadable. */
  public static TableOptions of(String response) {
    return new TableOptions(response, List.of(), List.of(), MissingPolicy.FAIL, 0, Partition.SPLIT);
  }

  public TableOptions withPartition(Partition choice) {
    return new TableOptions(response, features, exclude, missing, maxBadRows, choice);
  }

  public TableOptions withMissing(MissingPolicy policy) {
    return new TableOptions(response, features, exclude, policy, maxBadRows, partition);
  }

  public TableOptions withMaxBadRows(long number) {
    return new TableOptions(response, features, exclude, missing, number, partition);
  }

  public TableOptions withFeatures(List<String> names) {
    return new TableOptions(response, names, exclude, missing, maxBadRows, partition);
  }

  public TableOptions withExclude(List<String> names) {
    return new TableOptions(response, features, names, missing, maxBadRows, partition);
  }

  /** Puts these options where {@link #from} finds them. */
  public void store(Configuration conf) {
    DmoeKey.RESPONSE.set(conf, response);
    DmoeKey.FEATURES.set(conf, features);
    DmoeKey.EXCLUDE.set(conf, exclude);
    DmoeKey.MISSING.set(conf, missing);
    DmoeKey.MAX_BAD_ROWS.set(conf, maxBadRows);
    DmoeKey.PARTITION.set(conf, partition);
  }

  /**
   * @throws IllegalArgumentException if a value is not understood
   */
  public static TableOptions from(Configuration conf) {
    return new TableOptions(
        DmoeKey.RESPONSE.get(conf),
        DmoeKey.FEATURES.getList(conf),
        DmoeKey.EXCLUDE.getList(conf),
        DmoeKey.MISSING.getEnum(conf, MissingPolicy.class),
        DmoeKey.MAX_BAD_ROWS.getLong(conf),
        DmoeKey.PARTITION.getEnum(conf, Partition.class));
  }
}
