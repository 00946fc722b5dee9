package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.BruteForce;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;
import org.dmoe.transport.plan.CostKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatorsTest {

  private static final ReductionOptions OPTIONS = ReductionOptions.of(3);

  private final RandomProblems random = new RandomProblems(21, 2);
  private final MixtureOfExperts truth = random.mixture(3).canonical();
  private final SupportingSample support = random.support(200);

  @Test
  void everyNameGivesTheAggregationOfThatName() {
    for (String name : Aggregators.NAMES) {
      assertThat(Aggregators.named(name, OPTIONS).name()).isEqualTo(name);
    }
    assertThat(Aggregators.all(OPTIONS)).hasSize(9);
    assertThatThrownBy(() -> Aggregators.named("mean", OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no aggregation 'mean'; there are reduction, transport, likelihood, statistics,"
                + " weighted-average, middle, likeliest, aligned-average, greedy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transport", "weighted-average", "middle", "aligned-average", "greedy"})
  void identicalLocalModelsAreReturned(String name) {
    Aggregation result = aggregate(name, random.around(truth, 4, 0));
    for (int k = 0; k < 3; k++) {
      assertThat(result.model().expert(k).beta())
          .containsExactly(truth.expert(k).beta(), within(1e-9));
      assertThat(result.model().gate().alpha(k))
          .containsExactly(truth.gate().alpha(k), within(1e-6));
    }
    assertThat(result.lastObjective()).isLessThan(1e-15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weighted-average", "middle", "aligned-average", "greedy"})
  void noneIsNearerThanTheReductionByTransport(String name) {
    List<LocalModel> models = random.around(truth, 7, 0.1);
    Aggregation reduction = aggregate("transport", models);
    assertThat(aggregate(name, models).lastObjective())
        .isGreaterThanOrEqualTo(reduction.lastObjective() * (1 - 1e-12));
  }

  /** Whatever they share, and in whatever order they are asked for. */
  @Test
  void comparedTogetherTheyAreAsEachAlone() {
    List<LocalModel> models = random.around(truth, 7, 0.3);
    Aggregations all = Aggregations.of(models, support, OPTIONS);
    List<String> mixed = new ArrayList<>(Aggregators.NAMES);
    mixed.remove("statistics");
    Collections.reverse(mixed);
    for (String name : mixed) {
      Aggregation alone = aggregate(name, models);
      assertThat(all.named(name)).as(name).isEqualTo(alone.model());
      assertThat(all.objective().pointwise(alone.model()))
          .isEqualTo(
              new BruteForce(models, support, CostKind.KL).pointwise(alone.model()), within(1e-9));
    }
    assertThatThrownBy(() -> all.named("mean")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMiddleIsTheLocalModelNearestToAll() {
    List<LocalModel> models = random.models(6, 2, 4);
    double least = Double.POSITIVE_INFINITY;
    MixtureOfExperts nearest = null;
    TransportObjective objective = TransportObjective.of(models, support, OPTIONS, Progress.SILENT);
    for (LocalModel model : models) {
      double distance = objective.pointwise(model.mixture());
      if (distance < least) {
        least = distance;
        nearest = model.mixture().canonical();
      }
    }

    assertThat(aggregate("middle", models).model()).isEqualTo(nearest);
  }

  /** By the definition, with many responses drawn for each row. */
  @Test
  void theLikeliestIsTheLocalModelOfHighestLikelihoodUnderAll() {
    List<LocalModel> models = random.around(truth, 5, 0.6);
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    double[] likelihood = new double[models.size()];
    Random draws = new Random(7);
    double[] x = new double[support.dimension()];
    for (int s = 0; s < support.size(); s++) {
      for (int j = 0; j < x.length; j++) {
        x[j] = support.get(s, j);
      }
      for (LocalModel from : models) {
        for (int draw = 0; draw < 50; draw++) {
          double y = response(from.mixture(), x, draws);
          for (int m = 0; m < likelihood.length; m++) {
            likelihood[m] += from.sampleSize() / total * models.get(m).mixture().logDensity(x, y);
          }
        }
      }
    }
    int best = 0;
    for (int m = 1; m < likelihood.length; m++) {
      best = likelihood[m] > likelihood[best] ? m : best;
    }
    assertThat(aggregate("likeliest", models).model())
        .isEqualTo(models.get(best).mixture().canonical());
  }

  private static double response(MixtureOfExperts model, double[] x, Random draws) {
    double[] gate = model.gate().probabilities(x);
    double u = draws.nextDouble();
    int k = 0;
    while (k < gate.length - 1 && u > gate[k]) {
      u -= gate[k++];
    }
    double deviation = Math.sqrt(model.expert(k).variance());
    return model.expert(k).mean(x) + deviation * draws.nextGaussian();
  }

  @Test
  void theLikeliestHasAsManyExpertsAsAskedFor() {
    List<LocalModel> models = new ArrayList<>(random.models(3, 2, 2));
    models.add(new LocalModel("three", truth, 10));
    assertThat(aggregate("likeliest", models).model()).isEqualTo(truth);
    assertThatThrownBy(() -> aggregate("likeliest", random.models(3, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("none of the local models has 3 experts");
  }

  @Test
  void theMiddleOfManyIsSoughtAmongSome() {
    Aggregation result = aggregate("middle", random.around(truth, 201, 0.1));
    assertThat(result.warnings())
        .containsExactly(
            "the middle model is that of 200 local models at equal distances among 201");
  }

  @Test
  void theWeightedAverageAveragesInCanonicalOrder() {
    List<LocalModel> models = random.models(3, 2, 2);
    MixtureOfExperts result = aggregate("weighted-average", models).model();
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    double intercept = 0;
    double variance = 0;
    double slope = 0;
    for (LocalModel model : models) {
      MixtureOfExperts canonical = model.mixture().canonical();
      double share = model.sampleSize() / total;
      intercept += share * canonical.expert(0).intercept();
      variance += share * canonical.expert(1).variance();
      slope += share * canonical.gate().alpha(0)[2];
    }
    assertThat(result.expert(0).intercept()).isCloseTo(intercept, within(1e-12));
    assertThat(result.expert(1).variance()).isCloseTo(variance, within(1e-12));
    assertThat(result.gate().alpha(0)[2]).isCloseTo(slope, within(1e-12));
  }

  @Test
  void theWeightedAverageNeedsModelsOfOneSize() {
    List<LocalModel> models = new ArrayList<>(random.models(1, 2, 2));
    models.add(new LocalModel("larger", random.mixture(3), 10));
    assertThatThrownBy(() -> aggregate("weighted-average", models))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the weighted average needs local models of one size: 'm0' has 2 experts, 'larger' has"
                + " 3");
  }

  /** Labels switch from machine to machine; canonical order cannot undo it, matching can. */
  @Test
  void theAlignedAverageUndoesSwitchedLabels() {
    Aggregation result = aggregate("aligned-average", random.around(truth, 20, 0.02));
    for (int k = 0; k < 3; k++) {
      assertThat(result.model().expert(k).beta())
          .containsExactly(truth.expert(k).beta(), within(0.03));
      assertThat(result.model().gate().alpha(k))
          .containsExactly(truth.gate().alpha(k), within(0.05));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"transport", "aligned-average", "greedy"})
  void localModelsOfDifferentSizesAreAggregatedToTheSizeAskedFor(String name) {
    List<LocalModel> models = random.models(6, 1, 5);
    Aggregation result = aggregate(name, models);
    double objective = new BruteForce(models, support, CostKind.KL).component(result.model());
    assertThat(result.model().size()).isEqualTo(3);
    assertThat(result.lastObjective()).isCloseTo(objective, within(1e-10 * objective));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reduction", "aligned-average", "greedy"})
  void moreExpertsThanThereAreIsRefused(String name) {
    assertThatThrownBy(() -> aggregate(name, random.models(2, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 experts are asked for, but the 2 local models together have 2");
  }

  private Aggregation aggregate(String name, List<LocalModel> models) {
    Aggregator aggregator = Aggregators.named(name, OPTIONS);
    Aggregation result = aggregator.aggregate(models, support, Progress.SILENT);
    assertThat(result.localCosts()).hasSize(models.size());
    return result;
  }
}
