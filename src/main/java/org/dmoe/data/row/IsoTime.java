package org.dmoe.data.row;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Dates, and dates with times, as ISO 8601 writes them: {@code 2020-02-29}, {@code
 * 2020-02-29T12:30}, {@code 2020-02-29T12:30:15.25Z}, {@code 2020-02-29 12:30+01:00}. Those without
 * a zone count as UTC.
 */
public final class IsoTime {

  private static final int FEWEST_YEAR_DIGITS = 4;
  private static final int NANO_DIGITS = 9;

  private IsoTime() {}

  /** Seconds since 1970-01-01T00:00Z; empty where the text is none of them. */
  public static Optional<BigDecimal> seconds(String text) {
    if (text.indexOf('-', 1) < FEWEST_YEAR_DIGITS) {
      return Optional.empty();
    }
    try {
      int split = split(text);
      return Optional.of(
          split < 0
              ? seconds(LocalDate.parse(text).atStartOfDay(), ZoneOffset.UTC)
              : seconds(LocalDate.parse(text.substring(0, split)), text.substring(split + 1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Where the time begins, after a T or a space. */
  private static int split(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'T' || c == 't' || c == ' ') {
        return i;
      }
    }
    return -1;
  }

  private static BigDecimal seconds(LocalDate date, String timeAndZone) {
    int zone = zone(timeAndZone);
    LocalTime time = LocalTime.parse(timeAndZone.substring(0, zone).stripTrailing());
    return seconds(date.atTime(time), offset(timeAndZone.substring(zone)));
  }

  /** Where the zone begins; the end where there is none. */
  private static int zone(String time) {
    for (int i = 0; i < time.length(); i++) {
      if ("Zz+-U".indexOf(time.charAt(i)) >= 0) {
        return i;
      }
    }
    return time.length();
  }

  private static ZoneOffset offset(String zone) {
    boolean utc = zone.isEmpty() || zone.equals("z") || zone.equals("UTC");
    return utc ? ZoneOffset.UTC : ZoneOffset.of(zone);
  }

  private static BigDecimal seconds(LocalDateTime time, ZoneOffset zone) {
    BigDecimal fraction = BigDecimal.valueOf(time.getNano(), NANO_DIGITS).stripTrailingZeros();
    return BigDecimal.valueOf(time.toEpochSecond(zone)).add(fraction);
  }
}
