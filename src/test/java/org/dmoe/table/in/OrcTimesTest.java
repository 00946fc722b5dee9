package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dmoe.table.in.OrcTables.read;
import static org.dmoe.table.in.OrcTables.refuses;
import static org.dmoe.table.in.OrcTables.text;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.OrcConf;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.ql.exec.vector.DateColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times of ORC. */
class OrcTimesTest {

  @TempDir private Path root;

  private Path write(String type, Consumer<VectorizedRowBatch> fill) throws Exception {
    return OrcTables.write(root.resolve("t.orc"), "struct<x:" + type + ">", 1, fill);
  }

  @ParameterizedTest
  @CsvSource({
    "11574, 9.999936E8, 2001-09-09",
    "-1, -86400.0, 1969-12-31",
    "-200000, -1.728E10, 1422-06-03",
    "2932896, 2.534022144E11, 9999-12-31"
  })
  void datesAreNamedAndTakenOnRequest(long days, String seconds, String iso) throws Exception {
    Path file =
        write(
            "date",
            batch -> {
              DateColumnVector values = (DateColumnVector) batch.cols[0];
              values.changeCalendar(true, false);
              values.vector[0] = days;
            });
    refuses(file, "column 'x' is a date; --time x takes it as seconds since 1970", "--exclude x");
    assertThat(read(file, "x")).startsWith("[" + seconds + "]");
    assertThat(text(file)).contains("[" + iso + "]");
  }

  /** Hive's files before 3.1 count days by the Julian calendar up to 1582. */
  @ParameterizedTest
  @CsvSource({"1422-06-03", "1582-10-04", "1582-10-15", "2001-09-09"})
  void datesOfTheOldCalendarKeepTheirNames(String iso) throws Exception {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    LocalDate date = LocalDate.parse(iso);
    calendar.clear();
    calendar.set(date.getYear(), date.getMonthValue() - 1, date.getDayOfMonth());
    long day = Math.floorDiv(calendar.getTimeInMillis(), 86_400_000L);
    Configuration conf = new Configuration();
    OrcConf.PROLEPTIC_GREGORIAN.setBoolean(conf, false);
    TypeDescription schema = TypeDescription.fromString("struct<x:date>");
    Path file = root.resolve("t.orc");
    try (Writer writer =
        OrcFile.createWriter(
            Tables.hadoop(file), OrcFile.writerOptions(conf).setSchema(schema).overwrite(true))) {
      VectorizedRowBatch batch = schema.createRowBatch();
      ((DateColumnVector) batch.cols[0]).vector[0] = day;
      batch.size = 1;
      writer.addRowBatch(batch);
    }
    assertThat(text(file)).contains("[" + iso + "]");
    assertThat(read(file, "x")).startsWith("[" + date.toEpochDay() * 86_400.0 + "]");
  }

  /** What stands on the wall where it was written counts as UTC, wherever it is read. */
  @ParameterizedTest
  @CsvSource({
    "1000000000250000000, 1.00000000025E9, 2001-09-09T01:46:40.250",
    "-1500000000, -1.5, 1969-12-31T23:59:58.500",
    "0, 0.0, 1970-01-01T00:00"
  })
  void timestampsAreNamedAndTakenOnRequest(long nanos, String seconds, String iso)
      throws Exception {
    for (String zone : List.of("UTC", "America/Los_Angeles", "Asia/Kolkata")) {
      Path file = inZone(zone, () -> write("timestamp", batch -> stamp(batch, nanos, zone)));
      refuses(file, "column 'x' is a timestamp; --time x takes it as seconds since 1970");
      assertThat(read(file, "x")).as(zone).startsWith("[" + seconds + "]");
      assertThat(text(file)).contains("[" + iso + "]");
      Path instant =
          inZone(
              zone,
              () -> write("timestamp with local time zone", batch -> stamp(batch, nanos, "UTC")));
      refuses(instant, "column 'x' is a timestamp; --time x takes it as seconds since 1970");
      assertThat(read(instant, "x")).as(zone).startsWith("[" + seconds + "]");
      assertThat(text(instant))
          .contains("[" + Instant.parse(iso.length() == 16 ? iso + ":00Z" : iso + "Z") + "]");
    }
  }

  @Test
  void timestampsOfAnyYear() throws Exception {
    long second = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    Path file =
        inZone(
            "UTC",
            () ->
                write(
                    "timestamp",
                    batch -> {
                      TimestampColumnVector stamps = (TimestampColumnVector) batch.cols[0];
                      stamps.time[0] = second * 1000 + 999;
                      stamps.nanos[0] = 999_999_999;
                    }));
    assertThat(text(file)).contains("[9999-12-31T23:59:59.999999999]");
    assertThat(read(file, "x")).startsWith("[2.534023008E11]");
  }

  /** Nanoseconds since 1970 as the clock on the wall of that zone shows them. */
  private static void stamp(VectorizedRowBatch batch, long nanos, String zone) {
    TimestampColumnVector stamps = (TimestampColumnVector) batch.cols[0];
    long wall = Math.floorDiv(nanos, 1_000_000L);
    stamps.time[0] = wall - TimeZone.getTimeZone(zone).getOffset(wall);
    stamps.nanos[0] = (int) Math.floorMod(nanos, 1_000_000_000L);
  }

  private interface Writing {
    Path run() throws Exception;
  }

  private static Path inZone(String zone, Writing writing) throws Exception {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      return writing.run();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void onlyDatesAndTimesAreTakenAsSuch() throws Exception {
    Path file = write("bigint", batch -> ((LongColumnVector) batch.cols[0]).vector[0] = 1);
    assertThatThrownBy(() -> read(file, "x"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("--time: column 'x' is not of a type of dates or times");
  }
}
