package org.dmoe.data.row;

import java.util.Arrays;
import java.util.Optional;

/** Where a parser leaves the numbers of a row; used again for the next one. */
public final class ParsedRow {

  private final double[] x;
  private final String[] texts;
  private final boolean[] textMissing;
  private double y = Double.NaN;
  private double weight = 1;
  private double exposure = 1;
  private String reason = "";
  private NotNumber notNumber;

  /** A text where a number was wanted. */
  public record NotNumber(String column, String text) {}

  /**
   * @param dimension number of covariates d
   * @param texts number of columns that are kept as they are written
   */
  public ParsedRow(int dimension, int texts) {
    this.x = new double[dimension];
    this.texts = new String[texts];
    this.textMissing = new boolean[texts];
  }

  /** The covariates (length d): the storage itself, overwritten by the next row; NaN is missing. */
  public double[] x() {
    return x;
  }

  /** The response; NaN where none was asked for or it is missing. */
  public double y() {
    return y;
  }

  /** The weight; 1 where none was asked for, NaN where it is missing. */
  public double weight() {
    return weight;
  }

  /** What the response counts within; 1 where none was asked for, NaN where it is missing. */
  public double exposure() {
    return exposure;
  }

  /** The columns kept as text: the storage itself, overwritten by the next row. */
  public String[] texts() {
    return texts;
  }

  /** Whether a column kept as text holds no value, or one that stands for none. */
  public boolean isTextMissing(int place) {
    return textMissing[place];
  }

  /** Why the row is missing or bad, in words; empty where it is neither. */
  public String reason() {
    return reason;
  }

  void clear() {
    y = Double.NaN;
    weight = 1;
    exposure = 1;
    reason = "";
    notNumber = null;
    Arrays.fill(textMissing, false);
  }

  /** Slots are the covariates', then those of response, weight and exposure. */
  void set(int slot, double value) {
    if (slot < x.length) {
      x[slot] = value;
    } else if (slot == x.length) {
      y = value;
    } else if (slot == x.length + 1) {
      weight = value;
    } else {
      exposure = value;
    }
  }

  void setText(int place, String text, boolean missing) {
    texts[place] = text;
    textMissing[place] = missing;
  }

  /** The text that makes the row a bad one, where one does. */
  public Optional<NotNumber> notNumber() {
    return Optional.ofNullable(notNumber);
  }

  void setNotNumber(String column, String text) {
    notNumber = new NotNumber(column, text);
  }

  public void setReason(String why) {
    reason = why;
    notNumber = null;
  }
}
