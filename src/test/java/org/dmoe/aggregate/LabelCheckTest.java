package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;

class LabelCheckTest {

  private static final ReductionOptions OPTIONS = ReductionOptions.of(3);

  private final RandomProblems random = new RandomProblems(21, 2);
  private final MixtureOfExperts truth = random.mixture(3).canonical();
  private final SupportingSample support = random.support(200);

  @Test
  void labelsThatAreKeptGiveNoWarning() {
    LabelCheck check = new LabelCheck(truth, OPTIONS);
    List<LocalModel> models = inOrder(9);
    MixtureOfExperts global = global(models);
    assertThat(check.find(models, support, global)).isEqualTo(LabelCheck.Finding.NONE);
  }

  @Test
  void anotherOrderThanTheStartsIsWarnedOf() {
    LabelCheck check = new LabelCheck(truth, OPTIONS);
    List<LocalModel> models = inOrder(9);
    MixtureOfExperts global = global(models);
    MixtureOfExperts swapped = truth.permuted(new int[] {1, 0, 2});
    models.add(new LocalModel("odd", swapped, 80));
    LabelCheck.Finding found = check.find(models, support, global);
    assertThat(found.warning())
        .contains(
            "labels: the plan has the experts of 1 of 10 machines in another order than their common start: odd");
    assertThat(found.notes()).isEmpty();
    for (int m = 0; m < 4; m++) {
      models.add(new LocalModel("more" + m, swapped, 80));
    }
    assertThat(check.find(models, support, global).warning().orElseThrow())
        .contains("5 of 14 machines")
        .endsWith(": odd, more0, more1, ...");
  }

  /** The labels of such a machine are not wrong: two of its experts are alike. */
  @Test
  void expertsNearestToOneGlobalExpertAreNoted() {
    LabelCheck check = new LabelCheck(truth, OPTIONS);
    List<LocalModel> models = inOrder(9);
    MixtureOfExperts global = global(models);
    List<GaussianExpert> experts = List.of(truth.expert(0), truth.expert(0), truth.expert(2));
    models.add(new LocalModel("alike", MixtureOfExperts.of(truth.gate(), experts), 80));
    models.add(new LocalModel("own", random.models(1, 2, 2).get(0).mixture(), 80));
    LabelCheck.Finding found = check.find(models, support, global);
    assertThat(found.warning()).isEmpty();
    assertThat(found.notes())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("alike", "experts 1 and 2 are nearest to one", "own", "experts of its own"));
  }

  private List<LocalModel> inOrder(int machines) {
    List<LocalModel> models = new ArrayList<>();
    for (LocalModel local : random.around(truth, machines, 0.02)) {
      models.add(new LocalModel(local.id(), inOrderOf(truth, local.mixture()), local.sampleSize()));
    }
    return models;
  }

  /** Of experts that are near those of another mixture: as a climb from that one leaves them. */
  private static MixtureOfExperts inOrderOf(MixtureOfExperts other, MixtureOfExperts mixture) {
    int[] order = new int[mixture.size()];
    for (int k = 0; k < order.length; k++) {
      double intercept = other.expert(k).intercept();
      order[k] =
          IntStream.range(0, order.length)
              .boxed()
              .min(
                  Comparator.comparingDouble(
                      j -> Math.abs(mixture.expert(j).intercept() - intercept)))
              .orElseThrow();
    }
    return mixture.permuted(order);
  }

  private MixtureOfExperts global(List<LocalModel> models) {
    return Aggregators.named("reduction", OPTIONS)
        .aggregate(models, support, Progress.SILENT)
        .model();
  }
}
