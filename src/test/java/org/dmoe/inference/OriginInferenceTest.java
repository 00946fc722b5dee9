package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dmoe.Oracle;
import org.dmoe.data.FeatureSpec;
import org.dmoe.model.Design;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Poisson;
import org.dmoe.refine.RowPass;
import org.junit.jupiter.api.Test;

/** Errors without an intercept are those of R's glm and its sandwich. */
class OriginInferenceTest {

  @Test
  void errorsAreThoseOfARegressionThroughTheOrigin() throws IOException {
    double[] slopes = Oracle.values("origin", "poisson.beta");
    boolean[] both = {true, true};
    MixtureOfExperts model =
        MixtureOfExperts.of(
                Poisson.INSTANCE,
                SoftmaxGate.uniform(1, 2),
                List.of(LinearExpert.of(new double[][] {{0, slopes[0], slopes[1]}})))
            .withDesign(Design.of(both, true, both, false));
    RowPass pass = new RowPass(model, Optional.empty(), List.of(), true);
    for (double[] row : Oracle.rows("families")) {
      pass.add(new double[] {row[0], row[1]}, row[6], row[2], row[5]);
    }
    CovarianceEstimate estimate = CovarianceEstimate.of(model, pass.finish().orElseThrow());
    assertThat(estimate.isAtMaximum()).isTrue();

    ParameterCovariance covariance = estimate.covariance(CovarianceKind.SANDWICH);
    Inference inference =
        Inference.of(
            model, new FeatureSpec(List.of("x1", "x2"), "y").designColumns(), covariance, 0.95);
    List<Coefficient> table = CoefficientTable.of(inference, 0);
    double[] errors = Oracle.values("origin", "poisson.robust");
    assertThat(table.stream().map(Coefficient::name)).containsExactly("x1", "x2");
    for (int j = 0; j < 2; j++) {
      assertThat(table.get(j).estimate().standardError()).isCloseTo(errors[j], within(1e-6));
    }
    assertThat(covariance.get(0, 0)).isZero();
  }
}
