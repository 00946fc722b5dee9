package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.hadoop.conf.Configuration;
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
    CsvDialect dialect =
        CsvDialect.DEFAULT
            .withDelimiter('\t')
            .withQuote('%')
            .withComment('+')
            .withMissing(Set.of("", "-9", "a,b"));
    FeatureSpec known =
        new FeatureSpec(
            List.of(
                FeatureColumn.number("a & b").withMean(0.1).withUnit("%"),
                FeatureColumn.category("c=d", List.of("x|y", "", "+"))),
            "y",
            "w");
    ColumnRoles roles =
        ColumnRoles.NONE
            .withCategorical(List.of("c=d", "e"), Map.of("c=d", List.of("x|y", "", "+")))
            .withWeight("w")
            .withLabel("z=1")
            .withUnseen(ColumnRoles.Unseen.REFERENCE)
            .withUnits(Map.of("a & b", "%"));
    TableOptions options =
        TableOptions.of("y")
            .withCsv(new CsvOptions(List.of("a & b", "c=d", "y", "w"), dialect))
            .withMissing(MissingPolicy.MEAN)
            .withMinRows(17)
            .withMaxBadRows(3)
            .withRoles(roles);

    assertThat(stored(TableOptions.of("y"))).isEqualTo(TableOptions.of("y"));
    assertThat(stored(options)).isEqualTo(options);
    assertThat(stored(options.withKnown(known))).isEqualTo(options.withKnown(known));
    FeatureSpec none = new FeatureSpec(List.of(), "y", "w");
    assertThat(stored(options.withKnown(none)).roles().known()).contains(none);
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
        assertThat(SpecEntries.read(SpecEntries.write(List.of(column)))).containsExactly(column);
      }
    }
  }

  /** Half a surrogate pair is no text that UTF-8 could hold. */
  private static boolean isText(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
