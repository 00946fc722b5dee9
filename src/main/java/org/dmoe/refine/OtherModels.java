package org.dmoe.refine;

import java.util.List;
import org.dmoe.em.family.FamilyLayout;
import org.dmoe.em.family.FamilyLikelihood;
import org.dmoe.em.family.ResponseRows;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.family.CanonicalFamily;

/**
 * Log-likelihoods of models that are compared, and nothing else of them: a twentieth of the cost.
 */
final class OtherModels {

  private final List<MixtureOfExperts> models;
  private final double[] sums;

  OtherModels(List<MixtureOfExperts> models) {
    this.models = List.copyOf(models);
    this.sums = new double[models.size()];
  }

  /** Adds rows, which are in the units of the frame. */
  void add(StandardisedRows rows, Frame frame) {
    for (int i = 0; i < sums.length; i++) {
      ParameterLayout layout =
          Parameters.layout(models.get(i))
              .withNoise(models.get(i).noise().map(rows.units()::toStandardUnits));
      double[] theta = frame.toFrame(Parameters.of(models.get(i)), layout);
      double value =
          new PenalisedLikelihood(rows, layout, 0, 0).evaluate(theta, PassDepth.VALUE)
              - rows.totalWeight() * Parameters.log(frame.responseScale());
      sums[i] += Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
    }
  }

  /** Adds rows of a family. */
  void add(ResponseRows rows, Frame frame, CanonicalFamily family) {
    for (int i = 0; i < sums.length; i++) {
      ParameterLayout layout = Parameters.layout(models.get(i));
      double[] theta = frame.toFrame(Parameters.of(models.get(i)), layout);
      FamilyLikelihood likelihood =
          new FamilyLikelihood(
              rows,
              new FamilyLayout(layout.p(), layout.K(), layout.q(), layout.design()),
              family,
              0,
              0);
      likelihood.evaluate(theta, PassDepth.VALUE);
      double value = likelihood.logLikelihood();
      sums[i] += Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
    }
  }

  /** In users' units; minus infinity where a density is not a number. */
  double[] logLikelihoods() {
    return sums.clone();
  }
}
