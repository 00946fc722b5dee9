package org.dmoe.data.describe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows with the smallest keys, whichever the order in which they come. */
public final class RowSample {

  /**
   * What rows are drawn by.
   *
   * @param hash of where the row stands
   * @param file and position settle a draw
   */
  public record Key(long hash, String file, long position) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::hash)
            .thenComparing(Key::file)
            .thenComparingLong(Key::position);

    @Override
    public int compareTo(Key that) {
      return ORDER.compare(this, that);
    }
  }

  private final int size;
  private final TreeMap<Key, double[]> rows = new TreeMap<>();

  /**
   * @param size rows that are kept; 0 for none
   */
  public RowSample(int size) {
    this.size = size;
  }

  /** Whether a row with that hash may be among those kept. */
  public boolean mayTake(long hash) {
    return rows.size() < size || (size > 0 && hash <= rows.lastKey().hash());
  }

  /**
   * @param row a number for each column, NaN where there is none; not copied
   */
  public void add(Key key, double[] row) {
    if (mayTake(key.hash())) {
      rows.put(key, row);
      if (rows.size() > size) {
        rows.pollLastEntry();
      }
    }
  }

  public void merge(RowSample that) {
    that.rows.forEach(this::add);
  }

  /** In the order of their keys. */
  public List<double[]> rows() {
    return new ArrayList<>(rows.values());
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(rows.size());
    for (Map.Entry<Key, double[]> row : rows.entrySet()) {
      out.writeLong(row.getKey().hash());
      out.writeUTF(row.getKey().file());
      out.writeLong(row.getKey().position());
      out.writeInt(row.getValue().length);
      for (double value : row.getValue()) {
        out.writeDouble(value);
      }
    }
  }

  public static RowSample read(DataInput in) throws IOException {
    RowSample sample = new RowSample(in.readInt());
    for (int i = in.readInt(); i > 0; i--) {
      Key key = new Key(in.readLong(), in.readUTF(), in.readLong());
      double[] row = new double[in.readInt()];
      for (int c = 0; c < row.length; c++) {
        row[c] = in.readDouble();
      }
      sample.rows.put(key, row);
    }
    return sample;
  }
}
