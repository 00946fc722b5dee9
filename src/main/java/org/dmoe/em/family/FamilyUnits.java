package org.dmoe.em.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.data.Standardisation;
import org.dmoe.model.Expert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.CanonicalFamily;

/** Parameters on standardised covariates as a mixture in users' units, and back. */
public final class FamilyUnits {

  private FamilyUnits() {}

  /**
   * The mixture of parameters.
   *
   * @throws IllegalArgumentException if one is not finite in users' units
   */
  public static MixtureOfExperts toUsersUnits(
      double[] theta, FamilyLayout layout, CanonicalFamily family, Standardisation covariates) {
    double[][] alpha = new double[layout.K()][layout.p()];
    List<Expert> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        alpha[k] = restored(theta, layout.gate(k), covariates);
      }
      double[][] coefficients = new double[layout.q()][];
      for (int c = 0; c < layout.q(); c++) {
        coefficients[c] = restored(theta, layout.expert(k, c), covariates);
      }
      experts.add(LinearExpert.of(coefficients));
    }
    return MixtureOfExperts.of(family, SoftmaxGate.of(alpha), experts).withDesign(layout.design());
  }

  /** The parameters of a mixture, of which those of constant columns are 0. */
  public static double[] toStandardUnits(
      MixtureOfExperts model, FamilyLayout layout, Standardisation covariates) {
    double[] theta = new double[layout.size()];
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        place(model.gate().alpha(k), covariates, theta, layout.gate(k));
      }
      double[][] coefficients = model.linearExpert(k).coefficients();
      for (int c = 0; c < layout.q(); c++) {
        place(coefficients[c], covariates, theta, layout.expert(k, c));
      }
    }
    return theta;
  }

  private static double[] restored(double[] theta, int offset, Standardisation covariates) {
    double[] c = Arrays.copyOfRange(theta, offset, offset + covariates.dimension() + 1);
    clearConstants(c, covariates);
    return covariates.restore(c);
  }

  private static void place(
      double[] users, Standardisation covariates, double[] theta, int offset) {
    double[] c = covariates.standardise(users);
    clearConstants(c, covariates);
    System.arraycopy(c, 0, theta, offset, c.length);
  }

  private static void clearConstants(double[] c, Standardisation covariates) {
    for (int j = 0; j < covariates.dimension(); j++) {
      c[j + 1] = covariates.constant(j) ? 0 : c[j + 1];
    }
  }
}
