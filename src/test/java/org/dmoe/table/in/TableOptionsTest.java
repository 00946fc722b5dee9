package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.table.in.TableOptions.MissingPolicy;
import org.junit.jupiter.api.Test;

class TableOptionsTest {

  private static TableOptions stored(TableOptions options) {
    Configuration conf = new Configuration(false);
    options.store(conf);
    return TableOptions.from(conf);
  }

  @Test
  void allOptionsTravelWithAJob() {
    CsvDialect dialect = new CsvDialect('\t', '%', '+', Set.of("", "-9", "a,b"));
    FeatureSpec known =
        new FeatureSpec(
            List.of(
                FeatureColumn.number("a & b").withMean(0.1).withUnit("%"),
                FeatureColumn.category("c=d", List.of("x|y", "", "+"))),
            "y",
            "w");
    ColumnRoles roles =
        ColumnRoles.builder()
            .categorical(List.of("c=d", "e"))
            .levels(Map.of("c=d", List.of("x|y", "", "+")))
            .weight("w")
            .label("z=1")
            .unseen(ColumnRoles.Unseen.REFERENCE)
            .units(Map.of("a & b", "%"))
            .build();
    TableOptions options =
        TableOptions.builder()
            .response("y")
            .csv(
                CsvOptions.builder()
                    .columns(List.of("a & b", "c=d", "y", "w"))
                    .dialect(dialect)
                    .build())
            .missing(MissingPolicy.MEAN)
            .minRows(17)
            .maxBadRows(3)
            .roles(roles)
            .build();

    assertThat(stored(TableOptions.of("y"))).isEqualTo(TableOptions.of("y"));
    assertThat(stored(options)).isEqualTo(options);
    assertThat(stored(options.withKnown(known))).isEqualTo(options.withKnown(known));
    FeatureSpec none = new FeatureSpec(List.of(), "y", "w");
    assertThat(stored(options.withKnown(none)).roles().known()).contains(none);
  }

  @Test
  void whatIsNotGivenIsEmpty() {
    TableOptions options = stored(TableOptions.builder().build());
    assertThat(options.response()).isEmpty();
    assertThat(options.roles().weight()).isEmpty();
    assertThat(options.roles().label()).isEmpty();
    assertThat(TableOptions.of("y").toBuilder().noResponse().build()).isEqualTo(options);
  }

  @Test
  void whatCannotBeIsNamedWithItsFlag() {
    TableOptions.Builder table = TableOptions.builder();
    refuses(() -> table.response("").build(), "--response '': must be the name of a column");
    table.response("y");
    refuses(() -> table.maxBadRows(-1).build(), "--max-bad-rows -1: must not be negative");
    table.maxBadRows(0);
    refuses(() -> table.minRows(0).build(), "--min-rows-per-machine 0: must be at least 1");
    table.minRows(1);
    refuses(
        () -> table.features(List.of("a", "b")).exclude(List.of("c")).build(),
        "--features a,b, --exclude c: give one or the other");
    refuses(
        () -> CsvOptions.builder().columns(List.of("a", "b", "a")).build(),
        "--columns: 'a' is named twice");
  }

  @Test
  void rolesThatCannotBeAreNamedWithTheirFlags() {
    ColumnRolesBuilder roles = ColumnRoles.builder();
    refuses(() -> roles.weight("").build(), "--weight '': must be the name of a column");
    assertThat(roles.weight("w").levels(Map.of("a", List.of("p"))).build().categorical())
        .containsExactly("a");
    refuses(
        () -> roles.categorical(List.of("a")).levels(Map.of("a", List.of("p", "q", "p"))).build(),
        "--levels a=p|q|p: a level is named twice");
  }

  private static void refuses(ThrowingCallable build, String message) {
    assertThatIllegalArgumentException().isThrownBy(build).withMessage(message);
  }

  @Test
  void whatWasKnownOfAnotherTableIsForgotten() {
    Configuration conf = new Configuration(false);
    TableOptions.of("y").withKnown(new FeatureSpec(List.of("a"), "y")).store(conf);
    TableOptions.of("y").store(conf);
    assertThat(TableOptions.from(conf).roles().known()).isEmpty();
  }

  @Property(tries = 200, seed = "1")
  void columnsOfAnyNameAndLevelTravel(
      @ForAll @StringLength(min = 1, max = 8) String name,
      @ForAll @Size(min = 1, max = 5) Set<@StringLength(max = 6) String> levels,
      @ForAll double mean) {
    FeatureColumn number =
        FeatureColumn.number(name).withMean(Double.isInfinite(mean) ? 0 : mean).withUnit(name);
    FeatureColumn category =
        FeatureColumn.category(
            name,
            levels.stream().filter(l -> isText(l)).sorted().toList().isEmpty()
                ? List.of("a")
                : levels.stream().filter(l -> isText(l)).sorted().toList());
    if (isText(name)) {
      for (FeatureColumn column : List.of(number, category)) {
        FeatureSpec spec = new FeatureSpec(List.of(column), "", "");
        assertThat(SpecEntries.read(SpecEntries.write(spec), "", "")).isEqualTo(spec);
      }
    }
  }

  /** Half a surrogate pair is no text that UTF-8 could hold. */
  private static boolean isText(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
