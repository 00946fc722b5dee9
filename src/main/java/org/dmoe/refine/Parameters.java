package org.dmoe.refine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;

/** A mixture as one vector, in users' units: gates, means, log variances. */
public final class Parameters {

  private Parameters() {}

  static double log(double x) {
    return PortableMath.log(x);
  }

  public static ParameterLayout layout(MixtureOfExperts model) {
    return new ParameterLayout(model.dimension() + 1, model.size(), model.design());
  }

  public static double[] of(MixtureOfExperts model) {
    ParameterLayout layout = layout(model);
    double[] theta = new double[layout.size()];
    for (int k = 0; k < model.size(); k++) {
      if (k < model.size() - 1) {
        System.arraycopy(model.gate().alpha(k), 0, theta, layout.gate(k), layout.p());
      }
      System.arraycopy(model.expert(k).beta(), 0, theta, layout.mean(k), layout.p());
      theta[layout.logVariance(k)] = log(model.expert(k).variance());
    }
    return theta;
  }

  /**
   * @param layout whose design the mixture has
   * @throws IllegalArgumentException if a number is not finite
   */
  public static MixtureOfExperts toMixture(double[] theta, ParameterLayout layout) {
    double[][] alpha = new double[layout.K()][layout.p()];
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        alpha[k] = Arrays.copyOfRange(theta, layout.gate(k), layout.gate(k) + layout.p());
      }
      double[] beta = Arrays.copyOfRange(theta, layout.mean(k), layout.mean(k) + layout.p());
      experts.add(GaussianExpert.of(beta, PortableMath.exp(theta[layout.logVariance(k)])));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts).withDesign(layout.design());
  }
}
