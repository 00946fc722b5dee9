package org.dmoe.em;

import java.util.List;
import java.util.OptionalInt;
import org.dmoe.data.Observations;
import org.dmoe.em.search.Subsample;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.Scorer;

/**
 * Finds bad local optima without the rows leaving their machine: a model of another machine that is
 * more likely on these rows than their own maximum-likelihood fit proves that this is not the
 * maximum.
 */
public final class DominanceCheck {

  /** Gains below it, in units of the log-likelihood of one row's mean weight, are rounding. */
  private static final double LEAST_GAIN = 0.1;

  /** More models than this are first scored on some of the rows. */
  static final int SCORED_ON_ALL_ROWS = 64;

  /** Rows on which many models are scored. */
  static final int SOME_ROWS = 2000;

  private final Observations rows;
  private final List<MixtureOfExperts> models;
  private final Progress progress;

  private DominanceCheck(Observations rows, List<MixtureOfExperts> models, Progress progress) {
    this.rows = rows;
    this.models = models;
    this.progress = progress;
  }

  /**
   * The model that beats a machine's own by most.
   *
   * @param rows n x d, of the machine
   * @param own its own fit
   * @param others models of other machines, in a fixed order
   * @param seed of the rows on which many models are scored first
   * @param progress told of each model
   * @return the index of the winner, the first one on a tie; empty if no model beats the own one
   */
  public static OptionalInt winner(
      Observations rows,
      MixtureOfExperts own,
      List<MixtureOfExperts> others,
      long seed,
      Progress progress) {
    if (others.size() <= SCORED_ON_ALL_ROWS) {
      return new DominanceCheck(rows, others, progress).best(own, leastGain(rows));
    }
    Observations some = Subsample.of(rows, SOME_ROWS, seed);
    OptionalInt suspect = new DominanceCheck(some, others, progress).best(own, 0);
    return suspect.isPresent() && gain(rows, own, others.get(suspect.getAsInt())) > leastGain(rows)
        ? suspect
        : OptionalInt.empty();
  }

  private static double leastGain(Observations rows) {
    return LEAST_GAIN * rows.totalWeight() / rows.rows();
  }

  private static double gain(Observations rows, MixtureOfExperts own, MixtureOfExperts other) {
    return logLikelihood(rows, other) - logLikelihood(rows, own);
  }

  private OptionalInt best(MixtureOfExperts own, double least) {
    double highest = logLikelihood(rows, own) + least;
    int best = -1;
    for (int m = 0; m < models.size(); m++) {
      double value = logLikelihood(rows, models.get(m));
      progress.report("model %d of %d scored".formatted(m + 1, models.size()));
      if (value > highest) {
        highest = value;
        best = m;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** log L of a model on all rows. */
  static double logLikelihood(Observations rows, MixtureOfExperts model) {
    Scorer scorer = Scorer.of(model);
    double[] x = new double[rows.dimension()];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      scorer.at(x, rows.exposure(i));
      sum += rows.weight(i) * scorer.logDensity(rows.response(i));
    }
    return sum;
  }
}
