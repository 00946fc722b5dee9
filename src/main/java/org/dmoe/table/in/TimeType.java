package org.dmoe.table.in;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.dmoe.data.row.RowCells;

/**
 * A column of dates or times: how its whole numbers become seconds or a text of ISO 8601. Times
 * without a zone are taken as UTC.
 *
 * @param kind what it holds
 * @param perSecond its units in a second; for dates they are days
 * @param zoned whether timestamps have a zone
 */
record TimeType(Kind kind, long perSecond, boolean zoned) {

  static final long MILLIS = 1000;
  static final long MICROS = 1_000_000;
  static final long NANOS = 1_000_000_000;
  private static final long SECONDS_OF_DAY = 86_400;

  private static final String TIMESTAMP_UNIT = "s since 1970-01-01T00:00Z";
  private static final String TIME_UNIT = "s of the day";

  /** Those that {@link #unit} may give. */
  static final Set<String> UNITS = Set.of(TIMESTAMP_UNIT, TIME_UNIT);

  /** Days from the Julian day 0 to 1970-01-01. */
  private static final long JULIAN_EPOCH = 2_440_588;

  /** What a column holds. */
  enum Kind {
    DATE,
    TIME,
    TIMESTAMP
  }

  static TimeType date() {
    return new TimeType(Kind.DATE, 1, false);
  }

  static TimeType time(long perSecond) {
    return new TimeType(Kind.TIME, perSecond, false);
  }

  static TimeType timestamp(long perSecond, boolean zoned) {
    return new TimeType(Kind.TIMESTAMP, perSecond, zoned);
  }

  /** Nanoseconds since 1970 of a Julian day and the nanoseconds of that day. */
  static long ofJulian(long day, long nanos) {
    return Math.addExact(Math.multiplyExact(day - JULIAN_EPOCH, SECONDS_OF_DAY * NANOS), nanos);
  }

  /** As messages name it. */
  String what() {
    return switch (kind) {
      case DATE -> "date";
      case TIME -> "time";
      case TIMESTAMP -> "timestamp";
    };
  }

  /** Kept with a model, so that it takes the same types again. */
  String unit() {
    return kind == Kind.TIME ? TIME_UNIT : TIMESTAMP_UNIT;
  }

  /** A text that is a date, or a date with a time, is taken as a timestamp. */
  static TimeType ofText() {
    return timestamp(NANOS, true);
  }

  /** Whether a unit is that of dates and timestamps. */
  static boolean isSince1970(String unit) {
    return unit.equals(TIMESTAMP_UNIT);
  }

  /** The unit of what is named so. */
  static String unitOf(String what) {
    return what.equals(time(1).what()) ? TIME_UNIT : TIMESTAMP_UNIT;
  }

  /** What its numbers are once they are taken as numbers. */
  String origin() {
    return kind == Kind.TIME ? "seconds of the day" : "seconds since 1970";
  }

  /** Puts a value into a row. */
  void put(RowCells cells, int column, long value) {
    cells.time(column, seconds(value), text(value));
  }

  /** Puts a timestamp into a row: seconds since 1970, and nanoseconds beyond them. */
  void putInstant(RowCells cells, int column, long second, int nanos) {
    BigDecimal fraction = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
    cells.time(column, BigDecimal.valueOf(second).add(fraction), timestamp(second, nanos));
  }

  private BigDecimal seconds(long value) {
    return kind == Kind.DATE
        ? BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(SECONDS_OF_DAY))
        : BigDecimal.valueOf(value, Long.toString(perSecond).length() - 1).stripTrailingZeros();
  }

  private String text(long value) {
    if (kind == Kind.DATE) {
      return LocalDate.ofEpochDay(value).toString();
    }
    long nanos = Math.floorMod(value, perSecond) * (NANOS / perSecond);
    long second = Math.floorDiv(value, perSecond);
    if (kind == Kind.TIME) {
      return LocalTime.ofNanoOfDay(second * NANOS + nanos).toString();
    }
    return timestamp(second, nanos);
  }

  private String timestamp(long second, long nanos) {
    Instant instant = Instant.ofEpochSecond(second, nanos);
    return zoned
        ? instant.toString()
        : instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
  }
}
