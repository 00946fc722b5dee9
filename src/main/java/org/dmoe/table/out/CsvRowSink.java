package org.dmoe.table.out;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterRecord;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * CSV with a header. Doubles are written with as few digits as are needed to read the same double
 * back. A line end inside a text becomes a space, so that a file can be split at its lines.
 */
final class CsvRowSink implements RowSink {

  private static final Pattern LINE_END = Pattern.compile("\\R");

  private final ColumnType[] types;
  private final CsvWriter writer;

  CsvRowSink(OutputStream out, RowSchema schema) {
    types = schema.columns().stream().map(RowColumn::type).toArray(ColumnType[]::new);
    writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
    CsvWriterRecord header = writer.writeRecord();
    schema.columns().forEach(column -> header.writeField(onOneLine(column.name())));
    header.endRecord();
  }

  @Override
  public void write(OutputRow row) {
    CsvWriterRecord fields = writer.writeRecord();
    for (int c = 0; c < types.length; c++) {
      fields.writeField(text(row, c));
    }
    fields.endRecord();
  }

  private String text(OutputRow row, int c) {
    return switch (types[c]) {
      case DOUBLE -> DoubleToDecimal.toString(row.getDouble(c));
      case LONG -> Long.toString(row.getLong(c));
      case TEXT -> onOneLine(row.getText(c));
    };
  }

  private static String onOneLine(String text) {
    boolean one = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    return one ? text : LINE_END.matcher(text).replaceAll(" ");
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
