package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.Oracle;
import org.dmoe.data.Observations;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.PassSums;
import org.junit.jupiter.api.Test;

/** Standard errors beside those of R. */
class OutsideErrorsTest {

  /** refit's derivatives are differences of the second order. */
  @Test
  void modelBasedErrorsAreThoseOfFlexmix() throws IOException {
    double[] errors = errors("parabola", 2, 1, CovarianceKind.MODEL);
    assertClose(slice(errors, 0, 3), Oracle.values("errors", "parabola.refit.gate"), 0.005);
    assertClose(slice(errors, 3, 9), Oracle.values("errors", "parabola.refit.beta"), 0.005);
    double[] logSigma = {errors[9] / 2, errors[10] / 2};
    assertClose(logSigma, Oracle.values("errors", "parabola.refit.logSigma"), 0.005);
  }

  @Test
  void errorsOfWeightedRowsAreThoseOfTheDefinition() throws IOException {
    assertClose(
        errors("three", 3, 3, CovarianceKind.MODEL), Oracle.values("errors", "three.model"), 1e-4);
    assertClose(
        errors("three", 3, 3, CovarianceKind.SANDWICH),
        Oracle.values("errors", "three.sandwich"),
        1e-4);
  }

  /** At R's maximum, from rows on several machines. */
  private static double[] errors(String name, int K, int machines, CovarianceKind kind)
      throws IOException {
    MixtureOfExperts model = maximum(name, K);
    double[][] table = Oracle.rows(name);
    List<Observations> parts = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      Observations.Builder rows = Observations.builder(2);
      for (int i = m; i < table.length; i += machines) {
        rows.add(slice(table[i], 0, 2), table[i][2], table[i][3]);
      }
      parts.add(rows.build());
    }
    PassSums sums = Trials.sums(model, parts, true);
    ParameterCovariance covariance = CovarianceEstimate.of(model, sums).covariance(kind);
    double[] errors = new double[covariance.size()];
    Arrays.setAll(errors, j -> Math.sqrt(covariance.get(j, j)));
    return errors;
  }

  private static MixtureOfExperts maximum(String name, int K) throws IOException {
    double[][] gate = Arrays.copyOf(Oracle.values(name, "maximum.gate", K - 1), K);
    gate[K - 1] = new double[3];
    double[][] beta = Oracle.values(name, "maximum.beta", K);
    double[] sigma = Oracle.values(name, "maximum.sigma");
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      experts.add(GaussianExpert.of(beta[k], sigma[k] * sigma[k]));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(gate), experts);
  }

  private static double[] slice(double[] values, int from, int to) {
    return Arrays.copyOfRange(values, from, to);
  }

  private static void assertClose(double[] actual, double[] expected, double relative) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int j = 0; j < actual.length; j++) {
      assertThat(actual[j]).as("%d", j).isCloseTo(expected[j], within(relative * expected[j]));
    }
  }
}
