package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;

/** Where the rows cannot tell the gate from an expert. */
class InterchangeTest {

  private static final double[] GATE = {0.5, 2, -1};
  private static final double[] FIRST = {-0.3, 1, 2};
  private static final double[] OPPOSITE = {0.3, -1, -2};
  private static final double[] SURE_NOT = {-30, 0, 0};
  private static final double[] SURE = {30, 0, 0};
  private static final double[] OTHER = {1, -0.5, 1};

  private static final SupportingSample ROWS = rows();

  private static SupportingSample rows() {
    Random random = new Random(1);
    double[][] rows = new double[500][2];
    for (double[] row : rows) {
      row[0] = random.nextGaussian();
      row[1] = random.nextGaussian();
    }
    return SupportingSample.of(List.of("a", "b"), rows);
  }

  private static MixtureOfExperts model(Family family, double[] first, double[] second) {
    return MixtureOfExperts.of(
        family,
        SoftmaxGate.of(new double[][] {GATE, new double[3]}),
        List.of(LinearExpert.of(new double[][] {first}), LinearExpert.of(new double[][] {second})));
  }

  private static boolean possible(Family family, double[] first, double[] second) {
    MixtureOfExperts model = model(family, first, second);
    boolean possible = Interchange.isPossible(model, ROWS);
    MixtureOfExperts turned = model.permuted(new int[] {1, 0});
    assertThat(Interchange.isPossible(turned, ROWS)).isEqualTo(possible);
    return possible;
  }

  @Test
  void anOppositeOrASureSecondExpertLetsThemBeExchanged() {
    for (Family family : List.of(Binomial.INSTANCE, Categorical.of(2))) {
      assertThat(possible(family, FIRST, OPPOSITE)).isTrue();
      assertThat(possible(family, FIRST, SURE_NOT)).isTrue();
      assertThat(possible(family, FIRST, SURE)).isTrue();
      assertThat(possible(family, FIRST, OTHER)).isFalse();
    }
  }

  @Test
  void severalTrialsOrOtherResponsesTellThemApart() {
    MixtureOfExperts opposite = model(Binomial.INSTANCE, FIRST, OPPOSITE);
    double[] trials = new double[ROWS.size()];
    Arrays.fill(trials, 3);
    assertThat(Interchange.isPossible(opposite, ROWS.withExposures(trials))).isFalse();
    assertThat(possible(Poisson.INSTANCE, FIRST, OPPOSITE)).isFalse();
  }
}
