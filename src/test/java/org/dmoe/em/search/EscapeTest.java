package org.dmoe.em.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.TestData;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

/** Ways out of an optimum in which two experts share one line and no expert has the rare one. */
class EscapeTest {

  private static final MixtureOfExperts TRUTH = lines(-4, 4, 12);
  private static final Observations ROWS = TestData.sample(TRUTH, 6000, new Random(5));
  private static final Observations MANY_ROWS = TestData.sample(TRUTH, 130_000, new Random(6));

  private final StandardisedRows rows = new StandardisedRows(ROWS, StandardUnits.of(ROWS));
  private final SearchSettings settings =
      FitOptions.of(3).settings(new ParameterLayout(2, 3), rows.totalWeight());
  private final PenalisedLikelihood objective = settings.objective(rows);

  /** One row in forty is on the last line. */
  private static MixtureOfExperts lines(double first, double second, double third) {
    return MixtureOfExperts.of(
        SoftmaxGate.of(new double[][] {{3, 0.5}, {3, -0.5}, {0, 0}}),
        List.of(
            GaussianExpert.of(new double[] {first, 1}, 1),
            GaussianExpert.of(new double[] {second, -1}, 1),
            GaussianExpert.of(new double[] {third, 0.5}, 1)));
  }

  private Solution climb(MixtureOfExperts from) {
    double[] theta = rows.units().toStandardUnits(from);
    return Solution.of(objective, settings.follow(objective, theta, Progress.SILENT, ""), "");
  }

  private Solution stuck() {
    Solution stuck = climb(lines(-5, 4, -3));
    assertThat(climb(TRUTH).gainOver(stuck)).isGreaterThan(100);
    return stuck;
  }

  @Test
  void anExpertMadeAnewFindsTheLineThatNoneHas() {
    Solution best = climb(TRUTH);

    Solution escaped = new ExpertReplacement(rows, settings, Progress.SILENT).improveEach(stuck());

    assertThat(escaped.gainOver(best)).isBetween(-1e-3, 1e-3);
  }

  /** A race on a part of the rows may miss the rare line; the way out is sought on a part too. */
  @Test
  void ofManyRowsAPartShowsTheWayOut() {
    StandardisedRows many = new StandardisedRows(MANY_ROWS, StandardUnits.of(MANY_ROWS));
    SearchSettings ofOneStart =
        FitOptions.builder(3)
            .starts(1)
            .build()
            .settings(new ParameterLayout(2, 3), many.totalWeight());
    PenalisedLikelihood onMany = ofOneStart.objective(many);
    double[] truth = many.units().toStandardUnits(TRUTH);
    Solution best =
        Solution.of(onMany, ofOneStart.follow(onMany, truth, Progress.SILENT, ""), "truth");
    for (long seed = 0; seed < 4; seed++) {
      Solution end = new MixtureSearch(many, ofOneStart, seed, Progress.SILENT).run();
      assertThat(end.gainOver(best)).isBetween(-1e-3, 1e-3);
    }
  }

  @Test
  void perturbedClimbsKeepTheBestThereIs() {
    Solution best = climb(TRUTH);

    assertThat(perturbed(1, best)).isSameAs(best);
  }

  /** Noise without structure has optima everywhere. */
  @Test
  void perturbedClimbsLeaveMostOptimaOfNoiseAndTheSameSeedTakesTheSameWay() {
    StandardisedRows few = noise();
    SearchSettings fewSettings =
        FitOptions.of(3).settings(new ParameterLayout(4, 3), few.totalWeight());
    PenalisedLikelihood onFew = fewSettings.objective(few);
    RegressionRows data = RegressionRows.of(few);
    int improved = 0;
    for (long seed = 0; seed < 20; seed++) {
      double[] start = KPlaneStart.make(data, fewSettings.layout(), Seeds.generator(seed));
      Solution end = Solution.of(onFew, fewSettings.follow(onFew, start, Progress.SILENT, ""), "");
      Solution other = new PerturbedClimbs(few, fewSettings, seed, Progress.SILENT).improve(end);
      double value = onFew.evaluate(other.ascent().theta(), PassDepth.VALUE);
      assertThat(other.ascent().value()).isCloseTo(value, within(1e-12 * Math.abs(value)));
      if (other.gainOver(end) > SearchSettings.SAME_ROUGH_END) {
        improved++;
        Solution again = new PerturbedClimbs(few, fewSettings, seed, Progress.SILENT).improve(end);
        assertThat(again.ascent().theta()).containsExactly(other.ascent().theta());
      }
    }
    assertThat(improved).isGreaterThan(10);
  }

  private static StandardisedRows noise() {
    Random random = new Random(3);
    Observations.Builder noise = Observations.builder(3);
    for (int i = 0; i < 300; i++) {
      noise.add(random.doubles(3).toArray(), random.nextGaussian());
    }
    Observations observations = noise.build();
    return new StandardisedRows(observations, StandardUnits.of(observations));
  }

  private Solution perturbed(long seed, Solution found) {
    return new PerturbedClimbs(rows, settings, seed, Progress.SILENT).improve(found);
  }
}
