package org.dmoe.mapreduce.input;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.hadoop.io.Writable;

/** A row: covariates, response, weight. The reader fills the same object again and again. */
public final class RowWritable implements Writable {

  private double[] x = {};
  private double y;
  private double weight;

  /** For Hadoop, which fills it. */
  public RowWritable() {}

  /**
   * @param x covariates (length d), not copied
   */
  public RowWritable(double[] x, double y, double weight) {
    set(x, y, weight);
  }

  void set(double[] newX, double newY, double newWeight) {
    this.x = newX;
    this.y = newY;
    this.weight = newWeight;
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

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(x.length);
    for (double value : x) {
      out.writeDouble(value);
    }
    out.writeDouble(y);
    out.writeDouble(weight);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    for (int j = 0; j < values.length; j++) {
      values[j] = in.readDouble();
    }
    set(values, in.readDouble(), in.readDouble());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowWritable that
        && Arrays.equals(x, that.x)
        && Double.compare(y, that.y) == 0
        && Double.compare(weight, that.weight) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(x), y, weight);
  }

  @Override
  public String toString() {
    return Arrays.toString(x) + " -> " + y + " (" + weight + ")";
  }
}
