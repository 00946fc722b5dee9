package org.dmoe.transport.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.BruteForce;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;
import org.dmoe.transport.plan.CostKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiddleModelTest {

  /** By the definition; of 40 local models most are left after a part of 3000 rows. */
  @ParameterizedTest
  @CsvSource({"5, 60, 1", "16, 300, 2", "40, 1500, 3", "40, 3000, 4"})
  void theMiddleHasTheLeastCostToAll(int machines, int rows, int seed) {
    RandomProblems random = new RandomProblems(seed, 2);
    List<LocalModel> models = random.around(random.mixture(3), machines, 0.3);
    SupportingSample support = random.support(rows);
    BruteForce brute = new BruteForce(models, support, CostKind.KL);
    List<MixtureOfExperts> mixtures = models.stream().map(LocalModel::mixture).toList();
    TransportObjective objective =
        TransportObjective.of(models, support, ReductionOptions.of(3), Progress.SILENT);
    double[] costs = objective.pointwise(mixtures);
    int nearest = 0;
    for (int m = 0; m < costs.length; m++) {
      assertThat(costs[m]).isCloseTo(brute.pointwise(mixtures.get(m)), within(1e-11 * costs[m]));
      nearest = costs[m] < costs[nearest] ? m : nearest;
    }
    assertThat(objective.middle().model()).isEqualTo(mixtures.get(nearest).canonical());
  }
}
