package org.dmoe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dmoe.data.DesignEncoder.Outcome;
import org.junit.jupiter.api.Test;

class DesignEncoderTest {

  private static final FeatureSpec SPEC =
      new FeatureSpec(
          List.of(
              FeatureColumn.number("a"),
              FeatureColumn.category("site", List.of("north", "east", "south")),
              FeatureColumn.number("b").withMean(2.5),
              FeatureColumn.category("only", List.of("one"))),
          "y",
          "w");

  private final double[] x = new double[4];

  private Outcome encode(DesignEncoder encoder, double a, double b, String site, String only) {
    return encoder.encode(new double[] {a, b}, new String[] {site, only, "kept"}, x);
  }

  @Test
  void levelsBecomeIndicatorsOfAllButTheReference() {
    assertThat(SPEC.features()).containsExactly("a", "site=east", "site=south", "b");
    assertThat(SPEC.dimension()).isEqualTo(4);
    assertThat(SPEC.numbers()).containsExactly("a", "b");
    assertThat(SPEC.categories()).containsExactly("site", "only");
    DesignEncoder encoder = DesignEncoder.of(SPEC, false);
    assertThat(encode(encoder, 1, 2, "south", "one")).isEqualTo(Outcome.OK);
    assertThat(x).containsExactly(1, 0, 1, 2);
    assertThat(encode(encoder, 3, 4, "north", "one")).isEqualTo(Outcome.OK);
    assertThat(x).containsExactly(3, 0, 0, 4);
    assertThat(encode(encoder, 5, 6, "east", "one")).isEqualTo(Outcome.OK);
    assertThat(x).containsExactly(5, 1, 0, 6);
  }

  @Test
  void aMeanStandsInForWhatIsMissing() {
    DesignEncoder encoder = DesignEncoder.of(SPEC, false);
    assertThat(encode(encoder, 1, Double.NaN, "north", "one")).isEqualTo(Outcome.OK);
    assertThat(x).containsExactly(1, 0, 0, 2.5);
    assertThat(encode(encoder, Double.NaN, 1, "north", "one")).isEqualTo(Outcome.MISSING);
    assertThat(encoder.reason()).isEqualTo("column 'a': missing");
    assertThat(encode(encoder, 1, 1, null, "one")).isEqualTo(Outcome.MISSING);
    assertThat(encoder.reason()).isEqualTo("column 'site': missing");
  }

  @Test
  void aLevelNotSeenBeforeIsNamedOrCountsAsTheReference() {
    DesignEncoder strict = DesignEncoder.of(SPEC, false);
    assertThat(encode(strict, 1, 2, "west", "one")).isEqualTo(Outcome.UNSEEN);
    assertThat(strict.reason()).contains("'site'", "'west'", "--unseen reference", "'north'");
    assertThat(encode(strict, 1, 2, "south", "one")).isEqualTo(Outcome.OK);
    DesignEncoder lenient = DesignEncoder.of(SPEC, true);
    assertThat(encode(lenient, 1, 2, "west", "two")).isEqualTo(Outcome.OK);
    assertThat(x).containsExactly(1, 0, 0, 2);
  }

  @Property(tries = 100, seed = "1")
  void exactlyTheIndicatorOfTheLevelIsSet(
      @ForAll @IntRange(min = 1, max = 12) int levels, @ForAll @IntRange(max = 11) int choice) {
    List<String> names =
        java.util.stream.IntStream.range(0, levels).mapToObj(i -> "l" + i).toList();
    FeatureSpec spec = new FeatureSpec(List.of(FeatureColumn.category("c", names)), "", "");
    int level = choice % levels;
    double[] row = new double[spec.dimension()];
    DesignEncoder.of(spec, false).encode(new double[0], new String[] {"l" + level}, row);
    for (int j = 0; j < row.length; j++) {
      assertThat(row[j]).isEqualTo(j + 1 == level ? 1 : 0);
    }
  }

  @Test
  void rolesAndNamesMustNotClash() {
    assertThatThrownBy(() -> FeatureColumn.category("c", List.of("a", "a")))
        .hasMessageContaining("'a' of column 'c' is named twice");
    assertThatThrownBy(() -> FeatureColumn.category("c", List.of()))
        .hasMessageContaining("no levels");
    assertThatThrownBy(() -> new FeatureSpec(List.of("a", "b"), "y").withWeight("a"))
        .hasMessageContaining("'a' is both weight");
    List<FeatureColumn> clash =
        List.of(FeatureColumn.category("c", List.of("a", "b")), FeatureColumn.number("c=b"));
    assertThatThrownBy(() -> new FeatureSpec(clash, "", ""))
        .hasMessageContaining("two covariates would be called 'c=b'");
  }
}
