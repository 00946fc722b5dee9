package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.likelihood.LikelihoodReduction;
import org.dmoe.transport.plan.ReductionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local models of machines that are not alike: the plan brings different experts together. */
class PoorPlanTest {

  private static final ReductionOptions OPTIONS = ReductionOptions.of(3);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theReductionIsTheBestThatIsClimbedToFromPlanAndAverage(long seed) {
    RandomProblems different = new RandomProblems(seed, 2);
    List<LocalModel> models = different.models(6, 3, 3);
    SupportingSample support = different.support(300);
    MixtureOfExperts reduction = reduction(models, support);
    TransportObjective objective = TransportObjective.of(models, support, OPTIONS, Progress.SILENT);
    ReductionContext context = OPTIONS.context(models, support, Progress.SILENT);
    LikelihoodReduction likelihood =
        new LikelihoodReduction(
            context.ambient(), AmbientLikelihood.SEED, Threads.ofMachine(), Progress.SILENT);
    double fromPlan =
        likelihood.value(
            likelihood
                .climb(ReductionEstimator.transport(OPTIONS).transport(context).model())
                .model());
    double fromAverage =
        likelihood.value(likelihood.climb(objective.alignedAverage().model()).model());
    assertThat(likelihood.value(reduction)).isGreaterThan(Math.max(fromPlan, fromAverage) - 1e-6);
  }

  /** Where the average leads higher than the plan, that is seen. */
  @Test
  void someAveragesLeadHigher() {
    int higher = 0;
    for (long seed = 1; seed <= 20; seed++) {
      RandomProblems different = new RandomProblems(seed, 2);
      List<LocalModel> models = different.models(6, 3, 3);
      SupportingSample support = different.support(300);
      MixtureOfExperts fromPlan =
          ReductionEstimator.likelihood(OPTIONS)
              .aggregate(models, support, Progress.SILENT)
              .model();
      higher += fromPlan.equals(reduction(models, support)) ? 0 : 1;
    }
    assertThat(higher).isPositive();
  }

  private static MixtureOfExperts reduction(List<LocalModel> models, SupportingSample support) {
    return ReductionEstimator.of(OPTIONS).aggregate(models, support, Progress.SILENT).model();
  }
}
