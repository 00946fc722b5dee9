package org.dmoe.mapreduce.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartNamesTest {

  @ParameterizedTest
  @CsvSource({
    "station, Dongsi, station=Dongsi",
    "station, '', station=",
    "a b, c/d, a%20b=c%2Fd",
    "_x, .y, %5Fx=.y",
    ".x, *, %2Ex=%2A"
  })
  void namesCanBeReadAndAreNotHidden(String column, String value, String name) {
    assertThat(PartNames.ofValue(column, value)).isEqualTo(name);
  }

  @Property(tries = 500, seed = "1")
  void anyValueNamesAFileOfItsOwn(
      @ForAll @StringLength(max = 300) String a, @ForAll @StringLength(max = 300) String b) {
    String name = PartNames.ofValue("c", a);

    assertThat(name.length()).isLessThanOrEqualTo(200);
    assertThat(new Path("/d", name).getName()).isEqualTo(name);
    assertThat(name).doesNotStartWith("_").doesNotStartWith(".").doesNotContain("\0");
    if (valid(a) && valid(b)) {
      assertThat(name.equals(PartNames.ofValue("c", b))).isEqualTo(a.equals(b));
    }
  }

  /** Half a surrogate pair is no character, and no file holds one. */
  private static boolean valid(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  @Test
  void partitioningsAreUnderstood() {
    assertThat(Partitioning.parse("random:16")).isEqualTo(new Partitioning(16, ""));
    assertThat(Partitioning.parse("column:a:b")).isEqualTo(new Partitioning(0, "a:b"));
    assertThat(Partitioning.parse(Partitioning.parse("column:x").toString()).column())
        .isEqualTo("x");
    assertThat(Partitioning.parse("random:3").toString()).isEqualTo("random:3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "random", "random:", "random:0", "random:-2", "random:x", "column:"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Partitioning.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
