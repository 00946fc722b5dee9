package org.dmoe.data.row;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts the cells of a file's rows where a {@link ParsedRow} wants them, by the same rules for every
 * format: a text in a column of numbers is read as it would be in a CSV file, and a number in a
 * column of texts is what a CSV file would say.
 */
public final class RowCells {

  private static final int LONGEST_SHOWN = 40;
  private static final int NONE = -1;
  private static final char[][] NOT_A_NUMBER = {"NaN".toCharArray(), "nan".toCharArray()};

  private final int columns;

  /** Of the file, then of the constants. */
  private final List<String> header;

  private final String[] constants;
  private final int[] slot;
  private final int[] place;
  private final int weightSlot;
  private final char[][] missing;
  private final Set<String> timesAsNumbers;
  private ParsedRow row;
  private RowStatus status = RowStatus.OK;

  /**
   * @param header names of all columns, in the file's order
   * @param dialect of which only the texts for missing values matter here
   * @throws IllegalArgumentException naming a column that is not there
   */
  public RowCells(List<String> header, ColumnSelection wanted, CsvDialect dialect) {
    Map<String, String> added = new TreeMap<>(wanted.constants());
    added.keySet().removeAll(header);
    this.columns = header.size();
    this.header = Stream.concat(header.stream(), added.keySet().stream()).toList();
    this.constants = added.values().toArray(String[]::new);
    this.slot = slots(wanted);
    this.place = places(wanted.texts());
    this.weightSlot = wanted.weight().isEmpty() ? NONE : wanted.numbers().size() + 1;
    this.missing =
        dialect.missing().stream()
            .filter(text -> !text.isEmpty())
            .map(String::toCharArray)
            .toArray(char[][]::new);
    this.timesAsNumbers = wanted.times();
  }

  /** Number of columns of the file. */
  public int columns() {
    return columns;
  }

  /** Whether a column is read at all. */
  public boolean wants(int column) {
    return slot[column] != NONE || place[column] != NONE;
  }

  public void begin(ParsedRow destination) {
    row = destination;
    row.clear();
    status = RowStatus.OK;
    for (int c = 0; c < constants.length; c++) {
      if (wants(columns + c)) {
        text(columns + c, constants[c]);
      }
    }
  }

  /** What the row has turned out to be. */
  public RowStatus status() {
    return status;
  }

  public void number(int column, double value) {
    if (place[column] != NONE) {
      row.setText(place[column], DoubleToDecimal.toString(value), Double.isNaN(value));
    }
    if (slot[column] == NONE || status == RowStatus.BAD) {
      return;
    }
    if (Double.isNaN(value)) {
      setMissing(column);
    } else {
      set(column, value, null);
    }
  }

  public void whole(int column, long value) {
    if (place[column] != NONE) {
      row.setText(place[column], Long.toString(value), false);
    }
    if (slot[column] != NONE && status != RowStatus.BAD) {
      set(column, value, null);
    }
  }

  /** A whole number without a sign, in 64 bits. */
  public void unsigned(int column, long bits) {
    if (bits >= 0) {
      whole(column, bits);
      return;
    }
    if (place[column] != NONE) {
      row.setText(place[column], Long.toUnsignedString(bits), false);
    }
    if (slot[column] != NONE && status != RowStatus.BAD) {
      set(column, ((bits >>> 1) | (bits & 1)) * 2.0, null);
    }
  }

  /** The number is the double nearest to it. */
  public void decimal(int column, BigDecimal value) {
    if (place[column] != NONE) {
      row.setText(place[column], value.toPlainString(), false);
    }
    if (slot[column] != NONE && status != RowStatus.BAD) {
      set(column, value.doubleValue(), null);
    }
  }

  /**
   * A date or time.
   *
   * @param seconds as a number
   * @param written as a text
   */
  public void time(int column, BigDecimal seconds, String written) {
    decimal(column, seconds);
    if (place[column] != NONE && !timesAsNumbers.contains(header.get(column))) {
      row.setText(place[column], written, false);
    }
  }

  public void text(int column, String text) {
    text(column, text.toCharArray(), 0, text.length());
  }

