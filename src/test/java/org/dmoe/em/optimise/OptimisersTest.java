package org.dmoe.em.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.FitStatus;
import org.dmoe.em.LocalFit;
import org.dmoe.em.TestData;
import org.dmoe.em.likelihood.EStep;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.search.ExpertSplit;
import org.dmoe.em.search.KPlaneStart;
import org.dmoe.em.search.RegressionRows;
import org.dmoe.em.search.SearchSettings;
import org.dmoe.em.search.Seeds;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimisersTest {

  private static final Pattern REPORT =
      Pattern.compile("(.*), (?:EM )?iteration (\\d+), log-likelihood (.*)");

  private static final MixtureOfExperts TRUTH =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {{0, 1, -1}, {0.5, -1, 0}, {0, 0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {-2, 1, 1}, 1),
              GaussianExpert.of(new double[] {0, -2, 1}, 0.5),
              GaussianExpert.of(new double[] {2, 0, -1}, 2)));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void noStepLowersTheObjectiveAndTheEndIsCertified(int seed) {
    StandardisedRows rows = rows(600, seed);
    SearchSettings settings = settings(rows);
    PenalisedLikelihood objective = settings.objective(rows);
    double[] start =
        KPlaneStart.make(RegressionRows.of(rows), settings.layout(), Seeds.generator(seed));
    List<Double> values = new ArrayList<>();
    AscentResult end = settings.follow(objective, start, report -> values.add(value(report)), "x");
    for (int i = 1; i < values.size(); i++) {
      assertThat(values.get(i))
          .isGreaterThanOrEqualTo(values.get(i - 1) - 1e-12 * Math.abs(values.get(i)));
    }
    assertThat(end.converged()).isTrue();
    assertThat(end.iterations()).isEqualTo(values.size());
    assertThat(leftToGain(objective, end.theta())).isBetween(0.0, 1e-5);
  }

  /** g' H^-1 g, twice what Newton's step would gain. */
  private static double leftToGain(PenalisedLikelihood objective, double[] theta) {
    objective.evaluate(theta, PassDepth.HESSIAN);
    double[] gradient = objective.gradient();
    Curvature information =
        Curvature.observed(objective.observedInformation(), new boolean[theta.length], 1);
    assertThat(information).isNotNull();
    double[] step = gradient.clone();
    information.solve(step);
    return VectorMath.dot(gradient, step);
  }

  @Test
  void emGoesUpToTheSameOptimumFromTheTruth() {
    StandardisedRows rows = rows(1500, 9);
    SearchSettings settings = settings(rows);
    PenalisedLikelihood objective = settings.objective(rows);
    double[] truth = rows.units().toStandardUnits(TRUTH);
    AscentResult em = new EmAlgorithm(objective, Progress.SILENT, "").run(truth, 5000, 1e-8);
    AscentResult fast = settings.follow(objective, truth, Progress.SILENT, "");
    assertThat(em.converged()).isTrue();
    assertThat(fast.value()).isCloseTo(em.value(), within(1e-4));
    assertThat(fast.iterations()).isLessThan(em.iterations());
  }

  /** Four rows in a square, standardised already: the start is the maximum, to the last bit. */
  @Test
  void aGradientOfExactlyZeroIsConvergence() {
    Observations.Builder builder = Observations.builder(1);
    for (double x : new double[] {-1, 1}) {
      builder.add(new double[] {x}, -1).add(new double[] {x}, 1);
    }
    Observations rows = builder.build();
    PenalisedLikelihood objective =
        new PenalisedLikelihood(
            new StandardisedRows(rows, StandardUnits.of(rows)), new ParameterLayout(2, 1), 0, 0);
    AscentResult end =
        new QuasiNewton(objective, Progress.SILENT, "")
            .run(new double[objective.layout().size()], 10, 0);
    assertThat(objective.gradient()).containsOnly(0);
    assertThat(end.converged()).isTrue();
    assertThat(end.iterations()).isZero();
  }

  @Test
  void aVarianceAtItsFloorStaysThere() {
    Random random = new Random(3);
    Observations.Builder builder = Observations.builder(1);
    for (int i = 0; i < 400; i++) {
      double[] x = {random.nextGaussian()};
      builder.add(x, i % 3 == 0 ? 5 + x[0] : -5 - x[0] + random.nextGaussian());
    }
    Observations rows = builder.build();
    FitResult result = LocalFit.fit(rows, FitOptions.of(2), 1, Progress.SILENT);
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    GaussianExpert exact = result.model().orElseThrow().expert(1);
    assertThat(exact.beta()).containsExactly(new double[] {5, 1}, within(1e-2));
    double variance = StandardUnits.of(rows).varianceToUsersUnits(1);
    assertThat(exact.variance()).isCloseTo(1e-4 * variance, within(1e-9));
    assertThat(result.diagnostics().warnings()).anyMatch(line -> line.contains("at its floor"));
  }

  @Test
  void anExpertCanBeTakenAwayOrPutElsewhere() {
    ParameterLayout layout = new ParameterLayout(3, 3);
    Random random = new Random(4);
    double[] theta = random.doubles(layout.size(), -1, 1).toArray();
    StandardisedRows rows = rows(40, 5);
    for (int removed = 0; removed < 3; removed++) {
      double[] smaller = ExpertSplit.remove(theta, layout, removed);
      EStep before = posterior(rows, layout, theta);
      EStep after = posterior(rows, new ParameterLayout(3, 2), smaller);
      for (int i = 0; i < 40; i++) {
        double left = 1 - before.gate[removed][i];
        for (int k = 0; k < 2; k++) {
          double expected = before.gate[k < removed ? k : k + 1][i] / left;
          assertThat(after.gate[k][i]).isCloseTo(expected, within(1e-12));
        }
      }
      int donor = (removed + 1) % 3;
      EStep seeded = posterior(rows, layout, ExpertSplit.reseed(theta, layout, removed, donor));
      assertThat(seeded.gate[removed]).containsExactly(seeded.gate[donor], within(1e-12));
    }
  }

  private static EStep posterior(StandardisedRows rows, ParameterLayout layout, double[] theta) {
    EStep posterior = new EStep(layout);
    posterior.compute(rows, rows.load(0), theta, true);
    return posterior;
  }

  private static double value(String report) {
    Matcher matcher = REPORT.matcher(report);
    assertThat(matcher.matches()).as(report).isTrue();
    return Double.parseDouble(matcher.group(3));
  }

  private static StandardisedRows rows(int n, int seed) {
    Observations rows = TestData.sample(TRUTH, n, new Random(seed));
    return new StandardisedRows(rows, StandardUnits.of(rows));
  }

  private static SearchSettings settings(StandardisedRows rows) {
    return FitOptions.of(3).settings(new ParameterLayout(rows.p(), 3), rows.totalWeight());
  }
}
