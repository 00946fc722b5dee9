package org.dmoe.refine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Undetermined;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;

/** Models to climb from and to, with their objective. */
final class Starts {

  private Starts() {}

  static PooledObjective objective(MixtureOfExperts model, List<Observations> parts) {
    return new PooledObjective(
        model, Rows.sums(model, parts, Optional.empty()), RefinementOptions.defaults());
  }

  static MixtureOfExperts best(MixtureOfExperts start, Observations all, int K) {
    return LocalFit.fitFrom(
            start, all, FitOptions.of(K), new FeatureSpec(List.of(), ""), status -> {})
        .model()
        .orElseThrow();
  }

  static MixtureOfExperts reduction(List<Observations> parts, int K) {
    List<LocalModel> models = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (Observations part : parts) {
      MixtureOfExperts local =
          LocalFit.fit(part, FitOptions.of(K), 1, status -> {}).model().orElseThrow();
      models.add(
          new LocalModel(
              "part" + models.size(),
              local,
              part.totalWeight(),
              Undetermined.NOTHING,
              Optional.empty()));
      for (int i = 0; i < 100; i++) {
        double[] x = new double[part.dimension()];
        part.copyRow(i, x);
        rows.add(x);
      }
    }
    List<String> names = new ArrayList<>();
    for (int j = 0; j < parts.get(0).dimension(); j++) {
      names.add("x" + j);
    }
    SupportingSample support = SupportingSample.of(names, rows.toArray(double[][]::new));
    return ReductionEstimator.of(ReductionOptions.of(K))
        .aggregate(models, support, status -> {})
        .model();
  }
}
