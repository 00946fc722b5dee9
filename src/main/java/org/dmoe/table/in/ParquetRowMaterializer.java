package org.dmoe.table.in;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowCells;
import org.dmoe.data.row.RowStatus;

/** Puts the values of a Parquet record straight into a row. */
final class ParquetRowMaterializer extends RecordMaterializer<RowStatus> {

  private final RowCells cells;
  private final Root root;
  private ParsedRow row;

  /**
   * @param columns for each field that is read its place among the file's columns
   * @param requested the fields that are read
   */
  ParquetRowMaterializer(RowCells cells, int[] columns, MessageType requested) {
    this.cells = cells;
    this.root = new Root(columns, requested);
  }

  void fill(ParsedRow destination) {
    row = destination;
  }

  @Override
  public RowStatus getCurrentRecord() {
    return cells.status();
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private final class Root extends GroupConverter {

    private final Cell[] fields;

    Root(int[] columns, MessageType requested) {
      fields = new Cell[columns.length];
      for (int f = 0; f < fields.length; f++) {
        fields[f] = new Cell(columns[f], ParquetValues.of(requested.getType(f).asPrimitiveType()));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields[field];
    }

    @Override
    public void start() {
      cells.begin(row);
      for (Cell field : fields) {
        field.seen = false;
      }
    }

    @Override
    public void end() {
      for (Cell field : fields) {
        if (!field.seen) {
          cells.missing(field.column);
        }
      }
    }
  }

  private final class Cell extends PrimitiveConverter {

    private final int column;
    private final ParquetValues values;
    private boolean seen;

    Cell(int column, ParquetValues values) {
      this.column = column;
      this.values = values;
    }

    @Override
    public void addDouble(double value) {
      seen = true;
      cells.number(column, value);
    }

    @Override
    public void addFloat(float value) {
      seen = true;
      cells.number(column, value);
    }

    @Override
    public void addInt(int value) {
      seen = true;
      values.whole(cells, column, value);
    }

    @Override
    public void addLong(long value) {
      seen = true;
      values.whole(cells, column, value);
    }

    @Override
    public void addBoolean(boolean value) {
      seen = true;
      cells.text(column, Boolean.toString(value));
    }

    @Override
    public void addBinary(Binary value) {
      seen = true;
      values.bytes(cells, column, value);
    }
  }
}
