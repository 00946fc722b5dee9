package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpertCandidateTest {

  /** Two experts over three coefficients have 3 + 2 (3 + 1) = 11 parameters. */
  private static final ExpertCandidate TWO =
      new ExpertCandidate(2, 2, 1000, -1234.5, 56.25, List.of(0.75, 0.25));

  @Test
  void criteriaAreThoseOfTheTextbook() {
    assertThat(TWO.parameters()).isEqualTo(11);
    assertThat(TWO.value(Criterion.AIC)).isEqualTo(2 * 1234.5 + 22);
    assertThat(TWO.value(Criterion.BIC)).isCloseTo(2469 + 11 * Math.log(1000), within(1e-9));
    assertThat(TWO.value(Criterion.ICL))
        .isCloseTo(2469 + 11 * Math.log(1000) + 112.5, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"AIC,3", "BIC,2", "ICL,1"})
  void theSmallestValueIsTheBest(Criterion criterion, int best) {
    ExpertCandidate one = new ExpertCandidate(1, 2, 1000, -1290, 0, List.of(1.0));
    ExpertCandidate three = new ExpertCandidate(3, 2, 1000, -1225, 300, List.of(0.7, 0.2, 0.1));

    assertThat(criterion.best(List.of(one, TWO, three)).experts()).isEqualTo(best);
  }

  @Test
  void ofEqualsTheSmallerModelIsTheBest() {
    assertThat(
            Criterion.BIC
                .best(
                    List.of(
                        new ExpertCandidate(1, 0, 1, -5, 0, List.of(1.0)),
                        new ExpertCandidate(2, 0, 1, -5, 0, List.of(0.5, 0.5))))
                .experts())
        .isEqualTo(1);
  }
}
