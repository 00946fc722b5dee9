package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.mapreduce.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses of each family as rows of a table have them. */
class ResponseReadingTest {

  @TempDir private Path root;

  private static TableOptions options(ResponseType type) {
    ColumnRoles roles = ColumnRoles.builder().response(type).build();
    return TableOptions.of("y").toBuilder().roles(roles).build();
  }

  private TableReading reading(String csv, ResponseType type) throws Exception {
    return new TableReading(Tables.write(root.resolve("t.csv"), csv), options(type), 1 << 20);
  }

  @Test
  void aClassIsItsNumber() throws Exception {
    ResponseType type = ResponseType.of("categorical").withClasses(List.of("b", "10", "a"));
    assertThat(reading("y,x\na,1\n10,2\nb,3\n", type).rows().values())
        .containsExactly("[1.0] -> 2.0 (1.0)", "[2.0] -> 1.0 (1.0)", "[3.0] -> 0.0 (1.0)");
  }

  @Test
  void trialsAndExposureAreNoCovariates() throws Exception {
    ResponseType trials = new ResponseType("binomial", List.of(), "n");
    assertThat(reading("y,n,x\n3,5,1\n0,1,2\n", trials).rows().values())
        .containsExactly("[1.0] -> 3.0 of 5.0 (1.0)", "[2.0] -> 0.0 (1.0)");
    ResponseType exposure = new ResponseType("poisson", List.of(), "n");
    assertThat(reading("y,n,x\n3,.5,1\n", exposure).rows().values())
        .containsExactly("[1.0] -> 3.0 of 0.5 (1.0)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "poisson;'';-1,1;the response must be a count: -1.0 (--family gaussian takes any number)",
        "poisson;'';1.5,1;the response must be a count: 1.5 (--family gaussian takes any number)",
        "poisson;n;2,0;the exposure must be positive: 0.0",
        "binomial;'';2,1;the response must be 0 or 1: 2.0 (--trials names",
        "binomial;n;4,3;the successes must be a whole number of the 3.0 trials: 4.0",
        "binomial;n;1,2.5;the trials must be a positive whole number: 2.5"
      })
  void aResponseThatIsNoneOfItsFamilyIsABadRow(
      String family, String exposure, String row, String words) throws Exception {
    ResponseType type = new ResponseType(family, List.of(), exposure);
    String csv = "y,n,x\n1,1,0\n" + row + ",0\n";
    assertThatThrownBy(() -> reading(csv, type).rows())
        .hasMessageContaining("t.csv")
        .hasMessageContaining("t.csv:3: ")
        .hasMessageContaining("response 'y': " + words);
  }

  @Test
  void anUnknownClassIsABadRow() {
    ResponseType type = ResponseType.of("categorical").withClasses(List.of("a", "b"));
    assertThatThrownBy(() -> reading("y,x\na,1\nc,2\n", type).rows())
        .hasMessageContaining("t.csv:3: ")
        .hasMessageContaining("response 'y': 'c' is not one of the classes a, b");
  }

  @ParameterizedTest
  @CsvSource({"'',1,1", "a,'',1", "a,1,''"})
  void aMissingResponseOrCovariateIsMissing(String y, String x, String g) throws Exception {
    ResponseType type = ResponseType.of("categorical").withClasses(List.of("a", "b"));
    TableOptions options =
        options(type).toBuilder().missing(TableOptions.MissingPolicy.SKIP).build();
    Path file = Tables.write(root.resolve("m.csv"), "y,x,g\nb,1,2\n" + y + "," + x + "," + g);
    assertThat(new TableReading(file, options, 1 << 20).rows().values())
        .containsExactly("[1.0, 2.0] -> 1.0 (1.0)");
  }

  @Test
  void aSpecComesBackFromItsEntries() {
    List<FeatureColumn> columns = List.of(FeatureColumn.number("x"));
    ResponseType type = new ResponseType("categorical", List.of("a&b", "~", "?", "ü, |", ""), "");
    FeatureSpec spec = new FeatureSpec(columns, "y", "w").withType(type);
    assertThat(SpecEntries.read(SpecEntries.write(spec), "y", "w")).isEqualTo(spec);
    ResponseType trials = new ResponseType("binomial", List.of(), "n = 1");
    FeatureSpec counts = spec.withType(trials);
    assertThat(SpecEntries.read(SpecEntries.write(counts), "y", "w")).isEqualTo(counts);
  }
}
