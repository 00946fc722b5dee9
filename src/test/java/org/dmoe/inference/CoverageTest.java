package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.PassSums;
import org.junit.jupiter.api.Test;

/**
 * 60 data sets from six populations: 120 intervals in the smallest group, dependent within a data
 * set. Of 60 independent ones at 95 %, fewer than 52 hold the truth once in 150 times.
 */
class CoverageTest {

  private static final int RUNS = 60;
  private static final double LEAST = 52.0 / 60;

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    Map<CovarianceKind, Coverage> coverage = new EnumMap<>(CovarianceKind.class);
    for (int run = 0; run < RUNS; run++) {
      Population population = SyntheticKind.HARD.population(1 + run % 6, 2, 2);
      List<Observations> machines = Trials.machines(population, 100 + run, 8, 400);
      MixtureOfExperts fitted = Trials.climb(population.truth(), machines);
      PassSums sums = Trials.sums(fitted, machines, true);
      CovarianceEstimate estimate = CovarianceEstimate.of(fitted, sums);
      for (CovarianceKind kind :
          List.of(CovarianceKind.SANDWICH, CovarianceKind.MODEL, CovarianceKind.MACHINE)) {
        coverage
            .computeIfAbsent(kind, k -> new Coverage())
            .add(population.truth(), fitted, estimate.covariance(kind));
      }
    }
    coverage.forEach(
        (kind, of) ->
            of.shares()
                .forEach(
                    (group, share) ->
                        assertThat(share).as("%s, %s", kind, group).isBetween(LEAST, 0.999)));
  }
}
