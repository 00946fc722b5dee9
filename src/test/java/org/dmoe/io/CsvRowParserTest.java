package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowParserTest {

  private static final List<String> HEADER = List.of("id", "y", "a", "b");
  private static final ColumnSelection WANTED =
      new ColumnSelection(List.of("b", "a"), "y", "", List.of());

  private final CsvRowParser parser = CsvRowParser.of(HEADER, WANTED, CsvDialect.DEFAULT);
  private final ParsedRow row = WANTED.newRow();

  private RowStatus parse(String line) {
    return parse(parser, line, StandardCharsets.UTF_8);
  }

  private RowStatus parse(CsvRowParser parser, String line, Charset charset) {
    byte[] bytes = ("##" + line + "##").getBytes(charset);
    return parser.parse(bytes, 2, bytes.length - 4, row);
  }

  private void assertGood() {
    assertThat(parse("r,1,2,3")).isEqualTo(RowStatus.OK);
    assertThat(row.y()).isEqualTo(1);
    assertThat(row.x()).containsExactly(3, 2);
    assertThat(row.reason()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r,1,2,3",
        "r,1,2,3\r",
        "\uFEFFr,1,2,3",
        "\u00e4\u20ac,1.0,2e0,+3",
        "\"r,\"\"s\",\"1\",\"2\", 3 ",
        ",0.1e1,0x1p1,3.",
        "r \"s\" t,1,2,3",
        "NA,1,2,3"
      })
  void theSameRowInManyHands(String line) {
    assertThat(parse(line)).as(row.reason()).isEqualTo(RowStatus.OK);
    assertThat(row.y()).isEqualTo(1);
    assertThat(row.x()).containsExactly(3, 2);
    assertThat(parser.parse(line, row)).isEqualTo(RowStatus.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "r,1,abc,3 | BAD | column 'a': not a number: 'abc'",
        "r,1,1.2.3,3 | BAD | column 'a': not a number: '1.2.3'",
        "r,1,2f,3 | BAD | column 'a': not a number: '2f'",
        "r,1,2,NaN | MISSING | column 'b': missing",
        "r,-Infinity,2,3 | BAD | column 'y': not finite: -Infinity",
        "r,1,2,1e999 | BAD | column 'b': not finite: 1e999",
        "r,1,2 | BAD | 3 fields, expected 4",
        "r,1,2,3, | BAD | 5 fields, expected 4",
        "1,x,2 | BAD | 3 fields, expected 4",
        "r,1,,3 | MISSING | column 'a': missing",
        "r,NA,2,3 | MISSING | column 'y': missing",
        "r,,x,3 | BAD | column 'a': not a number: 'x'",
        "r,1,2,\"3 | BAD | a quoted field is not closed on its line; quoted newlines are not supported",
        "\"r,1,2,3 | BAD | a quoted field is not closed on its line; quoted newlines are not supported",
      })
  void whatIsWrongIsNamedAndTheNextRowIsUnharmed(String line, RowStatus status, String reason) {
    assertThat(parse(line)).isEqualTo(status);
    assertThat(row.reason()).isEqualTo(reason);
    assertGood();
    assertGood();
  }

  @Test
  void charactersAfterAClosingQuoteAreRefused() {
    assertThat(parse("\"r\"x,1,2,3")).isEqualTo(RowStatus.BAD);
    assertThat(row.reason()).contains("after closing quote");
    assertGood();
  }

  @Test
  void otherEncodingsAreRefused() {
    assertThat(parse(parser, "\u00e4,1,2,3", StandardCharsets.ISO_8859_1)).isEqualTo(RowStatus.BAD);
    assertThat(row.reason()).isEqualTo("not UTF-8");
    assertGood();
  }

  @Test
  void lineEndsInsideALineAreRefused() {
    assertThat(parse("r,1,2\r,3")).isEqualTo(RowStatus.BAD);
    assertThat(row.reason()).contains("quoted newlines are not supported");
    assertGood();
  }

  @Test
  void emptyLinesAndCommentsAreNoRows() {
    CsvDialect dialect = new CsvDialect(';', '\'', '#', Set.of("-9", "?"));
    CsvRowParser other = CsvRowParser.of(HEADER, WANTED, dialect);

    assertThat(other.parse("", row)).isEqualTo(RowStatus.BLANK);
    assertThat(other.parse("# 'a", row)).isEqualTo(RowStatus.BLANK);
    assertThat(other.parse("'x;y';1;2;3", row)).isEqualTo(RowStatus.OK);
    assertThat(other.parse("x;1;?;3", row)).isEqualTo(RowStatus.MISSING);
    assertThat(other.parse("x;1;-9;3", row)).isEqualTo(RowStatus.MISSING);
    assertThat(other.parse("x;1;NA;3", row)).isEqualTo(RowStatus.BAD);
    assertThat(parse("")).isEqualTo(RowStatus.BLANK);
    assertThat(parse("\r")).isEqualTo(RowStatus.BLANK);
  }

  @Test
  void dialectsMustBeUnambiguous() {
    assertThatThrownBy(() -> new CsvDialect('"', '"', '#', Set.of()))
        .hasMessage("delimiter, quote and comment must differ: '\"' is used twice");
    assertThatThrownBy(() -> new CsvDialect(',', '\n', '#', Set.of()))
        .hasMessageContaining("end a line");
  }

  @Test
  void tenThousandColumns() {
    List<String> header = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int j = 0; j <= 10_000; j++) {
      header.add("c" + j);
      line.append(j == 0 ? "" : ",").append(j + 0.5);
    }
    FeatureSpec spec = FeatureSpec.select(header, "c0", List.of(), List.of("c17"));
    ColumnSelection all = new ColumnSelection(spec.features(), "c0", "", List.of());
    ParsedRow wide = all.newRow();
    CsvRowParser wideParser = CsvRowParser.of(header, all, CsvDialect.DEFAULT);

    assertThat(wideParser.parse(line, wide)).isEqualTo(RowStatus.OK);
    assertThat(wide.y()).isEqualTo(0.5);
    assertThat(wide.x()[15]).isEqualTo(16.5);
    assertThat(wide.x()[16]).isEqualTo(18.5);
    assertThat(wide.x()[9998]).isEqualTo(10_000.5);
  }

  @Test
  void headers() {
    assertThat(header("\uFEFFa,\"b,c\",d\r")).containsExactly("a", "b,c", "d");
    assertThatThrownBy(() -> header("a,b,a")).hasMessage("header: column 'a' is there twice");
    assertThatThrownBy(() -> header("a,\"b")).hasMessageContaining("quoted newlines");
    assertThatThrownBy(() -> CsvRowParser.of(List.of("a", "b"), WANTED, CsvDialect.DEFAULT))
        .hasMessage("there is no column 'y', only a, b");
    byte[] latin = "a,\u00e4".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> CsvRowParser.parseHeader(latin, 0, 3, CsvDialect.DEFAULT))
        .hasMessage("header: not UTF-8");
  }

  private static List<String> header(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    List<String> names = CsvRowParser.parseHeader(bytes, 0, bytes.length, CsvDialect.DEFAULT);
    assertThat(CsvRowParser.parseHeader(line, CsvDialect.DEFAULT)).isEqualTo(names);
    return names;
  }

  @Property(tries = 300, seed = "2")
  void everyFiniteNumberIsReadToTheLastBit(@ForAll @Size(min = 1, max = 30) List<Double> numbers) {
    List<String> header = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int j = 0; j < numbers.size(); j++) {
      header.add("x" + j);
      line.append(j == 0 ? "" : ",").append(numbers.get(j));
    }
    ColumnSelection wanted = new ColumnSelection(header, "", "", List.of());
    CsvRowParser all = CsvRowParser.of(header, wanted, CsvDialect.DEFAULT);
    ParsedRow parsed = wanted.newRow();

    assertThat(all.parse(line, parsed)).isEqualTo(RowStatus.OK);
    assertThat(parsed.x()).containsExactly(numbers.toArray(Double[]::new));
  }

  @Test
  void goodRowsLeaveNoGarbage() {
    byte[] line = "row,1.25,-2.5e-3,1024".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 100_000; i++) {
      parser.parse(line, 0, line.length, row);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      parser.parse(line, 0, line.length, row);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 100_000;

    assertThat(each).isLessThan(2);
  }
}
