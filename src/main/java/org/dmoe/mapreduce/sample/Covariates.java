package org.dmoe.mapreduce.sample;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.io.Writable;

/** The covariates of a row (length d); its response does not leave the mapper. */
public final class Covariates implements Writable {

  private double[] x = {};

  /** For Hadoop, which fills it. */
  public Covariates() {}

  /**
   * @param x not copied
   */
  Covariates(double[] x) {
    this.x = x;
  }

  /** Not a copy. */
  double[] x() {
    return x;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(x.length);
    for (double value : x) {
      out.writeDouble(value);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    x = new double[in.readInt()];
    for (int j = 0; j < x.length; j++) {
      x[j] = in.readDouble();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Covariates that && Arrays.equals(x, that.x);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(x);
  }

  @Override
  public String toString() {
    return Arrays.toString(x);
  }
}
