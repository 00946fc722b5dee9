package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.Progress;
import org.junit.jupiter.api.Test;

/** A sentinel among the responses must not decide what counts as a small variance. */
class SentinelTest {

  @Test
  void theOtherRowsAreFittedAsWithoutIt() {
    Random random = new Random(3);
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 1500; i++) {
      double[] x = {random.nextGaussian()};
      boolean right = x[0] > 0;
      rows.add(x, (right ? 3 + x[0] : -3 - 2 * x[0]) + (right ? 0.5 : 0.3) * random.nextGaussian());
    }
    rows.add(new double[] {0.1}, 999999);
    FitResult result = LocalFit.fit(rows.build(), FitOptions.of(3), 1, Progress.SILENT);

    GaussianExpert left = result.model().orElseThrow().expert(0);
    assertThat(left.beta()).containsExactly(new double[] {-3, -2}, within(0.1));
    assertThat(left.variance()).isCloseTo(0.09, within(0.02));
    GaussianExpert right = result.model().orElseThrow().expert(1);
    assertThat(right.beta()).containsExactly(new double[] {3, 1}, within(0.15));
    assertThat(right.variance()).isCloseTo(0.25, within(0.04));
    assertThat(result.diagnostics().warnings()).anyMatch(line -> line.contains("at its floor"));
  }
}
