package org.dmoe.em.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class RowStatisticsTest {

  private static final MixtureOfExperts MIXTURE =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {{0.3, 0.001, -1}, {-0.2, -0.002, 0.5}, {0, 0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {1, 0.01, 2}, 1.5),
              GaussianExpert.of(new double[] {-3, 0.02, 0}, 0.5),
              GaussianExpert.of(new double[] {4, -0.01, 1}, 4)));

  @Test
  void equalTheirDefinition() {
    Observations rows = rows(457, 1);
    EmStatistics statistics = statistics(rows);

    for (int k = 0; k < 3; k++) {
      EmStatistics.Share expected = byDefinition(rows, k);
      assertClose(statistics.share(k), expected);
    }
  }

  @Test
  void addUpToThoseOfAllRows() {
    Observations first = rows(230, 2);
    Observations second = rows(91, 3);
    Observations.Builder both = Observations.builder(2);
    for (Observations part : List.of(first, second)) {
      double[] x = new double[2];
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        both.add(x, part.response(i), part.weight(i));
      }
    }
    EmStatistics all = statistics(both.build());

    for (int k = 0; k < 3; k++) {
      assertClose(statistics(first).share(k).plus(statistics(second).share(k)), all.share(k));
    }
  }

  @Test
  void aShareOfNothingAddsNothing() {
    EmStatistics.Share share = statistics(rows(50, 4)).share(1);
    EmStatistics.Share nothing = new EmStatistics.Share(0, new double[3], new double[6]);

    assertThat(share.plus(nothing)).isEqualTo(share);
    assertThat(nothing.plus(nothing)).isEqualTo(nothing);
    assertClose(nothing.plus(share), share);
  }

  private static EmStatistics statistics(Observations rows) {
    return RowStatistics.of(new StandardisedRows(rows, StandardUnits.of(rows)), MIXTURE);
  }

  private static Observations rows(int n, int seed) {
    Random random = new Random(seed);
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      double[] x = {1000 + 300 * random.nextGaussian(), random.nextGaussian()};
      rows.add(x, 5 + 8 * random.nextGaussian(), 0.2 + random.nextDouble());
    }
    return rows.build();
  }

  private static EmStatistics.Share byDefinition(Observations rows, int k) {
    double[] x = new double[2];
    double mass = 0;
    double[] mean = new double[3];
    double[] scatter = new double[6];
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < rows.rows(); i++) {
        rows.copyRow(i, x);
        double y = rows.response(i);
        double tau = rows.weight(i) * MIXTURE.responsibilities(x, y)[k];
        double[] v = {x[0], x[1], y};
        if (pass == 0) {
          mass += tau;
          for (int a = 0; a < 3; a++) {
            mean[a] += tau * v[a];
          }
        } else {
          int c = 0;
          for (int a = 0; a < 3; a++) {
            for (int b = a; b < 3; b++) {
              scatter[c++] += tau * (v[a] - mean[a]) * (v[b] - mean[b]);
            }
          }
        }
      }
      for (int a = 0; a < 3 && pass == 0; a++) {
        mean[a] /= mass;
      }
    }
    return new EmStatistics.Share(mass, mean, scatter);
  }

  private static void assertClose(EmStatistics.Share actual, EmStatistics.Share expected) {
    assertThat(actual.mass()).isCloseTo(expected.mass(), within(1e-10 * expected.mass()));
    for (int a = 0; a < 3; a++) {
      double size = 1 + Math.abs(expected.mean()[a]);
      assertThat(actual.mean()[a]).isCloseTo(expected.mean()[a], within(1e-10 * size));
    }
    for (int c = 0; c < 6; c++) {
      double size = 1 + Math.abs(expected.scatter()[c]);
      assertThat(actual.scatter()[c]).isCloseTo(expected.scatter()[c], within(1e-8 * size));
    }
  }
}
