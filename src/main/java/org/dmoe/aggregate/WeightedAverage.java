package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.model.Design;
import org.dmoe.model.Expert;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.Undetermined;
import org.dmoe.transport.start.CoefficientAverage;

/**
 * Experts of all local models in canonical order, parameters averaged with lambda_m. Nothing
 * assures that experts in the same place mean the same.
 */
final class WeightedAverage {

  private WeightedAverage() {}

  /**
   * @param models of one size, which is that of the result
   * @throws IllegalArgumentException if their numbers of experts differ
   */
  static MixtureOfExperts of(List<LocalModel> models) {
    requireOneSize(models);
    List<MixtureOfExperts> canonical = models.stream().map(m -> m.mixture().canonical()).toList();
    MixtureOfExperts first = canonical.get(0);
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    double[][] alpha = new double[first.size()][];
    List<Expert> experts = new ArrayList<>();
    Design design = first.design();
    for (int k = 0; k < first.size(); k++) {
      CoefficientAverage gate = new CoefficientAverage(first.dimension() + 1);
      for (int m = 0; m < models.size(); m++) {
        gate.add(
            models.get(m).sampleSize() / total,
            canonical.get(m).gate().alpha(k),
            models.get(m).undetermined().within(design::gateHas));
      }
      alpha[k] = gate.result();
      experts.add(average(models, canonical, k, total));
    }
    return MixtureOfExperts.of(first.family(), SoftmaxGate.of(alpha), experts).restrictedTo(design);
  }

  private static Expert average(
      List<LocalModel> models, List<MixtureOfExperts> canonical, int k, double total) {
    MixtureOfExperts first = canonical.get(0);
    CoefficientAverage[] means = new CoefficientAverage[first.family().predictors()];
    Arrays.setAll(means, c -> new CoefficientAverage(first.dimension() + 1));
    double dispersion = 0;
    for (int m = 0; m < models.size(); m++) {
      double share = models.get(m).sampleSize() / total;
      Expert expert = canonical.get(m).linearExpert(k);
      double[][] coefficients = expert.coefficients();
      Undetermined unknown = models.get(m).undetermined().within(first.design()::expertsHave);
      for (int c = 0; c < means.length; c++) {
        means[c].add(share, coefficients[c], unknown);
      }
      dispersion += share * expert.dispersion();
    }
    double[][] coefficients =
        Arrays.stream(means).map(CoefficientAverage::result).toArray(double[][]::new);
    return first.family().hasDispersion()
        ? GaussianExpert.of(coefficients[0], dispersion)
        : LinearExpert.of(coefficients);
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
