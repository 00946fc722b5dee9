package org.dmoe.mapreduce.sample;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.hadoop.io.Writable;

/**
 * The covariates of a row (length d), what a formula made them of, its exposure and, only where a
 * pilot is wanted, its response and weight: otherwise these do not leave the mapper.
 */
public final class SampledRow implements Writable {

  private double[] x = {};
  private boolean labelled;
  private double y;
  private double weight;
  private double exposure = 1;
  private double[] raw = {};

  /** For Hadoop, which fills it. */
  public SampledRow() {}

  /**
   * @param x not copied
   */
  SampledRow(double[] x) {
    this(x, 1);
  }

  /**
   * @param x not copied
   */
  SampledRow(double[] x, double exposure) {
    this.x = x;
    this.exposure = exposure;
  }

  /**
   * @param x not copied
   */
  SampledRow(double[] x, double y, double weight, double exposure) {
    this(x, exposure);
    this.labelled = true;
    this.y = y;
    this.weight = weight;
  }

  /**
   * The same row, with what a formula made its covariates of.
   *
   * @param columns not copied; empty without a formula
   */
  SampledRow withRaw(double[] columns) {
    raw = columns;
    return this;
  }

  /** Not a copy; empty without a formula. */
  double[] raw() {
    return raw;
  }

  /** Not a copy. */
  double[] x() {
    return x;
  }

  /** The response. */
  double y() {
    return requireLabelled(y);
  }

  double weight() {
    return requireLabelled(weight);
  }

  /** What the response counts within. */
  double exposure() {
    return exposure;
  }

  private double requireLabelled(double value) {
    if (!labelled) {
      throw new IllegalStateException("the row came without its response");
    }
    return value;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    write(out, x);
    write(out, raw);
    out.writeDouble(exposure);
    out.writeBoolean(labelled);
    if (labelled) {
      out.writeDouble(y);
      out.writeDouble(weight);
    }
  }

  private static void write(DataOutput out, double[] values) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] read(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    for (int j = 0; j < values.length; j++) {
      values[j] = in.readDouble();
    }
    return values;
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    x = read(in);
    raw = read(in);
    exposure = in.readDouble();
    labelled = in.readBoolean();
    y = labelled ? in.readDouble() : 0;
    weight = labelled ? in.readDouble() : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SampledRow that
        && Arrays.equals(x, that.x)
        && Arrays.equals(raw, that.raw)
        && labelled == that.labelled
        && Double.compare(y, that.y) == 0
        && Double.compare(weight, that.weight) == 0
        && Double.compare(exposure, that.exposure) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(x), labelled, y, weight, exposure);
  }

  /** The covariates: a row's response is in no log. */
  @Override
  public String toString() {
    return Arrays.toString(x);
  }
}
