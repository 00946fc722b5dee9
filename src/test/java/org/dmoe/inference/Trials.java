package org.dmoe.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.Refinement;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.RefinementPass;
import org.dmoe.refine.RefinementState;
import org.dmoe.refine.RowPass;

/** Simulated rows on machines, and their maximum likelihood. */
final class Trials {

  private Trials() {}

  /** M machines of n rows. */
  static List<Observations> machines(Population population, long seed, int M, int n) {
    RowGenerator generator = RowGenerator.of(population, seed);
    List<Observations> machines = new ArrayList<>();
    for (int m = 0; m < M; m++) {
      Observations.Builder rows = Observations.builder(population.truth().dimension());
      for (int i = 0; i < n; i++) {
        generator.next();
        rows.add(generator.x(), generator.y(), 1);
      }
      machines.add(rows.build());
    }
    return machines;
  }

  static PassSums sums(MixtureOfExperts model, List<Observations> machines, boolean scores) {
    PassSums all = null;
    for (Observations rows : machines) {
      PassSums one = sums(model, rows, Optional.empty(), scores);
      all = all == null ? one : all.plus(one);
    }
    return all;
  }

  static PassSums sums(
      MixtureOfExperts model,
      Observations rows,
      Optional<org.dmoe.refine.Frame> frame,
      boolean scores) {
    RowPass pass = new RowPass(model, frame, List.of(), scores);
    double[] x = new double[rows.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), rows.weight(i));
    }
    return pass.finish().orElseThrow();
  }

  /** Climbs from a start to the maximum. */
  static MixtureOfExperts climb(MixtureOfExperts start, List<Observations> machines) {
    Refinement refinement = new Refinement(RefinementOptions.defaults());
    MixtureOfExperts model = start;
    Optional<RefinementState> state = Optional.empty();
    for (int pass = 0; pass < 60; pass++) {
      RefinementPass next = refinement.next(model, state, sums(model, machines, false));
      if (next.ended()) {
        return next.best();
      }
      model = next.next();
      state = next.state();
    }
    throw new IllegalStateException("no maximum in 60 passes");
  }

  static SupportingSample support(Population population, long seed, int size) {
    RowGenerator generator = RowGenerator.of(population, seed);
    double[][] rows = new double[size][];
    for (int s = 0; s < size; s++) {
      generator.next();
      rows[s] = generator.x().clone();
    }
    return SupportingSample.of(List.of(), rows);
  }

  static List<FeatureColumn> numbers(int d) {
    List<FeatureColumn> columns = new ArrayList<>();
    for (int j = 1; j <= d; j++) {
      columns.add(FeatureColumn.number("x" + j));
    }
    return columns;
  }
}
