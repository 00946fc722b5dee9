package org.dmoe.table.out;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/**
 * One row to write, a value for each column of a {@link RowSchema}; filled again and again. Setter
 * and getter of a column must be those of its type.
 */
public final class OutputRow implements Writable {

  private long[] numbers;
  private String[] texts;

  /** For Hadoop, which fills it. */
  public OutputRow() {
    this(0);
  }

  /**
   * @param columns how many
   */
  public OutputRow(int columns) {
    numbers = new long[columns];
    texts = new String[columns];
  }

  /** Number of columns. */
  public int size() {
    return numbers.length;
  }

  public void setDouble(int column, double value) {
    numbers[column] = Double.doubleToRawLongBits(value);
  }

  public void setLong(int column, long value) {
    numbers[column] = value;
  }

  public void setText(int column, String value) {
    texts[column] = value;
  }

  public double getDouble(int column) {
    return Double.longBitsToDouble(numbers[column]);
  }

  public long getLong(int column) {
    return numbers[column];
  }

  public String getText(int column) {
    return texts[column];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(numbers.length);
    for (int c = 0; c < numbers.length; c++) {
      out.writeLong(numbers[c]);
      WritableUtils.writeString(out, texts[c]);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    int columns = in.readInt();
    numbers = new long[columns];
    texts = new String[columns];
    for (int c = 0; c < columns; c++) {
      numbers[c] = in.readLong();
      texts[c] = WritableUtils.readString(in);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputRow that
        && Arrays.equals(numbers, that.numbers)
        && Arrays.equals(texts, that.texts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(numbers) + Arrays.hashCode(texts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int c = 0; c < numbers.length; c++) {
      text.append(c == 0 ? "" : ", ");
      text.append(texts[c] == null ? getDouble(c) + "/" + numbers[c] : texts[c]);
    }
    return text.append(']').toString();
  }
}
