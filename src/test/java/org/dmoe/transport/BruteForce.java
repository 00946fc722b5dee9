package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.plan.CostKind;

/** The definitions of method section 4, written down without any thought of speed. */
public final class BruteForce {

  private final List<LocalModel> models;
  private final SupportingSample support;
  private final CostKind cost;

  public BruteForce(List<LocalModel> models, SupportingSample support, CostKind cost) {
    this.models = models;
    this.support = support;
    this.cost = cost;
  }

  /** c(local, global, x). */
  public static double cost(
      CostKind cost, GaussianExpert local, GaussianExpert global, double[] x) {
    double difference = local.mean(x) - global.mean(x);
    double vl = local.variance();
    double vk = global.variance();
    return switch (cost) {
      case KL -> 0.5 * (Math.log(vk / vl) + vl / vk + difference * difference / vk - 1);
      case W2 -> difference * difference + Math.pow(Math.sqrt(vl) - Math.sqrt(vk), 2);
      case REVERSE -> 0.5 * (Math.log(vl / vk) + vk / vl + difference * difference / vl - 1);
    };
  }

  /** E_x sum_l pi^_l(x) min_k c(l, k, x). */
  public double pointwise(MixtureOfExperts model) {
    double sum = 0;
    for (LocalModel machine : models) {
      sum += lambda(machine) * pointwise(machine.mixture(), model);
    }
    return sum;
  }

  double pointwise(MixtureOfExperts from, MixtureOfExperts to) {
    double sum = 0;
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      double[] pi = from.gate().probabilities(x);
      for (int l = 0; l < pi.length; l++) {
        double least = Double.POSITIVE_INFINITY;
        for (GaussianExpert expert : to.experts()) {
          least = Math.min(least, cost(cost, from.expert(l), expert, x));
        }
        sum += pi[l] * least;
      }
    }
    return sum / support.size();
  }

  /** sum_l min_k E_x pi^_l(x) c(l, k, x). */
  public double component(MixtureOfExperts model) {
    double sum = 0;
    for (LocalModel machine : models) {
      for (int l = 0; l < machine.mixture().size(); l++) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < model.size(); k++) {
          least = Math.min(least, meanCost(machine, l, model.expert(k)));
        }
        sum += least;
      }
    }
    return sum;
  }

  /** mean_s pi^_l(x_s) c(l, k, x_s). */
  public double meanCost(LocalModel machine, int l, GaussianExpert global) {
    double sum = 0;
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      double weight = lambda(machine) * machine.mixture().gate().probabilities(x)[l];
      sum += weight * cost(cost, machine.mixture().expert(l), global, x);
    }
    return sum / support.size();
  }

  /** S x K marginals of the pointwise plan. */
  public double[][] pointwiseMarginals(MixtureOfExperts model) {
    double[][] marginals = new double[support.size()][model.size()];
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      for (LocalModel machine : models) {
        double[] pi = machine.mixture().gate().probabilities(x);
        for (int l = 0; l < pi.length; l++) {
          int best = 0;
          for (int k = 1; k < model.size(); k++) {
            if (cost(cost, machine.mixture().expert(l), model.expert(k), x)
                < cost(cost, machine.mixture().expert(l), model.expert(best), x)) {
              best = k;
            }
          }
          marginals[s][best] += lambda(machine) * pi[l];
        }
      }
    }
    return marginals;
  }

  /** S x K marginals of the component-wise plan. */
  public double[][] componentMarginals(MixtureOfExperts model) {
    double[][] marginals = new double[support.size()][model.size()];
    for (LocalModel machine : models) {
      for (int l = 0; l < machine.mixture().size(); l++) {
        int best = 0;
        for (int k = 1; k < model.size(); k++) {
          double least = meanCost(machine, l, model.expert(best));
          best = meanCost(machine, l, model.expert(k)) < least ? k : best;
        }
        for (int s = 0; s < support.size(); s++) {
          double[] pi = machine.mixture().gate().probabilities(support.row(s));
          marginals[s][best] += lambda(machine) * pi[l];
        }
      }
    }
    return marginals;
  }

  /** T_c: at each row the best vertex of the transport polytope. */
  public double exact(MixtureOfExperts model) {
    double sum = 0;
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      List<Double> supply = new ArrayList<>();
      List<double[]> costs = new ArrayList<>();
      for (LocalModel machine : models) {
        for (int l = 0; l < machine.mixture().size(); l++) {
          GaussianExpert local = machine.mixture().expert(l);
          supply.add(lambda(machine) * machine.mixture().gate().probabilities(x)[l]);
          costs.add(
              model.experts().stream()
                  .mapToDouble(global -> cost(cost, local, global, x))
                  .toArray());
        }
      }
      sum +=
          TransportVertices.least(
              supply.stream().mapToDouble(Double::doubleValue).toArray(),
              model.gate().probabilities(x),
              costs.toArray(double[][]::new));
    }
    return sum / support.size();
  }

  private double lambda(LocalModel machine) {
    return machine.sampleSize() / models.stream().mapToDouble(LocalModel::sampleSize).sum();
  }
}
