package org.dmoe.io;

/** Where a parser leaves the numbers of a row; used again for the next one. */
public final class ParsedRow {

  private final double[] x;
  private double y = Double.NaN;
  private String reason = "";

  /**
   * @param dimension number of covariates d
   */
  public ParsedRow(int dimension) {
    x = new double[dimension];
  }

  /** The covariates (length d): the storage itself, overwritten by the next row. */
  public double[] x() {
    return x;
  }

  /** The response; NaN where none was asked for. */
  public double y() {
    return y;
  }

  /** Why the row is missing or bad, in words; empty where it is neither. */
  public String reason() {
    return reason;
  }

  void clear() {
    y = Double.NaN;
    reason = "";
  }

  void set(int column, double value) {
    if (column < x.length) {
      x[column] = value;
    } else {
      y = value;
    }
  }

  void setReason(String why) {
    reason = why;
  }
}
