package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of other writers, from the command line. */
class ColumnsCommandTest {

  private static final Path TABLES = tables();

  @TempDir Path temp;

  private static Path tables() {
    try {
      return Path.of(ColumnsCommandTest.class.getResource("/columns").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private Outcome fit(String table, String... options) {
    List<String> args =
        new ArrayList<>(List.of("fit", "--input", TABLES.resolve(table).toString()));
    args.addAll(List.of("--response", "y", "--experts", "2"));
    args.addAll(List.of("--output", temp.resolve("out").toString(), "--overwrite"));
    args.addAll(List.of(options));
    return Outcome.of(args.toArray(String[]::new));
  }

  private static Outcome describe(String table, String... options) {
    List<String> args =
        new ArrayList<>(List.of("describe", "--input", TABLES.resolve(table).toString()));
    args.addAll(List.of(options));
    return Outcome.of(args.toArray(String[]::new));
  }

  /** All that the console says on the way. */
  private String console(String table, String... options) {
    List<String> args =
        new ArrayList<>(List.of("sample", "--input", TABLES.resolve(table).toString()));
    args.addAll(
        List.of("--response", "y", "--output", temp.resolve("s").toString(), "--overwrite"));
    args.addAll(List.of(options));
    return Outcome.of(args.toArray(String[]::new)).assertDone().console();
  }

  private String features() throws IOException {
    String json = Files.readString(temp.resolve("out/model/model.json")).replaceAll("\\s", "");
    int at = json.indexOf("\"features\":");
    return json.substring(at, json.indexOf(']', at) + 1);
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }

  @Test
  void unsignedIntegersAreNeverNegative() {
    Outcome outcome = describe("uint.parquet");

    assertThat(outcome.out())
        .containsPattern("u8 .* 100\\.000 +255\\.000")
        .containsPattern("u16 .* 25000\\.0 +63750\\.0")
        .containsPattern("u32 .* 1\\.60000e\\+09 +4\\.08000e\\+09")
        .containsPattern("u64 .* 7\\.00000e\\+18 +1\\.78500e\\+19");
  }

  @Test
  void decimalsAreNumbers() {
    for (String table : List.of("duck-dec.parquet", "polars-dec.parquet")) {
      assertDone(fit(table));
      assertThat(describe(table).out())
          .containsPattern("y +number +400 .* -14\\.0100 +26\\.2000")
          .containsPattern("x1 +number +400 .* 9\\.99000");
    }
    assertThat(fit("avsc-dec.avro").errors().toString())
        .contains("decimals whose schema names no valid precision and scale");
  }

  @Test
  void notANumberIsMissing() {
    Outcome refused = fit("nan.parquet");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.errors().get(refused.errors().size() - 1))
        .contains("column 'x2': missing", "--missing skip", "--missing mean");

    Outcome skipped = fit("nan.parquet", "--missing", "skip");
    assertDone(skipped);
    assertThat(skipped.out()).contains("training rows: 399");
    assertDone(fit("nan.parquet", "--missing", "mean"));
  }

  @Test
  void rowNamesAreNoCovariatesUnlessNamed() throws IOException {
    assertDone(fit("r-rownames.csv"));
    assertThat(features()).isEqualTo("\"features\":[\"x1\",\"x2\"]");
    assertDone(fit("index.parquet"));
    assertThat(features()).isEqualTo("\"features\":[\"x1\",\"x2\"]");
    assertDone(fit("index.parquet", "--features", "x1,__index_level_0__"));
    assertThat(features()).isEqualTo("\"features\":[\"x1\",\"__index_level_0__\"]");
  }

  @Test
  void oneWarningTellsOfRowNames() {
    assertThat(console("r-rownames.csv")).containsOnlyOnce("column '' looks like row names");
    assertThat(console("r-rownames.csv", "--exclude", "")).doesNotContain("row names");
    assertThat(console("index.parquet")).containsOnlyOnce("'__index_level_0__' looks like row");
    assertThat(console("index.parquet", "--features", "x1")).doesNotContain("row names");
    assertThat(describe("index.parquet").out())
        .contains("'__index_level_0__' looks like row names");
  }

  @Test
  void keysOfDirectoriesAreColumns() throws IOException {
    Outcome machines = fit("hive", "--partition", "column:site");
    assertDone(machines);
    assertThat(machines.out()).contains("site=a", "site=b");

    assertDone(fit("hive", "--categorical", "site"));
    assertThat(features()).isEqualTo("\"features\":[\"x1\",\"x2\",\"site=b\"]");

    assertDone(fit("hive", "--no-path-columns"));
    assertThat(features()).isEqualTo("\"features\":[\"x1\",\"x2\"]");
    assertThat(describe("hive").out()).containsPattern("site +text +400 +0 +2");
    assertThat(describe("hive", "-D", "dmoe.input.path-columns=false").out())
        .doesNotContain("site");
  }

  @Test
  void columnsOfTextAreNamedAllAtOnce() throws IOException {
    Path table = temp.resolve("t.csv");
    StringBuilder text = new StringBuilder("y,x,wind,id,day\n");
    for (int i = 0; i < 400; i++) {
      text.append(
          "%d,%d,%s,id%d,%s\n".formatted(i % 7, i % 11, i % 3 == 0 ? "N" : "S", i, "d" + i % 4));
    }
    Files.writeString(table, text);

    Outcome refused = fit(table.toString());
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.errors()).hasSize(1);
    assertThat(refused.errors().get(0))
        .contains("columns of text: 'wind' (2 levels), 'id' (400 levels), 'day' (4 levels)")
        .contains("--categorical wind,id,day", "--exclude wind,id,day", "--categorical auto");

    assertThat(fit(table.toString(), "--categorical", "auto").errors().toString())
        .contains("column of text: 'id' (400 levels); ", "at most 50 levels")
        .doesNotContain("wind");
    assertDone(fit(table.toString(), "--categorical", "auto", "--exclude", "id"));
    assertThat(features())
        .isEqualTo("\"features\":[\"x\",\"wind=S\",\"day=d1\",\"day=d2\",\"day=d3\"]");

    assertDone(fit(table.toString(), "--levels", "wind=S|N", "--exclude", "id,day"));
    assertThat(features()).isEqualTo("\"features\":[\"x\",\"wind=N\"]");
  }

  @Test
  void aNameThatIsNearlyRightIsSuggested() {
    Outcome outcome = fit("hive", "--features", "x1,sit", "--categorical", "sit");
    assertThat(outcome.errors().toString()).contains("did you mean 'site'?");
  }
}
