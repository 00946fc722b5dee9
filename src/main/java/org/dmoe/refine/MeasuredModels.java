package org.dmoe.refine;

import java.util.List;
import java.util.Optional;
import org.dmoe.model.MixtureOfExperts;

/**
 * Models whose log-likelihoods were summed beside a pass.
 *
 * @param models of as many experts as the one that was summed
 * @param logLikelihoods of each on all rows, in users' units
 */
public record MeasuredModels(List<MixtureOfExperts> models, double[] logLikelihoods) {

  /** Where nothing was summed beside. */
  public static final MeasuredModels NONE = new MeasuredModels(List.of(), new double[0]);

  /**
   * @throws IllegalArgumentException if there are not as many numbers as models
   */
  public MeasuredModels {
    models = List.copyOf(models);
    if (models.size() != logLikelihoods.length) {
      throw new IllegalArgumentException(
          "%d log-likelihoods of %d models".formatted(logLikelihoods.length, models.size()));
    }
  }

  boolean isEmpty() {
    return models.isEmpty();
  }

  /**
   * One of them.
   *
   * @param value its penalised log-likelihood
   */
  record Measured(MixtureOfExperts model, double logLikelihood, double value) {}

  /**
   * The best of the first so many; empty if none is finite.
   *
   * @param objective at the model that was summed
   */
  Optional<Measured> best(PooledObjective objective, int from, int to) {
    Optional<Measured> best = Optional.empty();
    for (int i = from; i < to; i++) {
      double value = logLikelihoods[i] - objective.penaltyOf(models.get(i));
      if (Double.isFinite(value) && (best.isEmpty() || value > best.get().value())) {
        best = Optional.of(new Measured(models.get(i), logLikelihoods[i], value));
      }
    }
    return best;
  }
}
