package org.dmoe.data.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormulaTest {

  private static Formula parse(String text) {
    return Formula.parse(text, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y ~ a + b | a + b",
        "y ~ b:a + a:b + b | b + b:a",
        "y ~ a*b*c - a:b:c | a + b + c + a:b + a:c + b:c",
        "y ~ (a + b)^2 | a + b + a:b",
        "y ~ a^3 | a",
        "y ~ (a + b)*c | a + b + c + a:c + b:c",
        "y ~ 1 + a | a",
        "y ~ 0 + a | 0 + a",
        "y ~ a + 0 | 0 + a",
        "y ~ a - 1 | 0 + a",
        "y ~ -1 + a + b | 0 + a + b",
        "y ~ 0 + a + 1 | a",
        "y ~ a - 1 - 0 | a",
        "y ~ (a + b)^2 - 1 | 0 + a + b + a:b",
        "y ~ log(a)+I( a^2 )+poly(a,2) | log(a) + I(a^2) + poly(a, 2)",
        "y ~ I((a+b)/2) | I((a + b)/2)",
        "y ~ I(-a - -b) | I(-a - -b)",
        "y ~ a - a + b | b",
        "y ~ exp(2e-3*a) | exp(2e-3*a)"
      })
  void termsAreExpanded(String text, String terms) {
    assertThat(parse(text).text()).isEqualTo("y ~ " + terms);
    assertThat(parse(parse(text).text())).isEqualTo(parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "y ~ a + | 'y ~ a +': a term is expected at its end",
        "y ~ a b | 'y ~ a b': an operator or the end is expected at character 7, not 'b'",
        "y a | 'y a': '~' is expected at character 3, not 'a'",
        "~ a | '~ a': the column of the response is expected at character 1, not '~'",
        "y ~ a ~ b | 'y ~ a ~ b': a second response is not possible: '+' or the end is expected at character 7, not '~'",
        "y ~ log(a | 'y ~ log(a': ')' is expected at its end",
        "y ~ sin(a) | 'y ~ sin(a)': I(), log(), exp(), sqrt() or poly() is expected at character 5, not 'sin'",
        "y ~ I(sin(a)) | 'y ~ I(sin(a))': log(), exp() or sqrt() is expected at character 7, not 'sin'",
        "y ~ a & b | 'y ~ a & b': a formula has no such character at character 7, not '&'",
        "y ~ (0 + a):b | 'y ~ (0 + a):b': 0, for no intercept, is a term of its own, outside of brackets at character 6, not '0'",
        "y ~ (a - 1)*b | 'y ~ (a - 1)*b': - 1, for no intercept, stands outside of brackets at character 10, not '1'",
        "y ~ a:0 | 'y ~ a:0': 0, for no intercept, is a term of its own, outside of brackets at character 7, not '0'",
        "y ~ 0:a | 'y ~ 0:a': an operator or the end is expected at character 6, not ':'",
        "y ~ 0 | 'y ~ 0': experts have neither an intercept nor a term",
        "y ~ a - a - 1 | 'y ~ a - a - 1': experts have neither an intercept nor a term",
        "y ~ 2*a | 'y ~ 2*a': a term is expected (arithmetic stands between I( and )) at character 5, not '2'",
        "y ~ poly(a, 0) | 'y ~ poly(a, 0)': a whole number of 1 to 9 is expected at character 13, not '0'",
        "y ~ (a + b)^x | 'y ~ (a + b)^x': a whole number is expected at character 13, not 'x'",
        "y ~ `a | 'y ~ `a': a name between two backticks is expected at character 5, not '`a'",
        "exp(y) ~ a | 'exp(y) ~ a': a column, log(column) or sqrt(column) is expected at character 1, not 'exp'",
        "y ~ a + y | 'y ~ a + y': the response 'y' is among the terms",
        "y ~ 1 | 'y ~ 1': neither gate nor experts have a term",
        "y ~ a - a | 'y ~ a - a': neither gate nor experts have a term",
        "y ~ I(2) | 'y ~ I(2)': '2' names no column: one is expected before at character 8, not ')'"
      })
  void aMistakeIsShownWhereItIs(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aGateHasNoResponse() {
    assertThatThrownBy(() -> Formula.parse("y ~ a", Optional.of("y ~ b")))
        .hasMessageContaining("a gate has no response");
    assertThat(Formula.parse("y ~ 1", Optional.of("~ b")).variables()).containsExactly("b");
  }

  /** A gate through the origin is rarely what is meant: it is asked for by itself. */
  @Test
  void theGateKeepsItsInterceptUnlessItsOwnFormulaHasNone() {
    assertThat(parse("y ~ 0 + a").gateText()).isEqualTo("~ a");
    assertThat(Formula.parse("y ~ a", Optional.of("~ 0 + a")).gateText()).isEqualTo("~ 0 + a");
    assertThat(Formula.parse("y ~ a", Optional.of("~ 0")).gateText()).isEqualTo("~ 0");
    Formula dot = parse("y ~ 0 + .");
    Formula again = Formula.parse(dot.text(), Optional.of(dot.gateText()));
    Formula known = again.withOthers(List.of("a", "b"));
    assertThat(known.text()).isEqualTo("y ~ 0 + a + b");
    assertThat(known.gateText()).isEqualTo("~ a + b");
  }

  @Test
  void aDotStandsForAllOtherColumns() {
    Formula formula = Formula.parse("y ~ . - b + a:b", Optional.of("~ ."));
    assertThat(formula.hasDot()).isTrue();
    Formula known = formula.withOthers(List.of("a", "y", "b", "c c"));
    assertThat(known.text()).isEqualTo("y ~ a + `c c` + a:b");
    assertThat(known.gateText()).isEqualTo("~ a + b + `c c`");
    assertThat(known.hasDot()).isFalse();
  }

  /** Against the mean over many draws of the mixture itself. */
  @ParameterizedTest
  @EnumSource(ResponseScale.class)
  void momentsAndQuantilesAreThoseOfTheResponse(ResponseScale scale) {
    MixtureOfExperts model =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{0.4, 1}, {0, 0}}),
            List.of(
                GaussianExpert.of(new double[] {1, 0.5}, 0.09),
                GaussianExpert.of(new double[] {2, -0.2}, 0.04)));
    Scorer scorer = Scorer.of(model);
    scorer.at(new double[] {0.3});
    Random random = new Random(1);
    int n = 400_000;
    double sum = 0;
    double squares = 0;
    int below = 0;
    double median = scale.quantile(1.4);
    for (int i = 0; i < n; i++) {
      int k = random.nextDouble() < scorer.probability(0) ? 0 : 1;
      double z = scorer.expertMean(k) + scorer.expertDeviation(k) * random.nextGaussian();
      double y = scale == ResponseScale.LOG ? Math.exp(z) : scale == ResponseScale.SQRT ? z * z : z;
      sum += y;
      squares += y * y;
      below += y <= median ? 1 : 0;
    }
    double mean = sum / n;
    double variance = squares / n - mean * mean;
    assertThat(scale.mean(scorer)).isCloseTo(mean, within(5 * Math.sqrt(variance / n)));
    assertThat(scale.variance(scorer)).isCloseTo(variance, within(0.02 * variance));
    assertThat((double) below / n).isCloseTo(scorer.cumulative(1.4), within(0.004));
    if (scale != ResponseScale.IDENTITY) {
      assertThat(scale.quantile(scale.apply(2.5))).isCloseTo(2.5, within(1e-12));
      assertThat(scale.apply(-1)).isNaN();
    }
  }
}
