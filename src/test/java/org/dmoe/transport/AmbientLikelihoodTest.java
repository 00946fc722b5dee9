package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.CsvSource;

class AmbientLikelihoodTest {

  private static final ReductionOptions OPTIONS = ReductionOptions.of(3);

  /** By the definition; of 12 mixtures over 4500 rows most are left after a part of the rows. */
  @ParameterizedTest
  @CsvSource({"3, 200, 1", "12, 300, 2", "12, 4500, 3", "12, 4500, 4"})
  void theHighestIsThatOfAllRows(int machines, int rows, int seed) {
    RandomProblems random = new RandomProblems(seed, 2);
    List<LocalModel> models = random.around(random.mixture(3), machines, 0.3);
    ReductionContext context = OPTIONS.context(models, random.support(rows), Progress.SILENT);
    LikelihoodReduction all =
        new LikelihoodReduction(
            context.ambient(), AmbientLikelihood.SEED, Threads.ofMachine(), Progress.SILENT);
    List<MixtureOfExperts> mixtures = models.stream().map(LocalModel::mixture).toList();
    int highest = 0;
    for (int m = 0; m < machines; m++) {
      highest = all.value(mixtures.get(m)) > all.value(mixtures.get(highest)) ? m : highest;
    }
    assertThat(new AmbientLikelihood(context).highest(mixtures)).isEqualTo(highest);
  }

  @Test
  void theEarliestOfEqualsIsTheHighest() {
    RandomProblems random = new RandomProblems(5, 2);
    List<LocalModel> models = random.around(random.mixture(3), 6, 0.3);
    SupportingSample support = random.support(4000);
    AmbientLikelihood likelihood =
        new AmbientLikelihood(OPTIONS.context(models, support, Progress.SILENT));
    List<MixtureOfExperts> mixtures =
        new ArrayList<>(models.stream().map(LocalModel::mixture).toList());
    int highest = likelihood.highest(mixtures);
    mixtures.addAll(List.copyOf(mixtures));
    assertThat(likelihood.highest(mixtures)).isEqualTo(highest);
  }
}
