package org.dmoe.data.describe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.core.DD;

/**
 * What is counted and summed of one column; statistics of parts of it merge. Sums are carried as
 * two doubles, about 106 bits, so that the order of merging shows in no digit that is printed.
 */
public final class ColumnStatistics {

  private final int mostLevels;
  private final TreeMap<String, Long> levels = new TreeMap<>();
  private boolean manyLevels;
  private long numbers;
  private long texts;
  private long missing;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private DD sum = DD.ZERO;
  private DD squares = DD.ZERO;

  /**
   * @param mostLevels different values that are told apart; of more only that they are more
   */
  public ColumnStatistics(int mostLevels) {
    this.mostLevels = mostLevels;
  }

  /**
   * @param written the number as it stands in the table
   */
  public void addNumber(String written, double value) {
    numbers++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum = sum.add(value);
    squares = squares.add(DD.ofSquare(value));
    addLevel(written, 1);
  }

  public void addText(String text) {
    texts++;
    addLevel(text, 1);
  }

  public void addMissing() {
    missing++;
  }

  private void addLevel(String level, long count) {
    if (!manyLevels) {
      levels.merge(level, count, Long::sum);
      if (levels.size() > mostLevels) {
        manyLevels = true;
        levels.clear();
      }
    }
  }

  /** Adds what was counted of another part of the column. */
  public void merge(ColumnStatistics that) {
    numbers += that.numbers;
    texts += that.texts;
    missing += that.missing;
    min = Math.min(min, that.min);
    max = Math.max(max, that.max);
    sum = sum.add(that.sum);
    squares = squares.add(that.squares);
    manyLevels |= that.manyLevels;
    if (manyLevels) {
      levels.clear();
    } else {
      that.levels.forEach(this::addLevel);
    }
  }

  /** Cells that are numbers. */
  public long numbers() {
    return numbers;
  }

  /** Cells that are neither missing nor numbers. */
  public long texts() {
    return texts;
  }

  public long missing() {
    return missing;
  }

  /** Of the numbers; NaN where there is none. */
  public double mean() {
    return numbers == 0 ? Double.NaN : sum.divide(DD.of(numbers)).doubleValue();
  }

  /** Standard deviation of the numbers, with divisor n - 1; NaN for fewer than two. */
  public double sd() {
    return numbers < 2 ? Double.NaN : Math.sqrt(squaredDeviations() / (numbers - 1));
  }

  /** sum_i (x_i - mean)^2 = sum_i x_i^2 - (sum_i x_i)^2 / n. */
  private double squaredDeviations() {
    DD squareOfSum = sum.square().divide(DD.of(numbers));
    return Math.max(0, squares.subtract(squareOfSum).doubleValue());
  }

  /** Of the numbers; NaN where there is none. */
  public double min() {
    return numbers == 0 ? Double.NaN : min;
  }

  /** Of the numbers; NaN where there is none. */
  public double max() {
    return numbers == 0 ? Double.NaN : max;
  }

  /** Whether there are more different values than were told apart. */
  public boolean hasManyLevels() {
    return manyLevels;
  }

  /** The different values as they are written, with their counts; empty where they are many. */
  public SortedMap<String, Long> levels() {
    return new TreeMap<>(levels);
  }

  /** Whether all cells that are not missing are the same. */
  public boolean isConstant() {
    boolean sameNumber = texts == 0 && numbers > 0 && min == max;
    return sameNumber || (!manyLevels && levels.size() == 1);
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(mostLevels);
    out.writeLong(numbers);
    out.writeLong(texts);
    out.writeLong(missing);
    out.writeDouble(min);
    out.writeDouble(max);
    write(out, sum);
    write(out, squares);
    out.writeBoolean(manyLevels);
    out.writeInt(levels.size());
    for (Map.Entry<String, Long> level : levels.entrySet()) {
      byte[] text = level.getKey().getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
      out.writeLong(level.getValue());
    }
  }

  private static void write(DataOutput out, DD value) throws IOException {
    out.writeDouble(value.hi());
    out.writeDouble(value.lo());
  }

  /** Adding the two parts gives them back as they were. */
  private static DD readSum(DataInput in) throws IOException {
    return DD.ofSum(in.readDouble(), in.readDouble());
  }

  public static ColumnStatistics read(DataInput in) throws IOException {
    ColumnStatistics read = new ColumnStatistics(in.readInt());
    read.numbers = in.readLong();
    read.texts = in.readLong();
    read.missing = in.readLong();
    read.min = in.readDouble();
    read.max = in.readDouble();
    read.sum = readSum(in);
    read.squares = readSum(in);
    read.manyLevels = in.readBoolean();
    for (int i = in.readInt(); i > 0; i--) {
      byte[] text = new byte[in.readInt()];
      in.readFully(text);
      read.levels.put(new String(text, StandardCharsets.UTF_8), in.readLong());
    }
    return read;
  }
}
