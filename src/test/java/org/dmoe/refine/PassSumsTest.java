package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.RowStatistics;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.model.Design;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassSumsTest {

  private static final double STEP = 0.002;

  /** Weights of f(-3h) to f(3h) in h f'(0). */
  private static final double[] SIXTH_ORDER = {-1.0 / 60, 0.15, -0.75, 0, 0.75, -0.15, 1.0 / 60};

  @ParameterizedTest
  @CsvSource({"1,1,2,300", "3,2,3,170", "4,3,7,150", "0,2,2,100"})
  void sumsOfPartsAreThoseOfAllRows(int d, int K, int M, int n) {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 3, d, K, M, n, true);
    MixtureOfExperts model = model(parts.get(0), K);
    PassSums all = Rows.sums(model, Rows.all(parts), Optional.empty());
    PassSums added = Rows.sums(model, parts, Optional.empty()).in(all.frame());
    assertThat(added.rows()).isEqualTo(all.rows());
    assertThat(added.weight()).isEqualTo(all.weight());
    assertThat(added.logLikelihood()).isCloseTo(all.logLikelihood(), near(all.logLikelihood()));
    assertClose(added.gradient(), all.gradient(), 1e-9 * all.weight());
    assertClose(added.information(), all.information(), 1e-9 * all.weight());
    for (int k = 0; k < K; k++) {
      EmStatistics.Share one = all.statistics().share(k);
      EmStatistics.Share other = added.statistics().share(k);
      assertThat(other.mass()).isCloseTo(one.mass(), near(one.mass()));
      assertClose(other.mean(), one.mean(), 1e-9 * 1000);
      assertClose(other.scatter(), one.scatter(), 1e-9 * 1e5 * all.weight());
    }
  }

  @Test
  void aColumnConstantOnEachMachineIsNotLost() {
    List<Observations> parts =
        List.of(withColumn(2, 150, 5), withColumn(2, 150, 7), withColumn(2, 150, 11));
    MixtureOfExperts model = model(Rows.all(parts), 2);
    PassSums all = Rows.sums(model, Rows.all(parts), Optional.empty());
    PassSums added =
        Rows.sums(model, parts, Optional.empty())
            .in(Frame.ofStatistics(all.statistics(), Design.FULL));
    PassSums expected = all.in(added.frame());
    assertClose(added.gradient(), expected.gradient(), 1e-8 * all.weight());
    assertClose(added.information(), expected.information(), 1e-8 * all.weight());
  }

  /** More rows than are held at a time. */
  @Test
  void rowsThatComeInSeveralLotsAddUp() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 5, 100, 1, 2, 4000, false);
    MixtureOfExperts model = model(parts.get(0), 1);
    PassSums all = Rows.sums(model, Rows.all(parts), Optional.empty());
    PassSums added = Rows.sums(model, parts, Optional.of(all.frame()));
    assertThat(all.rows()).isEqualTo(8000);
    assertClose(added.gradient(), all.gradient(), 1e-9 * all.weight());
    assertClose(added.information(), all.information(), 1e-9 * all.weight());
    double expected = Rows.logLikelihood(model, Rows.all(parts));
    assertThat(all.logLikelihood()).isCloseTo(expected, near(expected));
  }

  @Test
  void logLikelihoodAndStatisticsAreThoseOfTheDefinition() {
    Observations rows = Rows.parts(SyntheticKind.HARD, 8, 3, 2, 1, 400, true).get(0);
    MixtureOfExperts model = model(rows, 2);
    PassSums sums = Rows.sums(model, rows, Optional.empty());
    double expected = Rows.logLikelihood(model, rows);
    assertThat(sums.logLikelihood()).isCloseTo(expected, near(expected));
    EmStatistics statistics =
        RowStatistics.of(new StandardisedRows(rows, StandardUnits.of(rows)), model);
    for (int k = 0; k < 2; k++) {
      assertThat(sums.statistics().share(k).mass())
          .isCloseTo(statistics.share(k).mass(), near(statistics.share(k).mass()));
      assertClose(
          sums.statistics().share(k).scatter(), statistics.share(k).scatter(), 1e-6 * 400 * 49);
    }
  }

  @Test
  void otherModelsAreMeasuredByTheDefinition() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 8, 3, 2, 3, 300, true);
    List<MixtureOfExperts> others =
        List.of(model(parts.get(0), 1), model(parts.get(1), 2), model(parts.get(2), 3));
    double[] sums = Rows.measured(model(parts.get(0), 2), others, parts).logLikelihoods();
    for (int i = 0; i < sums.length; i++) {
      double expected = Rows.logLikelihood(others.get(i), Rows.all(parts));
      assertThat(sums[i]).isCloseTo(expected, near(expected));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1", "2,2", "3,3"})
  void derivativesAreFiniteDifferences(int d, int K) {
    Observations rows = Rows.parts(SyntheticKind.HARD, 4, d, K, 1, 120, true).get(0);
    MixtureOfExperts model =
        model(Rows.parts(SyntheticKind.HARD, 4, d, K, 1, 1500, true).get(0), K);
    Frame frame = Frame.ofRows(rows, Design.FULL);
    PassSums sums = Rows.sums(model, rows, Optional.of(frame));
    ParameterLayout layout = sums.layout();
    double[] theta = frame.toFrame(Parameters.of(model), layout);
    double[] H = LowerHalf.unpack(sums.information(), layout.size());
    for (int j = 0; j < layout.size(); j++) {
      double slope = 0;
      double[] curvature = new double[layout.size()];
      for (int step = -3; step <= 3; step++) {
        double[] moved = theta.clone();
        moved[j] += step * STEP;
        PassSums there =
            Rows.sums(
                Parameters.toMixture(frame.toUsersUnits(moved, layout), layout),
                rows,
                Optional.of(frame));
        double factor = SIXTH_ORDER[step + 3] / STEP;
        slope += factor * there.logLikelihood();
        for (int i = 0; i < layout.size(); i++) {
          curvature[i] -= factor * there.gradient()[i];
        }
      }
      assertThat(slope)
          .as("slope %d", j)
          .isCloseTo(sums.gradient()[j], differing(sums.gradient()[j]));
      for (int i = 0; i < layout.size(); i++) {
        assertThat(curvature[i])
            .as("%d, %d", i, j)
            .isCloseTo(H[i * layout.size() + j], differing(H[i * layout.size() + j]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void framesGoThereAndBack(int K) {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 9, 3, K, 2, 200, true);
    MixtureOfExperts model = model(parts.get(0), K);
    PassSums sums = Rows.sums(model, parts.get(0), Optional.empty());
    PassSums back = sums.in(Frame.ofRows(parts.get(1), Design.FULL)).in(sums.frame());
    assertClose(back.gradient(), sums.gradient(), 1e-9 * sums.weight());
    assertClose(back.information(), sums.information(), 1e-9 * sums.weight());
    double[] theta = Parameters.of(model);
    Frame frame = sums.frame();
    assertClose(
        frame.toUsersUnits(frame.toFrame(theta, sums.layout()), sums.layout()), theta, 1e-9 * 1000);
  }

  @Test
  void rowsThatChangeHaveAnotherFingerprintHoweverTheyAreSplit() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 2, 2, 2, 2, 50, false);
    MixtureOfExperts model = model(Rows.all(parts), 2);
    long one = Rows.sums(model, parts.get(0), Optional.empty()).fingerprint();
    assertThat(Rows.sums(model, parts.get(0), Optional.empty()).fingerprint()).isEqualTo(one);
    assertThat(Rows.sums(model, parts.get(1), Optional.empty()).fingerprint()).isNotEqualTo(one);
    long forth = Rows.sums(model, parts, Optional.empty()).fingerprint();
    long back =
        Rows.sums(model, List.of(parts.get(1), parts.get(0)), Optional.empty()).fingerprint();
    assertThat(back).isEqualTo(forth);
    assertThat(Rows.sums(model, Rows.all(parts), Optional.empty()).fingerprint())
        .isEqualTo(forth)
        .isNotEqualTo(one);
  }

  @Test
  void weightsOfZeroAreNoRows() {
    MixtureOfExperts model = model(Rows.parts(SyntheticKind.HARD, 2, 2, 1, 1, 50, false).get(0), 1);
    RowPass pass = new RowPass(model, Optional.empty());
    pass.add(new double[] {1, 2}, 3, 0);
    assertThat(pass.finish()).isEmpty();
  }

  @Test
  void sumsThatAreNotFiniteAreRefused() {
    PassSums sums =
        Rows.sums(
            model(Rows.parts(SyntheticKind.HARD, 2, 2, 1, 1, 50, false).get(0), 1),
            Rows.parts(SyntheticKind.HARD, 2, 2, 1, 1, 50, false).get(0),
            Optional.empty());
    double[] gradient = sums.gradient().clone();
    gradient[1] = Double.NaN;
    assertThatThrownBy(
            () ->
                new PassSums(
                    sums.rows(),
                    sums.weight(),
                    0,
                    sums.frame(),
                    sums.logLikelihood(),
                    gradient,
                    sums.information(),
                    sums.statistics()))
        .hasMessage("gradient[1] is not finite: NaN");
  }

  private static Observations withColumn(int d, int n, double value) {
    Observations rows = Rows.parts(SyntheticKind.HARD, (long) value, d - 1, 2, 1, n, false).get(0);
    Observations.Builder wider = Observations.builder(d);
    double[] x = new double[d - 1];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      wider.add(new double[] {x[0], value}, rows.response(i) + value, 1);
    }
    return wider.build();
  }

  private static MixtureOfExperts model(Observations rows, int K) {
    return LocalFit.fit(rows, FitOptions.of(K), 1, status -> {}).model().orElseThrow();
  }

  /** What differences of the sixth order leave. */
  private static Offset<Double> differing(double value) {
    return within(1e-6 * (120 + Math.abs(value)));
  }

  private static Offset<Double> near(double value) {
    return within(1e-10 * Math.abs(value));
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("number %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
