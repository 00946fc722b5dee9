package org.dmoe.data.describe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Statistics of all columns of a table, and a sample of its rows' numbers. */
public final class TableStatistics {

  /** Rows of the sample in which linear relations are looked for. */
  private static final int SAMPLE = 2000;

  /** Among more columns they are not looked for. */
  private static final int MOST_RELATED_COLUMNS = 500;

  /** Values told apart in a column, and in all columns together. */
  private static final int MOST_LEVELS = 1000;

  private static final int MOST_LEVELS_TOGETHER = 1_000_000;
  private static final int FEWEST_LEVELS = 20;

  private final List<ColumnStatistics> columns;
  private final RowSample sample;
  private long rows;

  private TableStatistics(List<ColumnStatistics> columns, RowSample sample) {
    this.columns = columns;
    this.sample = sample;
  }

  /** Of no rows yet. */
  public static TableStatistics of(int columns) {
    int levels =
        Math.max(FEWEST_LEVELS, Math.min(MOST_LEVELS, MOST_LEVELS_TOGETHER / Math.max(1, columns)));
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      statistics.add(new ColumnStatistics(levels));
    }
    return new TableStatistics(
        statistics, new RowSample(columns <= MOST_RELATED_COLUMNS ? SAMPLE : 0));
  }

  public void addRow() {
    rows++;
  }

  public long rows() {
    return rows;
  }

  public int size() {
    return columns.size();
  }

  public ColumnStatistics column(int c) {
    return columns.get(c);
  }

  public RowSample sample() {
    return sample;
  }

  /** Adds those of other rows of the same table. */
  public void merge(TableStatistics that) {
    rows += that.rows;
    for (int c = 0; c < columns.size(); c++) {
      columns.get(c).merge(that.columns.get(c));
    }
    sample.merge(that.sample);
  }

  public void write(DataOutput out) throws IOException {
    out.writeLong(rows);
    out.writeInt(columns.size());
    for (ColumnStatistics column : columns) {
      column.write(out);
    }
    sample.write(out);
  }

  public static TableStatistics read(DataInput in) throws IOException {
    long rows = in.readLong();
    List<ColumnStatistics> columns = new ArrayList<>();
    for (int c = in.readInt(); c > 0; c--) {
      columns.add(ColumnStatistics.read(in));
    }
    TableStatistics read = new TableStatistics(columns, RowSample.read(in));
    read.rows = rows;
    return read;
  }
}
