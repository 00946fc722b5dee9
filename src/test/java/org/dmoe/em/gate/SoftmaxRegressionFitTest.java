package org.dmoe.em.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionFitTest {

  private final Random random = new Random(7);

  @Test
  void recoversTheGateThatMadeTheLabels() {
    SoftmaxGate truth = SoftmaxGate.of(new double[][] {{.5, 1, -2}, {-1, .3, .7}, {0, 0, 0}});
    double[][] X = rows(300, 2);
    SoftmaxRegressionFit.Result result =
        SoftmaxRegressionFit.fit(X, labels(truth, X), ones(300), 0);
    assertThat(result.converged()).isTrue();
    assertThat(result.determined()).isTrue();
    for (int k = 0; k < 3; k++) {
      assertThat(result.gate().alpha(k)).containsExactly(truth.alpha(k), within(1e-9));
    }
  }

  @Test
  void gradientVanishesAtTheFit() {
    double[][] X = rows(400, 3);
    double[][] labels = randomLabels(400, 4);
    double[] weights = new double[400];
    for (int i = 0; i < 400; i++) {
      weights[i] = random.nextInt(4);
    }
    SoftmaxRegressionFit.Result result = SoftmaxRegressionFit.fit(X, labels, weights, 0);
    double[][] sum = new double[4][4];
    for (int i = 0; i < 400; i++) {
      double[] pi = result.gate().probabilities(X[i]);
      for (int k = 0; k < 4; k++) {
        for (int j = 0; j < 4; j++) {
          sum[k][j] += weights[i] * (labels[i][k] - pi[k]) * (j == 0 ? 1 : X[i][j - 1]);
        }
      }
    }
    assertThat(result.converged()).isTrue();
    for (double[] block : sum) {
      assertThat(block).containsExactly(new double[4], within(1e-8));
    }
  }

  @Test
  void ridgeDoesNotDependOnTheOrderOfExperts() {
    double[][] X = rows(200, 2);
    double[][] labels = randomLabels(200, 3);
    double[][] turned = new double[200][];
    for (int i = 0; i < 200; i++) {
      turned[i] = new double[] {labels[i][1], labels[i][2], labels[i][0]};
    }
    SoftmaxGate gate = SoftmaxRegressionFit.fit(X, labels, ones(200), 50).gate();
    SoftmaxGate other = SoftmaxRegressionFit.fit(X, turned, ones(200), 50).gate();
    double[] p = gate.probabilities(X[0]);
    double[] q = other.probabilities(X[0]);
    assertThat(new double[] {p[1], p[2], p[0]}).containsExactly(q, within(1e-10));
  }

  @Test
  void separableLabelsStayFiniteAndAreReported() {
    double[][] X = rows(100, 2);
    double[][] labels = new double[100][3];
    for (int i = 0; i < 100; i++) {
      labels[i][X[i][0] > 0 ? 0 : X[i][1] > 0 ? 1 : 2] = 1;
    }
    SoftmaxRegressionFit.Result result = SoftmaxRegressionFit.fit(X, labels, ones(100), 0);
    assertThat(result.determined()).isFalse();
    assertThat(result.objective()).isBetween(-1e-6, 0.0);
    SoftmaxRegressionFit.Result ridged = SoftmaxRegressionFit.fit(X, labels, ones(100), 1e-3);
    assertThat(ridged.converged()).isTrue();
    assertThat(ridged.determined()).isTrue();
  }

  @Test
  void anExpertWithoutLabelsAndDependentColumnsStayFinite() {
    double[][] X = rows(100, 3);
    double[][] labels = randomLabels(100, 3);
    for (int i = 0; i < 100; i++) {
      X[i][1] = 5;
      X[i][2] = 2 * X[i][0] - 1;
      labels[i][1] = 0;
    }
    SoftmaxRegressionFit.Result result = SoftmaxRegressionFit.fit(X, labels, ones(100), 0);
    assertThat(result.determined()).isFalse();
    assertThat(result.gate().probabilities(X[0])[1]).isLessThan(1e-9);
  }

  @Test
  void oneExpertHasTheTrivialGate() {
    SoftmaxRegressionFit.Result result =
        SoftmaxRegressionFit.fit(rows(5, 2), randomLabels(5, 1), ones(5), 0);
    assertThat(result.gate()).isEqualTo(SoftmaxGate.uniform(1, 2));
    assertThat(result.converged()).isTrue();
  }

  @Test
  void rejectsWhatItCannotUse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoftmaxRegressionFit.fit(rows(5, 2), randomLabels(4, 2), ones(5), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SoftmaxRegressionFit.fit(rows(5, 2), randomLabels(5, 2), new double[5], 0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SoftmaxRegressionFit.fit(rows(1, 2), new double[][] {{1, Double.NaN}}, ones(1), 0));
  }

  private double[][] rows(int n, int d) {
    double[][] X = new double[n][d];
    for (double[] x : X) {
      for (int j = 0; j < d; j++) {
        x[j] = 10 * j + (j + 1) * random.nextGaussian();
      }
    }
    for (double[] x : X) {
      x[d - 1] -= 10 * (d - 1);
    }
    return X;
  }

  private static double[][] labels(SoftmaxGate gate, double[][] X) {
    double[][] labels = new double[X.length][];
    for (int i = 0; i < X.length; i++) {
      labels[i] = gate.probabilities(X[i]);
    }
    return labels;
  }

  private double[][] randomLabels(int n, int K) {
    double[][] labels = new double[n][K];
    for (double[] row : labels) {
      double sum = 0;
      for (int k = 0; k < K; k++) {
        row[k] = random.nextDouble();
        sum += row[k];
      }
      for (int k = 0; k < K; k++) {
        row[k] /= sum;
      }
    }
    return labels;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
