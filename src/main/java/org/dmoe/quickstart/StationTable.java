package org.dmoe.quickstart;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The regression table of one station: PM2.5 of the hour, and nineteen covariates. */
final class StationTable {

  static final List<String> COLUMNS =
      List.of(
          "PM2.5_lag1",
          "PM2.5_lag2",
          "PM2.5_lag24",
          "PM10_lag1",
          "SO2_lag1",
          "NO2_lag1",
          "CO_lag1",
          "O3_lag1",
          "TEMP",
          "PRES",
          "DEWP",
          "RAIN",
          "WSPM",
          "wd_sin",
          "wd_cos",
          "hour_sin",
          "hour_cos",
          "month_sin",
          "month_cos",
          "PM2.5");

  private static final LocalDateTime TEST_FROM = LocalDateTime.of(2016, 3, 1, 0, 0);
  private static final int LONGEST_LAG = 24;
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final double TINY = 1e-12;

  private final Station station;

  /** Few of a station's numbers are different, and writing one is slow. */
  private final Map<Double, String> written = new HashMap<>();

  StationTable(Station station) {
    this.station = station;
  }

  /** Writes train/STATION.csv and test/STATION.csv, whose directories are there. */
  void write(Path directory) throws IOException {
    String file = station.name() + ".csv";
    try (CsvWriter train = writer(directory.resolve("train").resolve(file));
        CsvWriter test = writer(directory.resolve("test").resolve(file))) {
      for (int row = LONGEST_LAG; row < station.rows(); row++) {
        boolean late = !station.hours().get(row).isBefore(TEST_FROM);
        (late ? test : train).writeRecord(fields(row));
      }
    }
  }

  private static CsvWriter writer(Path file) throws IOException {
    return CsvWriter.builder()
        .lineDelimiter(LineDelimiter.LF)
        .build(file, StandardCharsets.UTF_8)
        .writeRecord(COLUMNS);
  }

  private String[] fields(int row) {
    double[] numbers = numbers(row);
    String[] fields = new String[numbers.length];
    for (int j = 0; j < fields.length; j++) {
      fields[j] = written.computeIfAbsent(numbers[j], StationTable::sixDigits);
    }
    return fields;
  }

  private double[] numbers(int row) {
    LocalDateTime hour = station.hours().get(row);
    double wind = Math.toRadians(station.windAngle()[row]);
    double ofDay = 2 * Math.PI * hour.getHour() / 24;
    double ofYear = 2 * Math.PI * hour.getMonthValue() / 12;
    return new double[] {
      station.value("PM2.5", row - 1),
      station.value("PM2.5", row - 2),
      station.value("PM2.5", row - LONGEST_LAG),
      station.value("PM10", row - 1),
      station.value("SO2", row - 1),
      station.value("NO2", row - 1),
      station.value("CO", row - 1),
      station.value("O3", row - 1),
      station.value("TEMP", row),
      station.value("PRES", row),
      station.value("DEWP", row),
      station.value("RAIN", row),
      station.value("WSPM", row),
      StrictMath.sin(wind),
      StrictMath.cos(wind),
      StrictMath.sin(ofDay),
      StrictMath.cos(ofDay),
      StrictMath.sin(ofYear),
      StrictMath.cos(ofYear),
      station.value("PM2.5", row)
    };
  }

  /** The number with 6 significant digits; what only rounding keeps from zero is zero. */
  static String sixDigits(double value) {
    if (Math.abs(value) < TINY) {
      return "0";
    }
    return new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
  }
}
