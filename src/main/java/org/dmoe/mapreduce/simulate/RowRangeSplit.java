package org.dmoe.mapreduce.simulate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** The rows that one task draws. */
public final class RowRangeSplit extends InputSplit implements Writable {

  private static final String[] ANYWHERE = {};

  private long first;
  private long end;

  /** For Hadoop, which fills it. */
  public RowRangeSplit() {}

  /**
   * @param first number of the first row
   * @param end number after that of the last row
   */
  RowRangeSplit(long first, long end) {
    this.first = first;
    this.end = end;
  }

  long first() {
    return first;
  }

  long end() {
    return end;
  }

  long rows() {
    return end - first;
  }

  /** One for all: Hadoop numbers tasks by falling length, and files come in the rows' order. */
  @Override
  public long getLength() {
    return 1;
  }

  @Override
  public String[] getLocations() {
    return ANYWHERE;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(first);
    out.writeLong(end);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    first = in.readLong();
    end = in.readLong();
  }

  /** Identity of the split, in whose order texts are too. */
  @Override
  public String toString() {
    return "rows#%019d".formatted(first);
  }
}
