package org.dmoe.mapreduce.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Objects;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableUtils;

/** A model's number and the identity of the split it was scored on. */
public final class ScoreKey implements WritableComparable<ScoreKey> {

  private static final Comparator<ScoreKey> ORDER =
      Comparator.comparingInt(ScoreKey::model).thenComparing(ScoreKey::split);

  private int model;
  private String split = "";

  /** For Hadoop, which fills it. */
  public ScoreKey() {}

  ScoreKey(int model, String split) {
    this.model = model;
    this.split = split;
  }

  int model() {
    return model;
  }

  String split() {
    return split;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(model);
    WritableUtils.writeString(out, split);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    model = in.readInt();
    split = WritableUtils.readString(in);
  }

  @Override
  public int compareTo(ScoreKey that) {
    return ORDER.compare(this, that);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreKey that && model == that.model && split.equals(that.split);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, split);
  }

  @Override
  public String toString() {
    return model + " on " + split;
  }
}
