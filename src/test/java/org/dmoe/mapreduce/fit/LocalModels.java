package org.dmoe.mapreduce.fit;

import java.util.List;
import java.util.Optional;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;

/** Local models of two experts over x1, x2, and a supporting sample. */
public final class LocalModels {

  public static final List<String> FEATURES = List.of("x1", "x2");

  private LocalModels() {}

  public static StoredModel usable(String id, double shift, double rows) {
    return withFeatures(id, shift, rows, FEATURES);
  }

  public static StoredModel withFeatures(
      String id, double shift, double rows, List<String> features) {
    return stored(id, "CONVERGED", Optional.of(mixture(shift)), rows, features, "all is well");
  }

  /** A fit that gave no model. */
  public static StoredModel failed(String id) {
    return stored(id, "TOO_FEW_ROWS", Optional.empty(), 2, FEATURES, "2 usable rows");
  }

  static MixtureOfExperts mixture(double shift) {
    return MixtureOfExperts.of(
        SoftmaxGate.of(new double[][] {{0.5 + shift, 1, 0}, {0, 0, 0}}),
        List.of(
            GaussianExpert.of(new double[] {-3 + shift, -1, 1}, 0.25),
            GaussianExpert.of(new double[] {3 + shift, 2, -1}, 0.5)));
  }

  public static SupportingSample support(List<String> features) {
    double[][] rows = new double[40][];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = new double[] {Math.sin(s), Math.cos(3.0 * s)};
    }
    return SupportingSample.of(features, rows);
  }

  private static StoredModel stored(
      String id,
      String status,
      Optional<MixtureOfExperts> mixture,
      double rows,
      List<String> features,
      String reason) {
    FitRecord fit = new FitRecord((long) rows, -1.0, 5, reason, 0.1, List.of(), List.of());
    return StoredModel.builder(id, mixture, rows)
        .status(status)
        .names(features, "y")
        .fit(fit)
        .build();
  }
}
