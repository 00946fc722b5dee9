package org.dmoe.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.dmoe.io.CsvRowParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeijingTableTest {

  private static final Path STATIONS = Path.of("src", "quickstart", "beijing-air-quality");
  private static final List<String> FEATURES = StationTable.COLUMNS.subList(0, 19);

  /** One unit of it: the known numbers were in part computed from rows not yet rounded. */
  private static final Offset<Double> LAST_DIGIT = within(1e-6);

  @TempDir static Path directory;
  private static Path table;
  private static Map<String, Column> train;
  private static Map<String, Column> test;

  /** Sums of one column over all stations. */
  private static final class Column {
    private long rows;
    private double sum;
    private double squares;

    private double mean() {
      return sum / rows;
    }

    private double deviation() {
      return Math.sqrt(squares / rows - mean() * mean());
    }
  }

  @BeforeAll
  static void make() throws IOException {
    table = directory.resolve("table");
    assertThat(BeijingTable.run(new String[] {STATIONS.toString(), table.toString()}, System.err))
        .isZero();
    train = columns("train");
    test = columns("test");
  }

  private static Map<String, Column> columns(String part) throws IOException {
    Map<String, Column> columns = new LinkedHashMap<>();
    StationTable.COLUMNS.forEach(name -> columns.put(name, new Column()));
    try (Stream<Path> files = Files.list(table.resolve(part))) {
      for (Path file : files.sorted().toList()) {
        add(file, columns);
      }
    }
    return columns;
  }

  private static void add(Path file, Map<String, Column> columns) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = CsvRowParser.parseHeader(lines.get(0), CsvDialect.DEFAULT);
    assertThat(header).isEqualTo(StationTable.COLUMNS);
    ColumnSelection wanted = new ColumnSelection(FEATURES, "PM2.5", "", List.of());
    CsvRowParser parser = CsvRowParser.of(header, wanted, CsvDialect.DEFAULT);
    ParsedRow row = wanted.newRow();
    for (String line : lines.subList(1, lines.size())) {
      assertThat(parser.parse(line, row)).isEqualTo(RowStatus.OK);
      double[] all = Arrays.copyOf(row.x(), FEATURES.size() + 1);
      all[FEATURES.size()] = row.y();
      int j = 0;
      for (Column column : columns.values()) {
        column.rows++;
        column.sum += all[j];
        column.squares += all[j] * all[j];
        j++;
      }
    }
  }

  @Test
  void rowsAndMeanResponse() {
    assertThat(train.get("PM2.5").rows).isEqualTo(315_360);
    assertThat(test.get("PM2.5").rows).isEqualTo(105_120);
    assertThat(train.get("PM2.5").mean()).isCloseTo(80.473388, LAST_DIGIT);
    assertThat(test.get("PM2.5").mean()).isCloseTo(78.137377, LAST_DIGIT);
  }

  @Test
  void everyStationHasItsRows() throws IOException {
    for (String part : List.of("train", "test")) {
      try (Stream<Path> files = Files.list(table.resolve(part))) {
        List<Path> all = files.toList();
        assertThat(all).hasSize(12);
        for (Path file : all) {
          assertThat(Files.readAllLines(file)).hasSize(part.equals("train") ? 26_281 : 8_761);
        }
      }
    }
  }

  /** Numbers of an independent program that followed the same definition; divisor n. */
  @ParameterizedTest
  @CsvSource({
    "PM2.5_lag1, 80.471089, 80.420468",
    "PM2.5_lag24, 80.451029, 80.433445",
    "PM10_lag1, 106.167117, 91.830704",
    "SO2_lag1, 17.929027, 23.815187",
    "CO_lag1, 1248.430578, 1133.913293",
    "O3_lag1, 56.866146, 56.724864",
    "PRES, 1010.634684, 10.461594",
    "RAIN, 0.060824, 0.795151",
    "wd_sin, 0.049279, 0.715245",
    "wd_cos, 0.114764, 0.687623"
  })
  void meansAndDeviations(String column, double mean, double deviation) {
    assertThat(train.get(column).mean()).isCloseTo(mean, LAST_DIGIT);
    assertThat(train.get(column).deviation()).isCloseTo(deviation, LAST_DIGIT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train | 24,15,4,24,26,54,600,36,-0.4,1031,-17.6,0,1.4,0.92388,0.382683,0,1,1,0,22",
        "test | 64,71,8,100,20,69,1300,17,0.4,1023.9,-14.8,0,1.4,0,-1,0,1,1,0,63"
      })
  void firstRows(String part, String row) throws IOException {
    Path file = table.resolve(part).resolve("Aotizhongxin.csv");

    assertThat(Files.readAllLines(file).get(1)).isEqualTo(row);
  }

  @Test
  void wrongUsageIsOneLine() {
    assertRefused(2, "usage: BeijingTable IN_DIR OUT_DIR");
    assertRefused(2, table + ": exists already", STATIONS.toString(), table.toString());
    Path fresh = directory.resolve("fresh");
    assertRefused(3, "nowhere: not a directory", "nowhere", fresh.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NE | NO | line 2: wd: not a direction: 'NO'",
        "2013,3,1,0 | 2013,13,1,0 | line 2: Invalid value for MonthOfYear",
        "2013,3,1,0 | 2013,3,1,2 | line 3: not the hour after the line before",
        "4,4,4 | NA,4,4 | column 'PM2.5' has no value",
        "4,4,4 | 4,x,4 | line 2: For input string: \"x\"",
        "PM10, | PM11, | line 2: Header does not contain a field 'PM10'"
      })
  void badFilesAreNamedAndLeaveNothing(String part, String replacement, String message)
      throws IOException {
    String good =
        """
        No,year,month,day,hour,PM2.5,PM10,SO2,NO2,CO,O3,TEMP,PRES,DEWP,RAIN,wd,WSPM,station
        1,2013,3,1,0,4,4,4,7,300,77,-0.7,1023,-18.8,0,NE,4.4,A
        2,2013,3,1,1,NA,4,4,7,300,77,-0.7,1023,-18.8,0,NA,4.4,A
        """;
    Path in = Files.createTempDirectory(directory, "in");
    gzip(in.resolve("A.csv.gz"), good.replace(part, replacement));

    assertRefused(3, in.resolve("A.csv.gz") + ": " + message, in.toString(), in + "/out");
    assertThat(in.toFile().list()).containsExactly("A.csv.gz");
  }

  @Test
  void truncatedFilesAreNamed() throws IOException {
    Path in = Files.createTempDirectory(directory, "in");
    byte[] whole =
        Files.readAllBytes(STATIONS.resolve("PRSA_Data_Dongsi_20130301-20170228.csv.gz"));
    Files.write(in.resolve("A.csv.gz"), Arrays.copyOf(whole, whole.length / 2));

    assertRefused(3, in.resolve("A.csv.gz") + ": truncated", in.toString(), in + "/out");
  }

  private static void gzip(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void assertRefused(int code, String message, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int actual = BeijingTable.run(args, new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message).hasLineCount(1);
    assertThat(actual).isEqualTo(code);
  }
}
