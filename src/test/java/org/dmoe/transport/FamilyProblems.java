package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.family.FamilyData;
import org.dmoe.em.search.Seeds;
import org.dmoe.model.Expert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Numbers;
import org.dmoe.model.Scorer;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Family;

/** Random local models of a family, and costs between experts by the definition. */
public final class FamilyProblems {

  private FamilyProblems() {}

  /** Local models of one size, each a disturbed copy of one mixture. */
  public static List<LocalModel> models(
      MixtureOfExperts truth, int machines, double noise, long seed) {
    UniformRandomProvider random = Seeds.generator(seed);
    List<LocalModel> models = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      double[][] alpha = truth.gate().alpha();
      disturb(alpha, noise, random);
      List<Expert> experts = new ArrayList<>();
      for (Expert expert : truth.linearExperts()) {
        double[][] coefficients = expert.coefficients();
        disturb(coefficients, noise, random);
        experts.add(LinearExpert.of(coefficients));
      }
      MixtureOfExperts mixture =
          MixtureOfExperts.of(truth.family(), SoftmaxGate.of(alpha), experts);
      models.add(new LocalModel("m%02d".formatted(m), mixture, 100 + 10 * m));
    }
    return models;
  }

  private static void disturb(double[][] rows, double noise, UniformRandomProvider random) {
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] += noise * (2 * random.nextDouble() - 1);
      }
    }
  }

  public static SupportingSample support(MixtureOfExperts truth, int size, long seed) {
    double[][] rows = new double[size][truth.dimension()];
    var drawn = FamilyData.rows(truth, size, 1, seed);
    for (int s = 0; s < size; s++) {
      drawn.copyRow(s, rows[s]);
    }
    return SupportingSample.of(List.of(), rows);
  }

  /** KL of two experts at x. */
  public static double divergence(Family family, Expert l, Expert k, double[] x) {
    return family.kullbackLeibler(eta(l, x), Double.NaN, eta(k, x), Double.NaN);
  }

  private static double[] eta(Expert expert, double[] x) {
    double[][] coefficients = expert.coefficients();
    double[] eta = new double[coefficients.length];
    for (int c = 0; c < eta.length; c++) {
      eta[c] = Numbers.affine(coefficients[c], x);
    }
    return eta;
  }

  /** R_c by the definition, with the minimum at every row or once for each local expert. */
  public static double objective(
      List<LocalModel> models,
      MixtureOfExperts model,
      SupportingSample support,
      boolean pointwise) {
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    double objective = 0;
    for (LocalModel local : models) {
      for (int l = 0; l < local.mixture().size(); l++) {
        double[] sums = new double[model.size()];
        for (int s = 0; s < support.size(); s++) {
          double[] x = support.row(s);
          double mass = local.sampleSize() / total * local.mixture().gate().probabilities(x)[l];
          double least = Double.POSITIVE_INFINITY;
          for (int k = 0; k < sums.length; k++) {
            double cost =
                divergence(
                    model.family(), local.mixture().linearExpert(l), model.linearExpert(k), x);
            sums[k] += mass * cost / support.size();
            least = Math.min(least, cost);
          }
          objective += pointwise ? mass * least / support.size() : 0;
        }
        objective += pointwise ? 0 : java.util.Arrays.stream(sums).min().orElseThrow();
      }
    }
    return objective;
  }

  /** mean_s sum_y f^W(y|x_s) log g(y|x_s) with y up to a largest. */
  static double likelihood(
      List<LocalModel> models, MixtureOfExperts g, SupportingSample support, int largest) {
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    double sum = 0;
    Scorer target = Scorer.of(g);
    List<Scorer> locals = models.stream().map(m -> Scorer.of(m.mixture())).toList();
    for (int s = 0; s < support.size(); s++) {
      target.at(support.row(s), support.exposure(s));
      for (int m = 0; m < locals.size(); m++) {
        locals.get(m).at(support.row(s), support.exposure(s));
        double share = models.get(m).sampleSize() / total / support.size();
        double most = Math.min(largest, g.family().largest(support.exposure(s)));
        for (int y = 0; y <= most; y++) {
          sum += share * locals.get(m).density(y) * target.logDensity(y);
        }
      }
    }
    return sum;
  }
}
