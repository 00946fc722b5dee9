package org.dmoe.model;

import java.util.Arrays;
import java.util.List;

/**
 * What a machine's rows say of the experts of a mixture, given its responsibilities: for each
 * expert the weight of its share of the rows, their mean and their scatter about it. Statistics of
 * several machines add up to those of all rows, and weighted least squares over all rows needs
 * nothing else.
 */
public final class EmStatistics {

  /**
   * One expert's share, as moments of the rows v = (x, y), of length d + 1.
   *
   * @param mass n = sum_i w_i tau_i
   * @param mean sum_i w_i tau_i v_i / n, in users' units
   * @param scatter sum_i w_i tau_i (v_i - mean)(v_i - mean)', its (d + 1)(d + 2) / 2 entries on and
   *     above the diagonal, row by row
   */
  public record Share(double mass, double[] mean, double[] scatter) {

    /**
     * @throws IllegalArgumentException if a number is not finite, the mass or a sum of squares
     *     negative, or lengths do not fit
     */
    public Share {
      Numbers.requireFinite(mass, "mass");
      Numbers.requireFinite(mean, "mean");
      Numbers.requireFinite(scatter, "scatter");
      if (mass < 0) {
        throw new IllegalArgumentException("mass is negative: " + mass);
      }
      if (mean.length == 0 || scatter.length != mean.length * (mean.length + 1) / 2) {
        throw new IllegalArgumentException(
            "a scatter of %d numbers about a mean of %d".formatted(scatter.length, mean.length));
      }
      for (int a = 0; a < mean.length; a++) {
        if (scatter[a * mean.length - a * (a - 1) / 2] < 0) {
          throw new IllegalArgumentException("a sum of squares is negative");
        }
      }
    }

    /** This one and another, of other rows. */
    public Share plus(Share other) {
      double total = mass + other.mass;
      if (!(total > 0)) {
        return this;
      }
      double part = other.mass / total;
      double[] difference = new double[mean.length];
      double[] middle = new double[mean.length];
      for (int a = 0; a < mean.length; a++) {
        difference[a] = other.mean[a] - mean[a];
        middle[a] = mean[a] + part * difference[a];
      }
      double[] sum = new double[scatter.length];
      int c = 0;
      for (int a = 0; a < mean.length; a++) {
        for (int b = a; b < mean.length; b++, c++) {
          double between = mass * part * difference[a] * difference[b];
          sum[c] = scatter[c] + other.scatter[c] + between;
        }
      }
      return new Share(total, middle, sum);
    }

    /** The same rows with their weights multiplied. */
    public Share times(double factor) {
      double[] scaled = scatter.clone();
      for (int c = 0; c < scaled.length; c++) {
        scaled[c] *= factor;
      }
      return new Share(factor * mass, mean, scaled);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Share that
          && Double.compare(mass, that.mass) == 0
          && Arrays.equals(mean, that.mean)
          && Arrays.equals(scatter, that.scatter);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(scatter) + Arrays.hashCode(mean);
    }

    @Override
    public String toString() {
      return "n " + mass + ", mean " + Arrays.toString(mean);
    }
  }

  private final List<Share> shares;

  private EmStatistics(List<Share> shares) {
    this.shares = List.copyOf(shares);
  }

  /**
   * @param shares of each expert, in the mixture's order
   * @throws IllegalArgumentException if there is none, or their numbers of columns differ
   */
  public static EmStatistics of(List<Share> shares) {
    for (Share share : shares) {
      if (share.mean().length != shares.get(0).mean().length) {
        throw new IllegalArgumentException("statistics of different numbers of columns");
      }
    }
    if (shares.isEmpty()) {
      throw new IllegalArgumentException("statistics of no expert");
    }
    return new EmStatistics(shares);
  }

  /** Number of experts K. */
  public int size() {
    return shares.size();
  }

  /** Number of covariates d. */
  public int dimension() {
    return shares.get(0).mean().length - 1;
  }

  public Share share(int k) {
    return shares.get(k);
  }

  /** In another order of the experts: share k of the result is share order[k] of this. */
  public EmStatistics permuted(int[] order) {
    return new EmStatistics(Arrays.stream(order).mapToObj(shares::get).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmStatistics that && shares.equals(that.shares);
  }

  @Override
  public int hashCode() {
    return shares.hashCode();
  }

  @Override
  public String toString() {
    return shares.toString();
  }
}
