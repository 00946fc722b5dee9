package org.dmoe.refine;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** Moments of each expert's share of rows, of any family, row by row. */
final class RowShares {

  private RowShares() {}

  /** In users' units; summed about a frame's centre and in its units, against rounding. */
  static EmStatistics of(MixtureOfExperts model, Observations rows, Frame frame) {
    int K = model.size();
    int columns = model.dimension() + 1;
    double[] mass = new double[K];
    double[][] first = new double[K][columns];
    double[][] second = new double[K][columns * (columns + 1) / 2];
    Scorer scorer = Scorer.of(model);
    double[] tau = new double[K];
    double[] x = new double[columns - 1];
    double[] v = new double[columns];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      scorer.at(x, rows.exposure(i));
      scorer.responsibilities(rows.response(i), tau);
      for (int a = 0; a < columns; a++) {
        double value = a < columns - 1 ? x[a] : rows.response(i);
        v[a] = (value - frame.centre()[a]) / frame.scale()[a];
      }
      for (int k = 0; k < K; k++) {
        double w = rows.weight(i) * tau[k];
        mass[k] += w;
        add(v, w, first[k], second[k]);
      }
    }
    List<EmStatistics.Share> shares = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      shares.add(share(mass[k], first[k], second[k], frame));
    }
    return EmStatistics.of(shares);
  }

  private static void add(double[] v, double w, double[] first, double[] second) {
    int c = 0;
    for (int a = 0; a < v.length; a++) {
      first[a] += w * v[a];
      for (int b = a; b < v.length; b++, c++) {
        second[c] += w * v[a] * v[b];
      }
    }
  }

  private static EmStatistics.Share share(
      double mass, double[] first, double[] second, Frame frame) {
    double[] mean = new double[first.length];
    double[] scatter = new double[second.length];
    int c = 0;
    for (int a = 0; a < first.length; a++) {
      double perMass = mass > 0 ? first[a] / mass : 0;
      mean[a] = frame.centre()[a] + frame.scale()[a] * perMass;
      for (int b = a; b < first.length; b++, c++) {
        double sum = (second[c] - perMass * first[b]) * frame.scale()[a] * frame.scale()[b];
        scatter[c] = a == b ? Math.max(0, sum) : sum;
      }
    }
    return new EmStatistics.Share(mass, mean, scatter);
  }
}
