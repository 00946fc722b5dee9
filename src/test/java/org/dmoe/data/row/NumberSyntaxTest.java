package org.dmoe.data.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSyntaxTest {

  private static final NumberSyntax GERMAN = new NumberSyntax(',', '.');

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234.567,89 | 1234567.89",
        "1234567,89 | 1234567.89",
        "-1.234 | -1234",
        "+12,5e-3 | 0.0125",
        "1.234e2 | 123400",
        ",5 | 0.5",
        "5, | 5",
        "0,125 | 0.125",
        "007 | 7",
        "-Infinity | -Infinity"
      })
  void numbersWithCommaAndGroups(String text, double value) {
    assertThat(GERMAN.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5", "12.34", "0.123", "1.2345", "1234.567", ".123", "1..234", "1.234.56", "1,2,3",
        "1,234.5", "1,234.567", "1.234,5.6", "1.23e4", "five", "1,5f", "-.123", "", "1e.5"
      })
  void whatOthersWriteIsNoNumber(String text) {
    assertThat(GERMAN.parse(text)).isNaN();
  }

  @Test
  void otherSeparators() {
    assertThat(new NumberSyntax('.', ',').parse("12,345,678.5")).isEqualTo(12345678.5);
    assertThat(new NumberSyntax('.', ',').parse("1,5")).isNaN();
    assertThat(new NumberSyntax('.', '\'').parse("1'000")).isEqualTo(1000);
    assertThat(new NumberSyntax(',', '\u202f').parse("1\u202f000,25")).isEqualTo(1000.25);
    assertThat(new NumberSyntax(',', NumberSyntax.NONE).parse("1000,25")).isEqualTo(1000.25);
    assertThat(new NumberSyntax(',', NumberSyntax.NONE).parse("1000.25")).isNaN();
  }

  /** Java's own format of another country writes them. */
  @Property(tries = 500, seed = "1")
  void whatAnotherProgramWritesComesBack(
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long thousandths) {
    DecimalFormat format =
        new DecimalFormat("#,##0.000", DecimalFormatSymbols.getInstance(Locale.GERMANY));
    assertThat(GERMAN.parse(format.format(thousandths / 1000.0)))
        .isEqualTo(Double.parseDouble("%s".formatted(thousandths / 1000.0)));
  }

  @Test
  void charactersThatCannotPartNumbersAreRefused() {
    for (char c : new char[] {'1', 'e', '-', '+', '\n'}) {
      assertThatThrownBy(() -> new NumberSyntax(c, NumberSyntax.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("--decimal");
      assertThatThrownBy(() -> new NumberSyntax('.', c))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("--thousands");
    }
    assertThatThrownBy(() -> new NumberSyntax('.', '.'))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must differ");
  }
}
