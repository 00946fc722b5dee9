package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.Scorer;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Machines that have not seen a level, or a value, leave its effects to those that have. */
class UndeterminedTest {

  private static final FeatureSpec COLUMNS =
      new FeatureSpec(
          List.of(
              FeatureColumn.number("x"), FeatureColumn.category("site", List.of("a", "b", "c"))),
          "y",
          "");

  /** Levels that each machine has; the effects on the two experts' means are 2 and -3, 6 and 4. */
  private static Observations rows(Random random, int n, int... levels) {
    Observations.Builder rows = Observations.builder(3);
    for (int i = 0; i < n; i++) {
      double[] x = row(random, levels[random.nextInt(levels.length)]);
      rows.add(x, response(x, random));
    }
    return rows.build();
  }

  private static double[] row(Random random, int level) {
    return new double[] {2 * random.nextGaussian(), level == 1 ? 1 : 0, level == 2 ? 1 : 0};
  }

  private static double response(double[] x, Random random) {
    double noise = 0.5 * random.nextGaussian();
    boolean first = 1.2 * x[0] + x[1] - x[2] + 0.8 * random.nextGaussian() > 0;
    return first
        ? 1 + x[0] + 2 * x[1] + 6 * x[2] + noise
        : -9 - 0.5 * x[0] - 3 * x[1] + 4 * x[2] + noise;
  }

  private static LocalModel fit(String id, Observations rows) {
    FitResult result = LocalFit.fit(rows, FitOptions.of(2), COLUMNS, 1, Progress.SILENT);
    return new LocalModel(
        id,
        result.model().orElseThrow(),
        rows.rows(),
        result.diagnostics().undetermined(),
        Optional.empty());
  }

  private static SupportingSample support(Random random, int... levels) {
    List<double[]> rows = new ArrayList<>();
    for (int s = 0; s < 2000; s++) {
      rows.add(row(random, levels[random.nextInt(levels.length)]));
    }
    return SupportingSample.of(COLUMNS.features(), rows.toArray(double[][]::new));
  }

  private static double logLikelihood(MixtureOfExperts model, Observations rows) {
    Scorer scorer = Scorer.of(model);
    double[] x = new double[3];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      scorer.at(x);
      sum += scorer.logDensity(rows.response(i));
    }
    return sum / rows.rows();
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aLevelThatMostMachinesHaveNotSeen(PlanKind plan) {
    Random random = new Random(11);
    List<LocalModel> models =
        List.of(
            fit("a", rows(random, 3000, 0, 1)),
            fit("b", rows(random, 3000, 0, 1)),
            fit("c", rows(random, 3000, 0, 1, 2)));
    assertThat(models.get(0).undetermined().concerns(3)).isTrue();
    assertThat(models.get(0).undetermined().concerns(2)).isFalse();
    assertThat(models.get(2).undetermined().isEmpty()).isTrue();

    MixtureOfExperts global =
        ReductionEstimator.of(
                ReductionOptions.builder(2).divergence(Divergence.TRANSPORT).plan(plan).build())
            .aggregate(models, support(random, 0, 1, 0, 1, 2), Progress.SILENT)
            .model();

    assertSameEffects(global, plan == PlanKind.COMPONENT ? 0.15 : 0.4);
    Observations seenByOne = rows(random, 4000, 2);
    assertThat(logLikelihood(global, seenByOne))
        .isGreaterThan(logLikelihood(models.get(2).mixture(), seenByOne) - 0.05);
  }

  @Test
  void aMachineWithoutTheReferenceLevelNamesIt() {
    Random random = new Random(12);
    Observations without = rows(random, 3000, 1, 2);
    FitResult result = LocalFit.fit(without, FitOptions.of(2), COLUMNS, 1, Progress.SILENT);
    assertThat(result.diagnostics().warnings())
        .anyMatch(line -> line.contains("no row has level 'a', the reference of column 'site'"));

    List<LocalModel> models =
        List.of(fit("a", without), fit("b", rows(random, 3000, 0, 1)), fit("c", without));
    MixtureOfExperts global =
        ReductionEstimator.of(ReductionOptions.builder(2).divergence(Divergence.TRANSPORT).build())
            .aggregate(models, support(random, 0, 1, 2), Progress.SILENT)
            .model();

    assertSameEffects(global, 0.15);
  }

  /** Each site has its own value of the second covariate, which only all of them determine. */
  @Test
  void aCovariateThatIsConstantAtEachMachine() {
    Random random = new Random(13);
    List<LocalModel> models = new ArrayList<>();
    List<double[]> support = new ArrayList<>();
    for (int m = 0; m < 4; m++) {
      Observations.Builder rows = Observations.builder(2);
      for (int i = 0; i < 2000; i++) {
        double[] x = {random.nextGaussian(), 10 * m};
        double y = 3 + 2 * x[0] + 0.7 * x[1] + random.nextGaussian();
        rows.add(x, y);
        if (i < 300) {
          support.add(x);
        }
      }
      FitResult result = LocalFit.fit(rows.build(), FitOptions.of(1), 1, Progress.SILENT);
      models.add(
          new LocalModel(
              "m" + m,
              result.model().orElseThrow(),
              2000,
              result.diagnostics().undetermined(),
              Optional.empty()));
    }
    MixtureOfExperts global =
        ReductionEstimator.of(ReductionOptions.builder(1).divergence(Divergence.TRANSPORT).build())
            .aggregate(
                models,
                SupportingSample.of(List.of("x", "z"), support.toArray(double[][]::new)),
                Progress.SILENT)
            .model();

    assertThat(global.expert(0).beta()).containsExactly(new double[] {3, 2, 0.7}, within(0.1));
    assertThat(global.expert(0).variance()).isCloseTo(1, within(0.1));
  }

  private static void assertSameEffects(MixtureOfExperts global, double tolerance) {
    assertThat(global.expert(0).beta())
        .containsExactly(new double[] {-9, -0.5, -3, 4}, within(tolerance));
    assertThat(global.expert(1).beta())
        .containsExactly(new double[] {1, 1, 2, 6}, within(tolerance));
  }
}
