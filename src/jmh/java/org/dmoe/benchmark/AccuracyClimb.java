package org.dmoe.benchmark;

import java.util.List;
import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.Frame;
import org.dmoe.refine.MeasuredModels;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.Refinement;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.RefinementPass;
import org.dmoe.refine.RefinementState;
import org.dmoe.refine.RowPass;

/** Steps to the maximum likelihood over machines' rows, as the jobs make them. */
final class AccuracyClimb {

  private final List<Observations> parts;
  private double[] measured = new double[0];

  AccuracyClimb(List<Observations> parts) {
    this.parts = parts;
  }

  /** The best model after so many steps. */
  MixtureOfExperts after(int steps, MixtureOfExperts start, List<MixtureOfExperts> candidates) {
    Refinement refinement = new Refinement(RefinementOptions.defaults());
    MixtureOfExperts model = start;
    Optional<RefinementState> state = Optional.empty();
    List<MixtureOfExperts> others =
        candidates.stream().filter(candidate -> candidate.size() == start.size()).toList();
    int taken = 0;
    while (true) {
      PassSums sums = sums(model, state.map(RefinementState::frame), others);
      RefinementPass pass =
          refinement.next(model, state, sums, new MeasuredModels(others, measured));
      if (pass.ended() || pass.steps() && taken == steps) {
        return pass.best();
      }
      taken += pass.steps() ? 1 : 0;
      model = pass.next();
      state = pass.state();
      others = RefinementState.others(state, model);
    }
  }

  private PassSums sums(
      MixtureOfExperts model, Optional<Frame> frame, List<MixtureOfExperts> others) {
    measured = new double[others.size()];
    PassSums sum = null;
    for (Observations part : parts) {
      RowPass pass = new RowPass(model, frame, others, false);
      double[] x = new double[part.dimension()];
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        pass.add(x, part.response(i), part.weight(i));
      }
      PassSums own = pass.finish().orElseThrow();
      sum = sum == null ? own : sum.plus(own);
      double[] values = pass.otherLogLikelihoods();
      for (int i = 0; i < values.length; i++) {
        measured[i] += values[i];
      }
    }
    return sum;
  }
}
