package org.dmoe.table.in;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Objects;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableComparator;
import org.apache.hadoop.io.WritableUtils;

/** Where a row stands: its file's identity and a position that split boundaries do not move. */
public final class RowKey implements WritableComparable<RowKey> {

  private static final Comparator<RowKey> ORDER =
      Comparator.comparing(RowKey::file).thenComparingLong(RowKey::position);

  static {
    WritableComparator.define(RowKey.class, new RowKeyComparator());
  }

  private String file = "";
  private long position;

  /** For Hadoop, which fills it. */
  public RowKey() {}

  public RowKey(String file, long position) {
    set(file, position);
  }

  void set(String newFile, long newPosition) {
    this.file = newFile;
    this.position = newPosition;
  }

  /** Makes this a copy of another key. */
  public void set(RowKey that) {
    set(that.file, that.position);
  }

  /** Identity of the file. */
  public String file() {
    return file;
  }

  /**
   * Byte offset in the uncompressed text; of Avro, block and index together; of Parquet, the row's
   * number.
   */
  public long position() {
    return position;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeString(out, file);
    out.writeLong(position);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    file = WritableUtils.readString(in);
    position = in.readLong();
  }

  @Override
  public int compareTo(RowKey that) {
    return ORDER.compare(this, that);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowKey that && file.equals(that.file) && position == that.position;
  }

  @Override
  public int hashCode() {
    return Objects.hash(file, position);
  }

  @Override
  public String toString() {
    return file + "@" + position;
  }
}
