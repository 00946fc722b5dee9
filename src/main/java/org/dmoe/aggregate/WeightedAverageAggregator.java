package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.Undetermined;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;
import org.dmoe.transport.start.CoefficientAverage;

/**
 * Experts of all local models in canonical order, parameters averaged with lambda_m. Needs local
 * models of one size, which is that of the result; nothing assures that experts in the same place
 * mean the same.
 */
public final class WeightedAverageAggregator implements Aggregator {

  private final ReductionOptions options;

  private WeightedAverageAggregator(ReductionOptions options) {
    this.options = options;
  }

  public static WeightedAverageAggregator of(ReductionOptions options) {
    return new WeightedAverageAggregator(Objects.requireNonNull(options, "options"));
  }

  @Override
  public String name() {
    return "weighted-average";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also if the local models' numbers of experts differ
   */
  @Override
  public Aggregation aggregate(
      List<LocalModel> models, SupportingSample support, Progress progress) {
    try (TransportObjective objective = TransportObjective.of(models, support, options, progress)) {
      return objective.describe(average(models), List.of());
    }
  }

  private static MixtureOfExperts average(List<LocalModel> models) {
    requireOneSize(models);
    List<MixtureOfExperts> canonical = models.stream().map(m -> m.mixture().canonical()).toList();
    MixtureOfExperts first = canonical.get(0);
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    double[][] alpha = new double[first.size()][];
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < first.size(); k++) {
      CoefficientAverage gate = new CoefficientAverage(first.dimension() + 1);
      CoefficientAverage mean = new CoefficientAverage(first.dimension() + 1);
      double variance = 0;
      for (int m = 0; m < models.size(); m++) {
        double share = models.get(m).sampleSize() / total;
        Undetermined undetermined = models.get(m).undetermined();
        Design design = first.design();
        gate.add(share, canonical.get(m).gate().alpha(k), undetermined.within(design::gateHas));
        mean.add(
            share, canonical.get(m).expert(k).beta(), undetermined.within(design::expertsHave));
        variance += share * canonical.get(m).expert(k).variance();
      }
      alpha[k] = gate.result();
      experts.add(GaussianExpert.of(mean.result(), variance));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts).restrictedTo(first.design());
  }

  private static void requireOneSize(List<LocalModel> models) {
    LocalModel first = models.get(0);
    for (LocalModel model : models) {
      if (model.mixture().size() != first.mixture().size()) {
        throw new IllegalArgumentException(
            "the weighted average needs local models of one size: '%s' has %d experts, '%s' has %d"
                .formatted(first.id(), first.mixture().size(), model.id(), model.mixture().size()));
      }
    }
  }
}
