package org.dmoe.data.row;

import static org.dmoe.data.row.ColumnPlaces.NONE;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final int columns;

  /** Of the file, then of the constants. */
  private final List<String> header;

  private final String[] constants;

  /** For each column its slot among the numbers of a row. */
  private final int[] slot;

  /** For each column its place among the texts of a row. */
  private final int[] place;

  private final int weightSlot;
  private final char[][] missing;
  private final NumberSyntax numbers;
  private final Set<String> timesAsNumbers;
  private final Set<String> seconds;
  private ParsedRow row;
  private RowStatus status = RowStatus.OK;

  /**
   * @param header names of all columns, in the file's order
   * @param dialect of which only numbers and the texts for missing values matter here
   * @throws IllegalArgumentException naming a column that is not there
   */
  public RowCells(List<String> header, ColumnSelection wanted, CsvDialect dialect) {
    Map<String, String> added = new TreeMap<>(wanted.constants());
    added.keySet().removeAll(header);
    this.columns = header.size();
    this.header = Stream.concat(header.stream(), added.keySet().stream()).toList();
    this.constants = added.values().toArray(String[]::new);
    ColumnPlaces places = new ColumnPlaces(this.header);
    this.slot = places.ofNumbers(wanted);
    this.place = places.of(wanted.texts());
    this.weightSlot = wanted.weight().isEmpty() ? NONE : wanted.numbers().size() + 1;
    this.missing =
        Stream.concat(CsvDialect.NOT_A_NUMBER.stream(), dialect.missing().stream())
            .filter(text -> !text.isEmpty())
            .map(String::toCharArray)
            .toArray(char[][]::new);
    this.numbers = dialect.numbers();
    this.timesAsNumbers = wanted.times();
    this.seconds = wanted.seconds();
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
    if (isText(column)) {
      setText(column, DoubleToDecimal.toString(value), Double.isNaN(value));
    }
    if (isNumber(column)) {
      if (Double.isNaN(value)) {
        setMissing(column);
      } else {
        set(column, value);
      }
    }
  }

  public void whole(int column, long value) {
    if (isText(column)) {
      row.setText(place[column], Long.toString(value), false);
    }
    if (isNumber(column)) {
      set(column, value);
    }
  }

  /** A whole number without a sign, in 64 bits. */
  public void unsigned(int column, long bits) {
    if (bits >= 0) {
      whole(column, bits);
      return;
    }
    if (isText(column)) {
      row.setText(place[column], Long.toUnsignedString(bits), false);
    }
    if (isNumber(column)) {
      set(column, ((bits >>> 1) | (bits & 1)) * 2.0);
    }
  }

  /** The number is the double nearest to it. */
  public void decimal(int column, BigDecimal value) {
    if (isText(column)) {
      setText(column, value.toPlainString(), false);
    }
    if (isNumber(column)) {
      set(column, value.doubleValue());
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
    if (isText(column) && !timesAsNumbers.contains(header.get(column))) {
      row.setText(place[column], written, false);
    }
  }

  public void text(int column, String text) {
    text(column, text.toCharArray(), 0, text.length());
  }

  public void text(int column, char[] buffer, int offset, int length) {
    boolean absent = length == 0 || isMissing(buffer, offset, length);
    if (!absent && isTime(column, buffer, offset, length)) {
      return;
    }
    if (isText(column)) {
      row.setText(place[column], new String(buffer, offset, length), absent);
    }
    if (isNumber(column)) {
      if (absent) {
        setMissing(column);
      } else {
        parse(column, buffer, offset, length);
      }
    }
  }

  private boolean isTime(int column, char[] buffer, int offset, int length) {
    boolean only = timesAsNumbers.contains(header.get(column));
    if (!only && !seconds.contains(header.get(column))) {
      return false;
    }
    Optional<BigDecimal> time = IsoTime.seconds(new String(buffer, offset, length));
    if (time.isPresent()) {
      decimal(column, time.get());
      return true;
    }
    if (only && isNumber(column)) {
      String shown = shown(buffer, offset, length);
      refuse(column, "not a date or time of ISO 8601: '" + shown + "'");
    }
    return false;
  }

  public void missing(int column) {
    if (isText(column)) {
      row.setText(place[column], "", true);
    }
    if (isNumber(column)) {
      setMissing(column);
    }
  }

  private boolean isText(int column) {
    return place[column] != NONE;
  }

  /** A number as the dialect writes it. */
  private void setText(int column, String number, boolean absent) {
    row.setText(place[column], number.replace('.', numbers.decimal()), absent);
  }

  /** Of a row that is bad already, the first reason stays. */
  private boolean isNumber(int column) {
    return slot[column] != NONE && status != RowStatus.BAD;
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
      double value = numbers.parse(buffer, offset, length);
      if (isUsable(column, value)) {
        row.set(slot[column], value);
      } else {
        refuse(column, value, shown(buffer, offset, length));
      }
    } catch (NumberFormatException e) {
      refuse(column, "not a number: '" + shown(buffer, offset, length) + "'");
      row.setNotNumber(header.get(column), new String(buffer, offset, length));
    }
  }

  private void set(int column, double value) {
    if (isUsable(column, value)) {
      row.set(slot[column], value);
    } else {
      refuse(column, value, Double.toString(value));
    }
  }

  private boolean isUsable(int column, double value) {
    return Double.isFinite(value) && (slot[column] != weightSlot || value >= 0);
  }

  private void refuse(int column, double value, String written) {
    String what = Double.isFinite(value) ? "a weight must not be negative: " : "not finite: ";
    refuse(column, what + written);
  }

  private void refuse(int column, String what) {
    status = RowStatus.BAD;
    row.setReason("column '" + header.get(column) + "': " + what);
  }

  private boolean isMissing(char[] buffer, int offset, int length) {
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

  private static String shown(char[] buffer, int offset, int length) {
    return new String(buffer, offset, Math.min(length, LONGEST_SHOWN));
  }
}
