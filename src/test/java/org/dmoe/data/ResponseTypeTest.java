package org.dmoe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTypeTest {

  @Test
  void classesAreNumbersInTheirOrder() {
    ResponseType type = ResponseType.of("categorical").withClasses(List.of("low", "mid", "high"));
    assertThat(type.number("low")).contains(0);
    assertThat(type.number("high")).contains(2);
    assertThat(type.number("other")).isEmpty();
    assertThat(type.isText()).isTrue();
    assertThat(type.distribution().classes()).containsExactly("low", "mid", "high");
  }

  @Test
  void twoClassesOfABinomialAreFailureAndSuccess() {
    ResponseType type = ResponseType.of("binomial").withClasses(List.of("no", "yes"));
    assertThat(type.number("yes")).contains(1);
    assertThat(type.distribution().id()).isEqualTo("binomial");
  }

  @ParameterizedTest
  @CsvSource({
    "gaussian, a|b, '', family gaussian has no classes",
    "poisson, a|b, '', family poisson has no classes",
    "categorical, a|b|a, '', class 'a' is named twice",
    "categorical, a, '', the only class is 'a': two or more are needed",
    "binomial, a|b|c, '', 'a binomial response has two classes, not 3'",
    "binomial, a|b, n, 'with trials the response is a number of successes, not one of two classes'",
    "categorical, '', n, family categorical has neither trials nor exposure"
  })
  void whatDoesNotGoTogetherIsRefused(
      String family, String classes, String exposure, String message) {
    List<String> names = classes.isEmpty() ? List.of() : List.of(classes.split("\\|"));
    assertThatThrownBy(() -> new ResponseType(family, names, exposure))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void theExposureIsNoOtherColumn() {
    FeatureSpec spec = new FeatureSpec(List.of("a"), "y").withWeight("w");
    for (String taken : List.of("a", "y", "w")) {
      ResponseType type = new ResponseType("poisson", List.of(), taken);
      assertThatThrownBy(() -> spec.withType(type))
          .hasMessageContaining("'" + taken + "' is what the response counts within");
    }
  }
}
