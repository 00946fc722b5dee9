package org.dmoe.data.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

  /** The seconds are those of GNU date: {@code date -u -d TEXT +%s.%N}. */
  @ParameterizedTest
  @CsvSource({
    "1970-01-01, 0",
    "2020-02-29, 1582934400",
    "1969-12-31, -86400",
    "2020-02-29T12:30, 1582979400",
    "2020-02-29T12:30:15, 1582979415",
    "2020-02-29T12:30:15.25, 1582979415.25",
    "2020-02-29 12:30:15, 1582979415",
    "2020-02-29T12:30:15Z, 1582979415",
    "2020-02-29T12:30:15+01:00, 1582975815",
    "2020-02-29T12:30:15+0100, 1582975815",
    "2020-02-29 12:30:15+00, 1582979415",
    "2020-02-29T12:30:15.123456789-08:00, 1583008215.123456789",
    "2020-02-29 12:30:15 +0530, 1582959615",
    "2020-02-29 12:30:15 UTC, 1582979415",
    "1900-01-01T00:00Z, -2208988800",
    "9999-12-31, 253402214400"
  })
  void datesAndTimesAreSeconds(String text, String seconds) {
    assertThat(IsoTime.seconds(text))
        .hasValueSatisfying(s -> assertThat(s.toPlainString()).isEqualTo(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2020",
        "20200229",
        "2020-02-30",
        "2020-13-01",
        "29.02.2020",
        "02/29/2020",
        "12:30",
        "1e-5",
        "-5",
        "2020-02-29T",
        "2020-02-29T25:00",
        "2020-02-29 noon",
        "2020-02-29T12:30+25:00",
        "2020-2-9"
      })
  void otherTextsAreNot(String text) {
    assertThat(IsoTime.seconds(text)).isEmpty();
  }
}
