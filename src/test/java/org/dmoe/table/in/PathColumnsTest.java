package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns in the names of directories. */
class PathColumnsTest {

  @TempDir private Path root;

  @Test
  void directoriesBelowTheInputCount() {
    assertThat(PathColumns.of("site=a/year=2020/part-0"))
        .containsExactly(Map.entry("site", "a"), Map.entry("year", "2020"));
    assertThat(PathColumns.of("site=a")).isEmpty();
    assertThat(PathColumns.of("plain/=x/t")).isEmpty();
    assertThat(PathColumns.of("a=b=c/t")).containsExactly(Map.entry("a", "b=c"));
  }

  @Test
  void escapesAreUndoneAndNullsAreMissing() {
    assertThat(PathColumns.of("s=a%3Db%2Fc/k%20=%C3%A9/p=100%/t"))
        .containsExactly(Map.entry("s", "a=b/c"), Map.entry("k ", "é"), Map.entry("p", "100%"));
    assertThat(PathColumns.of("s=__HIVE_DEFAULT_PARTITION__/t"))
        .containsExactly(Map.entry("s", ""));
  }

  @Test
  void theyAreNumbersAndTexts() throws Exception {
    Tables.write(root.resolve("year=2020/a.csv"), "y,x\n1,2\n");
    Tables.write(root.resolve("year=2021/a.csv"), "y,x\n3,4\n");
    TableReading reading =
        new TableReading(root, TableOptions.of("y"), Long.MAX_VALUE, List.of("year"));
    assertThat(reading.rows().values().toString())
        .contains("[2.0, 2020.0] -> 1.0", "[4.0, 2021.0] -> 3.0");
  }

  @Test
  void theFilesColumnGoesBeforeThem() throws Exception {
    Tables.write(root.resolve("x=7/a.csv"), "y,x\n1,2\n");
    assertThat(rows(TableOptions.of("y"))).contains("[2.0] -> 1.0");
  }

  @Test
  void theyCanBeSwitchedOff() throws Exception {
    Tables.write(root.resolve("k=7/a.csv"), "y,x\n1,2\n");
    TableOptions off = TableOptions.builder().response("y").pathColumns(false).build();
    assertThat(rows(off)).contains("[2.0] -> 1.0");
  }

  @Test
  void aMissingOneIsMissing() throws Exception {
    Tables.write(root.resolve("k=__HIVE_DEFAULT_PARTITION__/a.csv"), "y,x\n1,2\n");
    assertThatThrownBy(() -> rows(TableOptions.of("y")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContainingAll("column 'k': missing", "--missing skip");
  }

  private String rows(TableOptions options) throws Exception {
    return new TableReading(root, options, Long.MAX_VALUE).rows().values().toString();
  }
}
