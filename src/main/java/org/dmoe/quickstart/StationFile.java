package org.dmoe.quickstart;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.dmoe.io.BadFileException;

/** Reads one station's file as published. */
final class StationFile {

  private static final List<String> NUMERIC =
      List.of("PM2.5", "PM10", "SO2", "NO2", "CO", "O3", "TEMP", "PRES", "DEWP", "RAIN", "WSPM");

  private static final List<String> WIND =
      List.of(
          "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW",
          "NW", "NNW");

  private static final double POINT = 22.5;
  private static final String MISSING = "NA";

  private final String path;
  private String name = "";
  private final List<LocalDateTime> hours = new ArrayList<>();
  private final Map<String, List<Double>> columns = new LinkedHashMap<>();
  private final List<Double> wind = new ArrayList<>();

  private StationFile(String path) {
    this.path = path;
    NUMERIC.forEach(column -> columns.put(column, new ArrayList<>()));
  }

  /**
   * Reads a gzip CSV file and fills its gaps.
   *
   * @throws BadFileException naming the line that cannot be used
   */
  static Station read(Path file) throws IOException {
    StationFile reader = new StationFile(file.toString());
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder().ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
      for (NamedCsvRecord row : rows) {
        reader.add(row);
      }
      return reader.station();
    } catch (EOFException | ZipException | CsvParseException | UncheckedIOException e) {
      throw new BadFileException(file.toString(), "truncated or garbled gzip file", e);
    }
  }

  private void add(NamedCsvRecord row) throws BadFileException {
    String where = "line " + row.getStartingLineNumber() + ": ";
    try {
      LocalDateTime hour =
          LocalDateTime.of(
              integer(row, "year"),
              integer(row, "month"),
              integer(row, "day"),
              integer(row, "hour"),
              0);
      if (!hours.isEmpty() && !hour.equals(hours.get(hours.size() - 1).plusHours(1))) {
        throw new BadFileException(path, where + "not the hour after the line before");
      }
      hours.add(hour);
      name = row.getField("station");
      wind.add(angle(row.getField("wd")));
      columns.forEach((column, values) -> values.add(number(row, column)));
    } catch (DateTimeException | IllegalArgumentException | NoSuchElementException e) {
      throw new BadFileException(path, where + e.getMessage(), e);
    }
  }

  private static int integer(NamedCsvRecord row, String column) {
    return Integer.parseInt(row.getField(column));
  }

  private static double number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.equals(MISSING) ? Double.NaN : Double.parseDouble(text);
  }

  private static double angle(String point) {
    if (point.equals(MISSING)) {
      return Double.NaN;
    }
    int index = WIND.indexOf(point);
    if (index < 0) {
      throw new IllegalArgumentException("wd: not a direction: '" + point + "'");
    }
    return POINT * index;
  }

  private Station station() throws BadFileException {
    Map<String, double[]> series = new LinkedHashMap<>();
    for (Map.Entry<String, List<Double>> column : columns.entrySet()) {
      double[] values = unboxed(column.getValue());
      if (!Gaps.interpolate(values)) {
        throw new BadFileException(path, "column '" + column.getKey() + "' has no value");
      }
      series.put(column.getKey(), values);
    }
    double[] angles = unboxed(wind);
    if (!Gaps.carry(angles)) {
      throw new BadFileException(path, "column 'wd' has no value");
    }
    return new Station(name, List.copyOf(hours), series, angles);
  }

  private static double[] unboxed(List<Double> values) {
    double[] array = new double[values.size()];
    Arrays.setAll(array, values::get);
    return array;
  }
}
