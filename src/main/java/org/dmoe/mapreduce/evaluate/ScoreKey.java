package org.dmoe.mapreduce.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableUtils;

/**
 * A model's number, what is sent of it, the label or machine that it is of, and the identity of the
 * split it was scored on. Keys of one kind and group come one after another, in the splits' order.
 */
public final class ScoreKey implements WritableComparable<ScoreKey> {

  /** What numbers are sent. */
  enum Kind {
    /** Sums of metrics, of all rows. */
    METRICS,
    /** Sums of what is asked of classes or counts, of all rows. */
    FAMILY,
    /** Sums of what pictures need, of all rows. */
    DIAGNOSTICS,
    /** Counts of a known label. */
    LABEL,
    /** Residuals of a machine. */
    MACHINE
  }

  /** Between classes, in no name of one that text files could hold. */
  private static final String SEPARATOR = "\u001f";

  private static final Comparator<ScoreKey> ORDER =
      Comparator.comparingInt(ScoreKey::model)
          .thenComparing(ScoreKey::kind)
          .thenComparing(ScoreKey::group)
          .thenComparing(ScoreKey::split);

  private int model;
  private Kind kind = Kind.METRICS;
  private String group = "";
  private String split = "";

  /** For Hadoop, which fills it. */
  public ScoreKey() {}

  private ScoreKey(int model, Kind kind, String group, String split) {
    this.model = model;
    this.kind = kind;
    this.group = group;
    this.split = split;
  }

  static ScoreKey ofMetrics(int model, String split) {
    return new ScoreKey(model, Kind.METRICS, "", split);
  }

  static ScoreKey ofFamily(int model, List<String> classes, String split) {
    return new ScoreKey(model, Kind.FAMILY, String.join(SEPARATOR, classes), split);
  }

  /** Names of the classes that the group stands for. */
  List<String> classes() {
    return group.isEmpty() ? List.of() : List.of(group.split(SEPARATOR, -1));
  }

  static ScoreKey ofDiagnostics(int model, String split) {
    return new ScoreKey(model, Kind.DIAGNOSTICS, "", split);
  }

  static ScoreKey ofLabel(int model, String label, String split) {
    return new ScoreKey(model, Kind.LABEL, label, split);
  }

  static ScoreKey ofMachine(int model, String machine, String split) {
    return new ScoreKey(model, Kind.MACHINE, machine, split);
  }

  int model() {
    return model;
  }

  Kind kind() {
    return kind;
  }

  /** The label, the machine or the classes; "" for all rows. */
  String group() {
    return group;
  }

  String split() {
    return split;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(model);
    out.writeByte(kind.ordinal());
    WritableUtils.writeString(out, group);
    WritableUtils.writeString(out, split);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    model = in.readInt();
    kind = Kind.values()[in.readByte()];
    group = WritableUtils.readString(in);
    split = WritableUtils.readString(in);
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
    return Objects.hash(model, kind.ordinal(), group, split);
  }

  @Override
  public String toString() {
    return "%d on %s, %s %s".formatted(model, split, kind, group);
  }
}
