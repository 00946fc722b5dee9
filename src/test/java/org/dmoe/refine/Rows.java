package org.dmoe.refine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.model.MixtureOfExperts;

/** Simulated rows on machines. */
public final class Rows {

  private Rows() {}

  /** M parts of n rows; covariates and response are moved away from zero. */
  public static List<Observations> parts(
      SyntheticKind kind, long seed, int d, int K, int M, int n, boolean weighted) {
    RowGenerator generator = RowGenerator.of(kind.population(seed, Math.max(1, d), K), seed);
    List<Observations> parts = new ArrayList<>();
    generator.goTo(0);
    long row = 0;
    for (int m = 0; m < M; m++) {
      Observations.Builder part = Observations.builder(d);
      for (int i = 0; i < n; i++) {
        generator.next();
        double[] x = Arrays.copyOf(generator.x(), d);
        for (int j = 0; j < d; j++) {
          x[j] = 30 * j + (1 + j) * x[j];
        }
        part.add(x, 1000 + 7 * generator.y(), weighted ? 1 + row % 3 : 1);
        row++;
      }
      parts.add(part.build());
    }
    return parts;
  }

  public static Observations all(List<Observations> parts) {
    Observations.Builder all = Observations.builder(parts.get(0).dimension());
    double[] x = new double[parts.get(0).dimension()];
    for (Observations part : parts) {
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        all.add(x, part.response(i), part.weight(i));
      }
    }
    return all.build();
  }

  static PassSums sums(MixtureOfExperts model, Observations rows, Optional<Frame> frame) {
    RowPass pass = new RowPass(model, frame);
    double[] x = new double[rows.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), rows.weight(i));
    }
    return pass.finish().orElseThrow();
  }

  /** Log-likelihoods of other models as a pass sums them, machine by machine. */
  static MeasuredModels measured(
      MixtureOfExperts model, List<MixtureOfExperts> others, List<Observations> parts) {
    double[] sums = new double[others.size()];
    for (Observations part : parts) {
      RowPass pass = new RowPass(model, Optional.empty(), others, false);
      double[] x = new double[part.dimension()];
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        pass.add(x, part.response(i), part.weight(i));
      }
      pass.finish();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += pass.otherLogLikelihoods()[i];
      }
    }
    return new MeasuredModels(others, sums);
  }

  static PassSums sums(MixtureOfExperts model, List<Observations> parts, Optional<Frame> frame) {
    PassSums sum = sums(model, parts.get(0), frame);
    for (Observations part : parts.subList(1, parts.size())) {
      sum = sum.plus(sums(model, part, frame));
    }
    return sum;
  }

  public static double logLikelihood(MixtureOfExperts model, Observations rows) {
    double[] x = new double[rows.dimension()];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      sum += rows.weight(i) * model.logDensity(x, rows.response(i));
    }
    return sum;
  }
}
