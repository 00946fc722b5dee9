package org.dmoe.mapreduce.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Objects;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableUtils;

/**
 * A model's number, the identity of the split it was scored on, and the known label that counts are
 * of; "" for the metrics of all rows.
 */
public final class ScoreKey implements WritableComparable<ScoreKey> {

  private static final Comparator<ScoreKey> ORDER =
      Comparator.comparingInt(ScoreKey::model)
          .thenComparing(ScoreKey::split)
          .thenComparing(ScoreKey::label);

  private int model;
  private String split = "";
  private String label = "";

  /** For Hadoop, which fills it. */
  public ScoreKey() {}

  ScoreKey(int model, String split) {
    this(model, split, "");
  }

  ScoreKey(int model, String split, String label) {
    this.model = model;
    this.split = split;
    this.label = label;
  }

  int model() {
    return model;
  }

  String split() {
    return split;
  }

  String label() {
    return label;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(model);
    WritableUtils.writeString(out, split);
    WritableUtils.writeString(out, label);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    model = in.readInt();
    split = WritableUtils.readString(in);
    label = WritableUtils.readString(in);
  }

  @Override
  public int compareTo(ScoreKey that) {
    return ORDER.compare(this, that);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreKey that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, split, label);
  }

  @Override
  public String toString() {
    return model + " on " + split + (label.isEmpty() ? "" : ", label " + label);
  }
}
