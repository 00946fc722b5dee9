package org.dmoe.em.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.dmoe.Oracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The softmax regression against R's nnet::multinom 7.3-18, weights included. */
class OutsideGateTest {

  @ParameterizedTest
  @CsvSource({"soft-labels,2", "hard-labels,3"})
  void theFitIsThatOfMultinom(String name, int d) throws IOException {
    double[][] rows = Oracle.rows(name);
    double[][] X = new double[rows.length][];
    double[][] labels = new double[rows.length][];
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      X[i] = Arrays.copyOf(rows[i], d);
      weights[i] = rows[i][d];
      labels[i] = Arrays.copyOfRange(rows[i], d + 1, d + 4);
    }
    SoftmaxRegressionFit.Result fit = SoftmaxRegressionFit.fit(X, labels, weights, 0);
    double[][] gate = Oracle.values(name, "gate", 2);
    assertThat(fit.converged()).isTrue();
    assertThat(fit.objective()).isCloseTo(Oracle.values(name, "logLikelihood")[0], within(1e-8));
    assertThat(fit.gate().alpha(0)).containsExactly(gate[0], within(1e-5));
    assertThat(fit.gate().alpha(1)).containsExactly(gate[1], within(1e-5));
  }
}
