package org.dmoe.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * S rows of covariates (no response) over which the divergence between mixtures is averaged, and
 * what a response there would count within: trials, or the exposure of counts.
 */
public final class SupportingSample {

  private final List<String> features;
  private final double[][] rows;
  private final double[] exposures;
  private final Optional<RawRows> raw;

  private SupportingSample(
      List<String> features, double[][] rows, double[] exposures, Optional<RawRows> raw) {
    this.features = features;
    this.rows = rows;
    this.exposures = exposures;
    this.raw = raw;
  }

  /**
   * @param features names of the d covariates, or an empty list where they are not known
   * @param rows S x d, copied
   * @throws IllegalArgumentException if there is no row, rows differ in length or a number is not
   *     finite
   */
  public static SupportingSample of(List<String> features, double[][] rows) {
    Objects.requireNonNull(features, "features");
    if (rows.length == 0) {
      throw new IllegalArgumentException("the supporting sample has no rows");
    }
    int d = rows[0].length;
    if (!features.isEmpty() && features.size() != d) {
      throw new IllegalArgumentException(
          "the supporting sample has " + d + " columns and " + features.size() + " names");
    }
    double[][] copy = new double[rows.length][];
    for (int s = 0; s < rows.length; s++) {
      if (rows[s].length != d) {
        throw new IllegalArgumentException(
            "row " + s + " of the supporting sample has " + rows[s].length + " columns, not " + d);
      }
      for (double v : rows[s]) {
        if (!Double.isFinite(v)) {
          throw new IllegalArgumentException(
              "row " + s + " of the supporting sample has a number that is not finite: " + v);
        }
      }
      copy[s] = rows[s].clone();
    }
    double[] ones = new double[copy.length];
    Arrays.fill(ones, 1);
    return new SupportingSample(List.copyOf(features), copy, ones, Optional.empty());
  }

  /**
   * The same rows with their exposures.
   *
   * @param ofRows of each row (length S), copied
   * @throws IllegalArgumentException if there are not S of them or one is not positive
   */
  public SupportingSample withExposures(double[] ofRows) {
    if (ofRows.length != rows.length) {
      throw new IllegalArgumentException(
          "a supporting sample of %d rows, %d exposures".formatted(rows.length, ofRows.length));
    }
    for (double exposure : ofRows) {
      if (!(exposure > 0 && Double.isFinite(exposure))) {
        throw new IllegalArgumentException("an exposure is not positive: " + exposure);
      }
    }
    return new SupportingSample(features, rows, ofRows.clone(), raw);
  }

  /**
   * The same rows, with what a formula made their covariates of.
   *
   * @throws IllegalArgumentException naming the first row, counted from 1, whose covariates are
   *     others, or if there are not S rows
   */
  public SupportingSample withRaw(RawRows ofRows) {
    if (ofRows.size() != rows.length) {
      throw new IllegalArgumentException(
          "%d rows for a supporting sample of %d".formatted(ofRows.size(), rows.length));
    }
    for (int s = 0; s < rows.length; s++) {
      if (!Arrays.equals(ofRows.covariates(s), rows[s])) {
        throw new IllegalArgumentException(
            "row %d is another one than that of the supporting sample".formatted(s + 1));
      }
    }
    return new SupportingSample(features, rows, exposures, Optional.of(ofRows));
  }

  /** Rows 0, stride, 2 stride, ... of it, without what a formula made them of. */
  public SupportingSample every(int stride) {
    double[][] some = new double[(rows.length + stride - 1) / stride][];
    double[] theirs = new double[some.length];
    for (int s = 0; s < some.length; s++) {
      some[s] = rows[s * stride];
      theirs[s] = exposures[s * stride];
    }
    return new SupportingSample(features, some, theirs, Optional.empty());
  }

  /** What a formula made the covariates of, where that is known. */
  public Optional<RawRows> raw() {
    return raw;
  }

  /** Of row s: trials, or what counts are within; 1 where nothing was said. */
  public double exposure(int s) {
    return exposures[s];
  }

  /** Of all rows (length S), a copy. */
  public double[] exposures() {
    return exposures.clone();
  }

  /** Whether any exposure is not one. */
  public boolean hasExposures() {
    return Arrays.stream(exposures).anyMatch(exposure -> exposure != 1);
  }

  /** Names of the covariates; empty where they are not known. */
  public List<String> features() {
    return features;
  }

  /** Number of rows S. */
  public int size() {
    return rows.length;
  }

  /** Number of covariates d. */
  public int dimension() {
    return rows[0].length;
  }

  /** A copy of row s (length d). */
  public double[] row(int s) {
    return rows[s].clone();
  }

  /** x_j of row s. */
  public double get(int s, int j) {
    return rows[s][j];
  }
}
