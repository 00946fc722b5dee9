package org.dmoe.refine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.Expert;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Gaussian;

/** A mixture as one vector, in users' units: gates, linear predictors, log variances. */
public final class Parameters {

  private Parameters() {}

  static double log(double x) {
    return PortableMath.log(x);
  }

  public static ParameterLayout layout(MixtureOfExperts model) {
    return new ParameterLayout(
        model.dimension() + 1,
        model.size(),
        model.family().predictors(),
        model.family().hasDispersion(),
        model.design());
  }

  public static double[] of(MixtureOfExperts model) {
    ParameterLayout layout = layout(model);
    double[] theta = new double[layout.size()];
    for (int k = 0; k < model.size(); k++) {
      if (k < model.size() - 1) {
        System.arraycopy(model.gate().alpha(k), 0, theta, layout.gate(k), layout.p());
      }
      double[][] coefficients = model.linearExpert(k).coefficients();
      for (int c = 0; c < layout.q(); c++) {
        System.arraycopy(coefficients[c], 0, theta, layout.mean(k) + c * layout.p(), layout.p());
      }
      if (layout.dispersions()) {
        theta[layout.logVariance(k)] = log(model.linearExpert(k).dispersion());
      }
    }
    return theta;
  }

  /** Of Gaussian experts. */
  public static MixtureOfExperts toMixture(double[] theta, ParameterLayout layout) {
    return toMixture(theta, layout, Gaussian.INSTANCE);
  }

  /**
   * @param layout whose design the mixture has
   * @throws IllegalArgumentException if a number is not finite
   */
  public static MixtureOfExperts toMixture(double[] theta, ParameterLayout layout, Family family) {
    double[][] alpha = new double[layout.K()][layout.p()];
    List<Expert> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        alpha[k] = Arrays.copyOfRange(theta, layout.gate(k), layout.gate(k) + layout.p());
      }
      double[][] beta = new double[layout.q()][];
      for (int c = 0; c < beta.length; c++) {
        int at = layout.mean(k) + c * layout.p();
        beta[c] = Arrays.copyOfRange(theta, at, at + layout.p());
      }
      experts.add(
          layout.dispersions()
              ? GaussianExpert.of(beta[0], PortableMath.exp(theta[layout.logVariance(k)]))
              : LinearExpert.of(beta));
    }
    return MixtureOfExperts.of(family, SoftmaxGate.of(alpha), experts).withDesign(layout.design());
  }
}
