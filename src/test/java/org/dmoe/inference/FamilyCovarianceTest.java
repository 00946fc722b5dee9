package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dmoe.Oracle;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
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
