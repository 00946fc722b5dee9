package org.dmoe.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table for other programs: one thing a row, one property a column. What is not known is empty.
 */
public final class TidyTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> header;
  private final List<List<Object>> rows = new ArrayList<>();

  TidyTable(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row; texts, whole numbers and doubles, NaN where a number is not known. */
  TidyTable row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException("row of " + cells.length + " cells");
    }
    rows.add(List.of(cells));
    return this;
  }

  private static boolean isKnown(Object cell) {
    return !(cell instanceof Double number) || Double.isFinite(number);
  }

  public String csv() {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(header);
      for (List<Object> row : rows) {
        csv.writeRecord(row.stream().map(cell -> isKnown(cell) ? cell.toString() : "").toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().stripTrailing();
  }

  /** The header and the rows as texts. */
  public List<List<String>> texts() {
    List<List<String>> texts = new ArrayList<>();
    texts.add(header);
    rows.forEach(row -> texts.add(row.stream().map(Object::toString).toList()));
    return texts;
  }

  /** An array with an object a row; what is not known is null. */
  public String json() throws JsonProcessingException {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (List<Object> row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int c = 0; c < row.size(); c++) {
        object.put(header.get(c), isKnown(row.get(c)) ? row.get(c) : null);
      }
      objects.add(object);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(objects);
  }
}