  public void text(int column, char[] buffer, int offset, int length) {
    boolean absent = length == 0 || isMissing(buffer, offset, length);
    if (place[column] != NONE) {
      row.setText(place[column], new String(buffer, offset, length), absent);
    }
    if (slot[column] == NONE || status == RowStatus.BAD) {
      return;
    }
    if (absent) {
      setMissing(column);
    } else {
      parse(column, buffer, offset, length);
    }
  }

  public void missing(int column) {
    if (place[column] != NONE) {
      row.setText(place[column], "", true);
    }
    if (slot[column] != NONE && status != RowStatus.BAD) {
      setMissing(column);
    }
  }

  private void setMissing(int column) {
    row.set(slot[column], Double.NaN);
    if (status == RowStatus.OK) {
      status = RowStatus.MISSING;
      row.setReason("column '" + header.get(column) + "': missing");
    }
  }

  private void parse(int column, char[] buffer, int offset, int length) {
    try {
      set(column, number(buffer, offset, length), buffer, offset, length);
    } catch (NumberFormatException e) {
      refuse(column, "not a number: '" + shown(buffer, offset, length) + "'");
    }
  }

  private void set(int column, double value, char[] buffer, int offset, int length) {
    if (isUsable(column, value)) {
      row.set(slot[column], value);
    } else {
      set(column, value, shown(buffer, offset, length));
    }
  }

  /**
   * @param written the value as it stands in the file; null for what Java makes of it
   */
  private void set(int column, double value, String written) {
    if (isUsable(column, value)) {
      row.set(slot[column], value);
    } else {
      String shown = written == null ? Double.toString(value) : written;
      String what = Double.isFinite(value) ? "a weight must not be negative: " : "not finite: ";
      refuse(column, what + shown);
    }
  }

  private boolean isUsable(int column, double value) {
    return Double.isFinite(value) && (slot[column] != weightSlot || value >= 0);
  }

  private void refuse(int column, String what) {
    status = RowStatus.BAD;
    row.setReason("column '" + header.get(column) + "': " + what);
  }

  private boolean isMissing(char[] buffer, int offset, int length) {
    for (char[] text : NOT_A_NUMBER) {
      if (text.length == length && matches(text, buffer, offset)) {
        return true;
      }
    }
    for (char[] text : missing) {
      if (text.length == length && matches(text, buffer, offset)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(char[] text, char[] buffer, int offset) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] != buffer[offset + i]) {
        return false;
      }
    }
    return true;
  }

  /** The number that a text of a table is; NaN where it is none. */
  public static double parse(String text) {
    try {
      return number(text.toCharArray(), 0, text.length());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Java's own suffixes (1f, 1d) make no number of a table. */
  private static double number(char[] buffer, int offset, int length) {
    char last = buffer[offset + length - 1];
    if (last == 'f' || last == 'F' || last == 'd' || last == 'D') {
      throw new NumberFormatException();
    }
    return JavaDoubleParser.parseDouble(buffer, offset, length);
  }

  private static String shown(char[] buffer, int offset, int length) {
    return new String(buffer, offset, Math.min(length, LONGEST_SHOWN));
  }

  private int[] slots(ColumnSelection wanted) {
    int[] slots = places(wanted.numbers());
    Map<String, Integer> index = index();
    if (!wanted.response().isEmpty()) {
      slots[find(index, wanted.response())] = wanted.numbers().size();
    }
    if (!wanted.weight().isEmpty()) {
      slots[find(index, wanted.weight())] = wanted.numbers().size() + 1;
    }
    return slots;
  }

  /** For each column its place among the wanted ones, or NONE. */
  private int[] places(List<String> wanted) {
    Map<String, Integer> index = index();
    int[] places = new int[header.size()];
    Arrays.fill(places, NONE);
    for (int j = 0; j < wanted.size(); j++) {
      places[find(index, wanted.get(j))] = j;
    }
    return places;
  }

  private Map<String, Integer> index() {
    Map<String, Integer> index = new HashMap<>();
    for (int c = 0; c < header.size(); c++) {
      index.put(header.get(c), c);
    }
    return index;
  }

  private int find(Map<String, Integer> index, String name) {
    Integer column = index.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "there is no column '%s', only %s%s"
              .formatted(name, shown(header), ColumnNames.suggestion(name, header)));
    }
    return column;
  }

  private static String shown(List<String> names) {
    int most = 20;
    String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? first + ", ..." : first;
  }
}
