package org.dmoe.em;

import java.util.List;
import java.util.OptionalInt;
import org.dmoe.data.Observations;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/**
 * Finds bad local optima without the rows leaving their machine: a model of another machine that is
 * more likely on these rows than their own maximum-likelihood fit proves that this is not the
 * maximum.
 */
public final class DominanceCheck {

  /** Gains below it, in units of the log-likelihood, are no other optimum. */
  private static final double LEAST_GAIN = 0.1;

  /** More models than this are first scored on some of the rows. */
  static final int SCORED_ON_ALL_ROWS = 64;

  /** Rows on which many models are scored. */
  static final int SOME_ROWS = 2000;

  private final Observations rows;
  private final List<MixtureOfExperts> models;

  private DominanceCheck(Observations rows, List<MixtureOfExperts> models) {
    this.rows = rows;
    this.models = models;
  }

  /**
   * The model that beats a machine's own by most.
   *
   * @param rows n x d, of the machine
   * @param own its own fit
   * @param others models of other machines, in a fixed order
   * @return the index of the winner, the first one on a tie; empty if no model beats the own one
   */
  public static OptionalInt winner(
      Observations rows, MixtureOfExperts own, List<MixtureOfExperts> others) {
    DominanceCheck check = new DominanceCheck(rows, others);
    int step = others.size() <= SCORED_ON_ALL_ROWS ? 1 : Math.max(1, rows.rows() / SOME_ROWS);
    OptionalInt suspect = check.best(own, step, step == 1 ? LEAST_GAIN : 0);
    if (step == 1 || suspect.isEmpty()) {
      return suspect;
    }
    return check.confirmed(own, suspect.getAsInt());
  }

  /** log L of a model on all rows. */
  static double logLikelihood(Observations rows, MixtureOfExperts model) {
    return logLikelihood(rows, model, 1);
  }

  private OptionalInt confirmed(MixtureOfExperts own, int suspect) {
    double gain = logLikelihood(rows, models.get(suspect), 1) - logLikelihood(rows, own, 1);
    return gain > LEAST_GAIN ? OptionalInt.of(suspect) : OptionalInt.empty();
  }

  private OptionalInt best(MixtureOfExperts own, int step, double least) {
    double highest = logLikelihood(rows, own, step) + least;
    int best = -1;
    for (int m = 0; m < models.size(); m++) {
      double value = logLikelihood(rows, models.get(m), step);
      if (value > highest) {
        highest = value;
        best = m;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private static double logLikelihood(Observations rows, MixtureOfExperts model, int step) {
    Scorer scorer = Scorer.of(model);
    double[] x = new double[rows.dimension()];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i += step) {
      rows.copyRow(i, x);
      scorer.at(x);
      sum += rows.weight(i) * scorer.logDensity(rows.response(i));
    }
    return sum;
  }
}
