package org.dmoe.aggregate;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.refine.StartSteps;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;
import org.dmoe.transport.start.Matching;

/**
 * The log-likelihood of all rows at models near a common start, without the rows: its slope at the
 * start is theirs, and what lies beyond is of responses that the start would give at the supporting
 * sample (the surrogate of M. I. Jordan, J. D. Lee and Y. Yang, JASA 114, 2019, with such responses
 * in place of one machine's rows). Its curvature is that of all rows, or of those responses: the
 * former is right near the start, the latter holds further off, and the smaller value counts.
 */
final class SurrogateLikelihood {

  /** Share of the way to a model at which its second derivative is taken. */
  private static final double STEP = 0.01;

  private final StartSteps steps;
  private final TransportObjective start;
  private final double atStart;

  SurrogateLikelihood(
      StartSteps steps, SupportingSample support, ReductionOptions options, Progress progress) {
    this.steps = steps;
    LocalModel only = new LocalModel("start", steps.start(), 1);
    start = TransportObjective.of(List.of(only), support, options, progress);
    atStart = start.logLikelihood(steps.start());
  }

  /**
   * What a model has above the start, in nats a row.
   *
   * @param model one that steps can reach, its experts in the start's order
   */
  double gain(MixtureOfExperts model) {
    double up = start.logLikelihood(steps.towards(model, STEP)) - atStart;
    double down = start.logLikelihood(steps.towards(model, -STEP)) - atStart;
    double slope = (up - down) / (2 * STEP);
    double curvature = -(up + down) / (STEP * STEP);
    double gain = steps.slope(model) + start.logLikelihood(model) - atStart - slope;
    return Math.min(gain, gain + (curvature - steps.curvature(model)) / 2);
  }

  /** The same model, its experts in the order of the start's that they are nearest to. */
  MixtureOfExperts inOrder(MixtureOfExperts model) {
    return model.permuted(Matching.leastCost(start.costs(model)));
  }
}
