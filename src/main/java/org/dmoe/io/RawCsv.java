package org.dmoe.io;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedReader;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.DesignEncoder;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.RawRows;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.ParsedRow;

/**
 * The rows of a supporting sample as a table of the formula's columns: numbers, and levels by their
 * names. It can be read as any other table.
 */
public final class RawCsv {

  private RawCsv() {}

  /**
   * Writes numbers so that every bit is read back. The stream is flushed and stays open.
   *
   * @param exposures of the rows; written under the name of the exposure where there is one
   */
  public static void write(
      OutputStream out, FeatureSpec spec, List<double[]> rows, List<Double> exposures)
      throws IOException {
    CsvWriter writer =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
    String exposure = spec.type().exposure();
    List<String> header = new ArrayList<>(spec.sources());
    if (!exposure.isEmpty()) {
      header.add(exposure);
    }
    writer.writeRecord(header);
    for (int s = 0; s < rows.size(); s++) {
      List<String> fields = new ArrayList<>();
      for (int c = 0; c < spec.columns().size(); c++) {
        fields.add(field(spec.columns().get(c), rows.get(s)[c]));
      }
      if (!exposure.isEmpty()) {
        fields.add(Double.toString(exposures.get(s)));
      }
      writer.writeRecord(fields);
    }
    writer.flush();
  }

  private static String field(FeatureColumn column, double value) {
    return column.isCategorical() ? column.levels().get((int) value) : Double.toString(value);
  }

  /**
   * Reads rows for a formula; columns that it does not name are ignored.
   *
   * @throws BadFileException naming the line, counted from 1, that cannot be used
   * @throws IOException if the stream itself fails
   */
  public static RawRows read(InputStream in, String path, FeatureSpec spec) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    try {
      String header = reader.readLine();
      if (header == null) {
        throw new BadFileException(path, "the file is empty: expected rows");
      }
      return RawRows.of(spec, rows(reader, header, path, spec));
    } catch (CharacterCodingException | CharConversionException e) {
      throw new BadFileException(path, "not UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw new BadFileException(path, e.getMessage(), e);
    }
  }

  private static List<double[]> rows(
      BufferedReader reader, String header, String path, FeatureSpec spec) throws IOException {
    ColumnSelection wanted = new ColumnSelection(spec.numbers(), "", "", spec.categories());
    CsvRowParser parser =
        CsvRowParser.of(
            CsvRowParser.parseHeader(header, CsvDialect.DEFAULT), wanted, CsvDialect.DEFAULT);
    DesignEncoder encoder = DesignEncoder.of(spec, false);
    ParsedRow row = wanted.newRow();
    double[] x = new double[encoder.dimension()];
    List<double[]> rows = new ArrayList<>();
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      switch (parser.parse(line, row)) {
        case OK -> {
          if (encoder.encode(row.x(), row.texts(), x) != DesignEncoder.Outcome.OK) {
            throw new BadFileException(path, "line " + number + ": " + encoder.reason());
          }
          rows.add(encoder.raw().clone());
        }
        case BLANK -> {}
        case MISSING, BAD ->
            throw new BadFileException(path, "line " + number + ": " + row.reason());
      }
    }
    return rows;
  }
}
