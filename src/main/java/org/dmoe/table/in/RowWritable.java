package org.dmoe.table.in;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/**
 * A row: covariates, response, weight, and columns passed on as text. The reader fills the same
 * object again and again.
 */
public final class RowWritable implements Writable {

  private static final String[] NO_TEXTS = {};

  private double[] x = {};
  private double y;
  private double weight;
  private String[] texts = NO_TEXTS;

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
    set(x, y, weight, texts);
  }

  void set(double[] newX, double newY, double newWeight, String[] newTexts) {
    this.x = newX;
    this.y = newY;
    this.weight = newWeight;
    this.texts = newTexts;
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
    WritableUtils.writeStringArray(out, texts);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    for (int j = 0; j < values.length; j++) {
      values[j] = in.readDouble();
    }
    set(values, in.readDouble(), in.readDouble(), WritableUtils.readStringArray(in));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowWritable that
        && Arrays.equals(x, that.x)
        && Double.compare(y, that.y) == 0
        && Double.compare(weight, that.weight) == 0
        && Arrays.equals(texts, that.texts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(x), y, weight, Arrays.hashCode(texts));
  }

  @Override
  public String toString() {
    String numbers = Arrays.toString(x) + " -> " + y + " (" + weight + ")";
    return texts.length == 0 ? numbers : numbers + " " + Arrays.toString(texts);
  }
}
