package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.mapreduce.Tables;
import org.dmoe.table.out.ColumnType;
import org.dmoe.table.out.OutputRow;
import org.dmoe.table.out.RowFiles;
import org.dmoe.table.out.RowFormat;
import org.dmoe.table.out.RowSchema;
import org.dmoe.table.out.RowSink;

/** What is written in a format comes back to the last bit. */
class TableFormatsRoundTripTest {

  private static final RowSchema SCHEMA =
      RowSchema.builder()
          .add("x, \"1\"", ColumnType.DOUBLE)
          .add("t", ColumnType.TEXT)
          .add("n", ColumnType.LONG)
          .build();
  private static final TableOptions OPTIONS =
      TableOptions.builder().features(List.of("x, \"1\"", "n")).build();

  /** A row as it is written. */
  record Row(double x, String t, int n) {
    String read() {
      String numbers = "[" + x + ", " + (double) n + "] -> NaN (1.0)";
      return numbers + " [" + t + "]";
    }
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<Double> numbers = Arbitraries.doubles();
    Arbitrary<String> texts =
        Arbitraries.strings()
            .alpha()
            .withChars(',', '"', ' ', '\'', ';', '#', '\u00e4', '\u20ac')
            .ofMaxLength(6);
    return Combinators.combine(numbers, texts, Arbitraries.integers())
        .as(Row::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 25, seed = "1")
  void everyBitComesBack(@ForAll("rows") List<Row> rows, @ForAll RowFormat format)
      throws Exception {
    RowFiles files = new RowFiles(SCHEMA, format, false);
    Path directory = Files.createTempDirectory("formats");
    Path file = directory.resolve("t" + files.extension());
    try {
      write(files, file, rows);
      TableReading reading = new TableReading(file, OPTIONS, Long.MAX_VALUE, List.of("t"));
      assertThat(new ArrayList<>(reading.rows().values()))
          .isEqualTo(rows.stream().map(Row::read).toList());
    } finally {
      try (var left = Files.list(directory)) {
        for (Path path : left.toList()) {
          Files.delete(path);
        }
      }
      Files.delete(directory);
    }
  }

  private static void write(RowFiles files, Path file, List<Row> rows) throws IOException {
    try (RowSink sink = files.create(new Configuration(), Tables.hadoop(file))) {
      OutputRow out = new OutputRow(SCHEMA.size());
      for (Row row : rows) {
        out.setDouble(0, row.x());
        out.setText(1, row.t());
        out.setLong(2, row.n());
        sink.write(out);
      }
    }
  }
}
