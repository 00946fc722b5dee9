package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dmoe.Oracle;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Poisson;
import org.dmoe.refine.RowPass;
import org.junit.jupiter.api.Test;

/** Covariances of families: with one expert those of R's glm. */
class FamilyCovarianceTest {

  @Test
  void errorsOfOneExpertAreThoseOfPoissonRegression() throws IOException {
    double[][] beta = {Oracle.values("families", "poisson.beta")};
    MixtureOfExperts model =
        MixtureOfExperts.of(
            Poisson.INSTANCE, SoftmaxGate.uniform(1, 2), List.of(LinearExpert.of(beta)));
    RowPass pass = new RowPass(model, Optional.empty(), List.of(), true);
    for (double[] row : Oracle.rows("families")) {
      pass.add(new double[] {row[0], row[1]}, row[6], row[2], row[5]);
    }
    CovarianceEstimate estimate = CovarianceEstimate.of(model, pass.finish().orElseThrow());
    assertThat(estimate.isAtMaximum()).isTrue();

    assertErrors(estimate, CovarianceKind.MODEL, "poisson.errors");
    assertErrors(estimate, CovarianceKind.SANDWICH, "poisson.robust");
  }

  @Test
  void theTableOfClassesIsThatOfMultinomialRegression() throws IOException {
    double[][] beta = Oracle.values("families", "categorical.beta", 2);
    Categorical family = Categorical.of(List.of("a", "b", "c"));
    MixtureOfExperts model =
        MixtureOfExperts.of(family, SoftmaxGate.uniform(1, 2), List.of(LinearExpert.of(beta)));
    RowPass pass = new RowPass(model, Optional.empty());
    for (double[] row : Oracle.rows("families")) {
      pass.add(new double[] {row[0], row[1]}, row[7], row[2]);
    }
    CovarianceEstimate estimate = CovarianceEstimate.of(model, pass.finish().orElseThrow());
    List<FeatureColumn> columns = new FeatureSpec(List.of("x1", "x2"), "y").designColumns();
    Inference inference =
        Inference.of(model, columns, estimate.covariance(CovarianceKind.MODEL), 0.95);
    List<Coefficient> table = CoefficientTable.of(inference, 0);
    double[] errors = Oracle.values("families", "categorical.errors");

    assertThat(table).hasSize(6);
    for (int j = 0; j < 6; j++) {
      assertThat(table.get(j).estimate().value()).isEqualTo(beta[j / 3][j % 3]);
      assertThat(table.get(j).estimate().standardError()).isCloseTo(errors[j], within(1e-5));
    }
    assertThat(table.get(4).place()).isEqualTo("expert 1, b against c");
    assertThat(table.get(4).name()).isEqualTo("x1");
    List<WaldTest> tests = ColumnTests.of(inference);
    assertThat(tests.get(0).degreesOfFreedom()).isEqualTo(2);
    assertThat(tests.get(0).statistic()).isPositive();
  }

  private static void assertErrors(CovarianceEstimate estimate, CovarianceKind kind, String key)
      throws IOException {
    double[] lower = estimate.covariance(kind).lower();
    double[] expected = Oracle.values("families", key);
    int diagonal = 0;
    for (int j = 0; j < 3; j++) {
      diagonal += j;
      assertThat(Math.sqrt(lower[diagonal + j])).isCloseTo(expected[j], within(1e-6));
    }
  }
}
