package org.dmoe.table.in;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowCells;

/** Decodes the wanted fields of a record straight into a row, and skips the others. */
final class AvroRowDecoder implements DatumReader<ParsedRow> {

  private final ColumnSelection wanted;
  private final CsvDialect dialect;
  private RowCells cells;
  private Cell[] readers;

  /** How one field, or one branch of a union, is read. */
  private interface Cell {
    void read(Decoder in, int column, RowCells cells) throws IOException;
  }

  AvroRowDecoder(ColumnSelection wanted, CsvDialect dialect) {
    this.wanted = wanted;
    this.dialect = dialect;
  }

  /** Called with the schema that the file was written with. */
  @Override
  public void setSchema(Schema schema) {
    TableSchema table = AvroColumns.of(schema);
    cells = new RowCells(table.columns(), wanted, dialect);
    List<Schema.Field> fields = schema.getFields();
    readers = new Cell[fields.size()];
    for (int c = 0; c < readers.length; c++) {
      Schema type = fields.get(c).schema();
      readers[c] = cells.wants(c) ? cell(type) : skipped(type);
    }
  }

  @Override
  public ParsedRow read(ParsedRow row, Decoder in) throws IOException {
    cells.begin(row);
    for (int c = 0; c < readers.length; c++) {
      readers[c].read(in, c, cells);
    }
    return row;
  }

  RowCells cells() {
    return cells;
  }

  private static Cell cell(Schema type) {
    return switch (type.getType()) {
      case DOUBLE -> (in, column, cells) -> cells.number(column, in.readDouble());
      case FLOAT -> (in, column, cells) -> cells.number(column, in.readFloat());
      case INT ->
          AvroColumns.time(type)
              .<Cell>map(time -> (in, column, cells) -> time.put(cells, column, in.readInt()))
              .orElse((in, column, cells) -> cells.whole(column, in.readInt()));
      case LONG ->
          AvroColumns.time(type)
              .<Cell>map(time -> (in, column, cells) -> time.put(cells, column, in.readLong()))
              .orElse((in, column, cells) -> cells.whole(column, in.readLong()));
      case BOOLEAN -> (in, column, cells) -> cells.text(column, "" + in.readBoolean());
      case STRING -> string();
      case ENUM -> symbol(type.getEnumSymbols());
      case BYTES -> decimal(AvroColumns.scale(type).orElseThrow());
      case FIXED -> fixed(AvroColumns.scale(type).orElseThrow(), type.getFixedSize());
      case UNION -> union(type.getTypes());
      case NULL ->
          (in, column, cells) -> {
            in.readNull();
            cells.missing(column);
          };
      default -> skipped(type);
    };
  }

  private static Cell string() {
    Utf8 text = new Utf8();
    return (in, column, cells) -> cells.text(column, in.readString(text).toString());
  }

  private static Cell symbol(List<String> symbols) {
    return (in, column, cells) -> cells.text(column, symbols.get(in.readEnum()));
  }

  private static Cell decimal(int scale) {
    return (in, column, cells) -> {
      ByteBuffer bytes = in.readBytes(null);
      byte[] unscaled = new byte[bytes.remaining()];
      bytes.get(unscaled);
      cells.decimal(column, new BigDecimal(new BigInteger(unscaled), scale));
    };
  }

  private static Cell fixed(int scale, int length) {
    byte[] unscaled = new byte[length];
    return (in, column, cells) -> {
      in.readFixed(unscaled);
      cells.decimal(column, new BigDecimal(new BigInteger(unscaled), scale));
    };
  }

  private static Cell union(List<Schema> branches) {
    Cell[] readers = branches.stream().map(AvroRowDecoder::cell).toArray(Cell[]::new);
    return (in, column, cells) -> readers[in.readIndex()].read(in, column, cells);
  }

  private static Cell skipped(Schema type) {
    return (in, column, cells) -> GenericDatumReader.skip(type, in);
  }
}
