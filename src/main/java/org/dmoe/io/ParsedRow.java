package org.dmoe.io;

/** Where a parser leaves the numbers of a row; used again for the next one. */
public final class ParsedRow {

  private final double[] x;
  private final String[] texts;
  private double y = Double.NaN;
  private String reason = "";

  /**
   * @param dimension number of covariates d
   */
  public ParsedRow(int dimension) {
    this(dimension, 0);
  }

  /**
   * @param dimension number of covariates d
   * @param texts number of columns that are kept as they are written
   */
  public ParsedRow(int dimension, int texts) {
    this.x = new double[dimension];
    this.texts = new String[texts];
  }

  /** The covariates (length d): the storage itself, overwritten by the next row. */
  public double[] x() {
    return x;
  }

  /** The response; NaN where none was asked for. */
  public double y() {
    return y;
  }

  /** The columns kept as text: the storage itself, overwritten by the next row. */
  public String[] texts() {
    return texts;
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

  void setText(int place, char[] buffer, int offset, int length) {
    texts[place] = new String(buffer, offset, length);
  }

  void setReason(String why) {
    reason = why;
  }
}
