package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.family.FamilyData;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.dmoe.refine.RowPass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors without a look at the rows, of each family. */
class FamilyOneRoundTest {

  private static final int MACHINES = 4;
  private static final int EACH = 4000;

  static Stream<Arguments> families() {
    return Stream.of(
        Arguments.of(Categorical.of(3), 1.0),
        Arguments.of(Binomial.INSTANCE, 6.0),
        Arguments.of(Poisson.INSTANCE, 2.5));
  }

  /**
   * Without the enlargement they are those that a pass over all rows would find, of means and
   * probabilities: parameters of classes may be so nearly not identified that their errors are
   * themselves not known well.
   */
  @ParameterizedTest
  @MethodSource("families")
  void errorsAreThoseOfAPass(Family family, double exposure) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 1.5, 4);
    Observations rows = FamilyData.rows(truth, MACHINES * EACH, exposure, 5);
    FitOptions options = FitOptions.builder(2).family(family).build();
    FeatureSpec columns = new FeatureSpec(List.of(), "");
    MixtureOfExperts fitted =
        LocalFit.fitFrom(truth, rows, options, columns, Progress.SILENT).model().orElseThrow();
    ParameterCovariance pass = ofPass(fitted, rows);
    ParameterCovariance one =
        OneRoundCovariance.of(fitted, support(rows), rows.rows(), MACHINES, 1).orElseThrow();
    double enlarged = Math.sqrt(1 + 2.0 * truth.freeParameters() / EACH);
    MeanConfidence ofPass = MeanConfidence.of(fitted, pass, 0.95);
    MeanConfidence ofOne = MeanConfidence.of(fitted, one, 0.95);
    double[] x = new double[2];
    for (int i = 0; i < 100; i++) {
      rows.copyRow(i, x);
      List<MeanInterval> expected = intervals(ofPass, family, x);
      List<MeanInterval> found = intervals(ofOne, family, x);
      for (int c = 0; c < found.size(); c++) {
        double ratio = found.get(c).standardError() / enlarged / expected.get(c).standardError();
        assertThat(ratio).as("row %d, outcome %d", i, c).isBetween(0.85, 1.18);
      }
    }
    assertThat(one.kind()).isEqualTo(CovarianceKind.ONE_ROUND);
  }

  private static List<MeanInterval> intervals(MeanConfidence of, Family family, double[] x) {
    return family.classes().isEmpty() ? List.of(of.at(x)) : of.classesAt(x);
  }

  /** All rows: counts' means may be so skewed that a few rows have much of the information. */
  private static SupportingSample support(Observations rows) {
    double[][] x = new double[rows.rows()][2];
    double[] exposures = new double[x.length];
    for (int s = 0; s < x.length; s++) {
      rows.copyRow(s, x[s]);
      exposures[s] = rows.exposure(s);
    }
    return SupportingSample.of(List.of(), x).withExposures(exposures);
  }

  private static ParameterCovariance ofPass(MixtureOfExperts model, Observations rows) {
    RowPass pass = new RowPass(model, Optional.empty());
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), 1, rows.exposure(i));
    }
    return CovarianceEstimate.of(model, pass.finish().orElseThrow())
        .covariance(CovarianceKind.MODEL);
  }
}
