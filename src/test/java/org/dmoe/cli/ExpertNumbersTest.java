package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpertNumbersTest {

  @Test
  void aNumberARangeAndAList() {
    assertThat(ExpertNumbers.parse("4")).containsExactly(4);
    assertThat(ExpertNumbers.parse("1..4")).containsExactly(1, 2, 3, 4);
    assertThat(ExpertNumbers.parse("2, 4,6..8")).containsExactly(2, 4, 6, 7, 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3..1 | smaller number first, 1..3",
        "a | give a number (4), a range (1..8) or a list (2,4,6)",
        "-2 | give a number",
        "1..  | give a number",
        "2,,3 | give a number",
        "1...3 | give a number",
        "99999999999 | give a number",
        "1..5000 | more than 1000 numbers"
      })
  void anythingElseIsRefused(String text, String message) {
    assertThatThrownBy(() -> ExpertNumbers.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--experts " + text)
        .hasMessageContaining(message);
  }
}
