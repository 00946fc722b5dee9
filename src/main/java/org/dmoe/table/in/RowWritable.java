package org.dmoe.table.in;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/**
 * A row: covariates, response, weight, exposure, and columns passed on as text. The reader fills
 * the same object again and again.
 */
public final class RowWritable implements Writable {

  private static final String[] NO_TEXTS = {};
  private static final double[] NOTHING = {};

  private double[] x = {};
  private double y;
  private double weight;
  private double exposure = 1;
  private String[] texts = NO_TEXTS;
  private double[] raw = NOTHING;

  /** For Hadoop, which fills it. */
  public RowWritable() {}

  /**
   * @param x covariates (length d), not copied
   */
  public RowWritable(double[] x, double y, double weight) {
    this(x, y, weight, NO_TEXTS);
  }

  /**
   * @param x covariates (length d), not copied
   * @param texts one for each of the columns asked for, not copied
   */
  public RowWritable(double[] x, double y, double weight, String... texts) {
    set(x, y, weight, 1, texts);
  }

  void set(double[] newX, double newY, double newWeight, double newExposure, String[] newTexts) {
    this.x = newX;
    this.y = newY;
    this.weight = newWeight;
    this.exposure = newExposure;
    this.texts = newTexts;
  }

  void setRaw(double[] columns) {
    this.raw = columns;
  }

  /**
   * What a formula made the covariates of, for each column its number or the index of its level:
   * known where the row was read, empty elsewhere and without a formula. Not a copy.
   */
  public double[] raw() {
    return raw;
  }

  /** The covariates (length d), not a copy: valid until the next row is read. */
  public double[] x() {
    return x;
  }

  public double y() {
    return y;
  }

  public double weight() {
    return weight;
  }

  /** What the response counts within: trials or exposure; 1 where there is no column of it. */
  public double exposure() {
    return exposure;
  }

  /**
   * The columns of {@link org.dmoe.table.TableKey#TEXT_COLUMNS}, not a copy: valid until the next
   * row is read.
   */
  public String[] texts() {
    return texts;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(x.length);
    for (double value : x) {
      out.writeDouble(value);
    }
    out.writeDouble(y);
    out.writeDouble(weight);
    out.writeDouble(exposure);
    WritableUtils.writeStringArray(out, texts);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    for (int j = 0; j < values.length; j++) {
      values[j] = in.readDouble();
    }
    set(
        values,
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        WritableUtils.readStringArray(in));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowWritable that
        && Arrays.equals(x, that.x)
        && Double.compare(y, that.y) == 0
        && Double.compare(weight, that.weight) == 0
        && Double.compare(exposure, that.exposure) == 0
        && Arrays.equals(texts, that.texts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(x), y, weight, exposure, Arrays.hashCode(texts));
  }

  @Override
  public String toString() {
    String within = exposure == 1 ? "" : " of " + exposure;
    String numbers = Arrays.toString(x) + " -> " + y + within + " (" + weight + ")";
    return texts.length == 0 ? numbers : numbers + " " + Arrays.toString(texts);
  }
}
