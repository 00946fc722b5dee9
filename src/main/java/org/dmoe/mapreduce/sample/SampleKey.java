package org.dmoe.mapreduce.sample;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableComparator;
import org.dmoe.table.StableHash;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowKeyComparator;

/** What rows are drawn by: the hash of seed, file and position; ties by file and position. */
public final class SampleKey implements WritableComparable<SampleKey> {

  static {
    WritableComparator.define(SampleKey.class, new OnBytes());
  }

  private long hash;
  private final RowKey row = new RowKey();

  /** The order of keys on their bytes, without decoding them. */
  private static final class OnBytes extends WritableComparator {

    OnBytes() {
      super(SampleKey.class);
    }

    @Override
    public int compare(byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
      int byHash = Long.compareUnsigned(readLong(a, startA), readLong(b, startB));
      return byHash != 0
          ? byHash
          : RowKeyComparator.compare(a, startA + Long.BYTES, b, startB + Long.BYTES);
    }
  }

  /** For Hadoop, which fills it. */
  public SampleKey() {}

  /**
   * @param fileHash of the seed and the file's identity
   */
  SampleKey(long fileHash, RowKey row) {
    set(fileHash, row);
  }

  void set(long fileHash, RowKey key) {
    this.hash = StableHash.at(fileHash, key.position());
    this.row.set(key);
  }

  long hash() {
    return hash;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(hash);
    row.write(out);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    hash = in.readLong();
    row.readFields(in);
  }

  @Override
  public int compareTo(SampleKey that) {
    int byHash = Long.compareUnsigned(hash, that.hash);
    return byHash != 0 ? byHash : row.compareTo(that.row);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SampleKey that && hash == that.hash && row.equals(that.row);
  }

  @Override
  public int hashCode() {
    return Objects.hash(hash, row);
  }

  @Override
  public String toString() {
    return Long.toHexString(hash) + " " + row;
  }
}
