package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.model.Scorer;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {

  private static final int ROWS = 3000;

  private final SplittableRandom random = new SplittableRandom(5);
  private final MixtureOfExperts model = Mixtures.random(random, 3, 2);
  private final double[][] x = new double[ROWS][];
  private final double[] y = new double[ROWS];
  private final double[] weights = new double[ROWS];
  private final double[] cumulative = new double[ROWS];

  DiagnosticsTest() {
    Scorer scorer = Scorer.of(model);
    for (int i = 0; i < ROWS; i++) {
      x[i] = Mixtures.vector(random, 2);
      y[i] = random.nextDouble(-5, 5);
      weights[i] = i % 7 == 0 ? 0 : 1 + i % 3;
      scorer.at(x[i]);
      cumulative[i] = scorer.cumulative(y[i]);
    }
  }

  private RowEvaluator rows(int from, int to, MachineResiduals machines, String machine) {
    RowEvaluator rows = RowEvaluator.withDiagnostics(model);
    ResidualHistogram residuals = new ResidualHistogram();
    for (int i = from; i < to; i++) {
      rows.add(x[i], y[i], weights[i]);
      rows.addTo(residuals, weights[i]);
    }
    machines.add(machine, ResidualHistogram.fromArray(residuals.toArray()));
    return rows;
  }

  private Diagnostics all() {
    MachineResiduals machines = new MachineResiduals();
    RowEvaluator rows = rows(0, ROWS, machines, "a");
    return rows.diagnostics().orElseThrow().diagnostics(machines);
  }

  private double share(java.util.function.IntPredicate of) {
    double some = 0;
    double total = 0;
    for (int i = 0; i < ROWS; i++) {
      total += weights[i];
      some += of.test(i) ? weights[i] : 0;
    }
    return some / total;
  }

  @Test
  void histogramsAreThoseOfTheDefinition() {
    Diagnostics found = all();
    for (int bin = 0; bin < 20; bin++) {
      double low = bin / 20.0;
      double high = (bin + 1) / 20.0;
      assertThat(found.pit().get(bin))
          .isCloseTo(share(i -> cumulative[i] >= low && cumulative[i] < high), within(1e-12));
      for (int k = 0; k < 3; k++) {
        int expert = k;
        double last = bin == 19 ? 2 : high;
        assertThat(found.rootograms().get(k).get(bin))
            .isCloseTo(
                share(
                    i -> {
                      double tau = model.responsibilities(x[i], y[i])[expert];
                      return tau >= Math.max(low, 1e-4) && tau < last;
                    }),
                within(1e-12));
      }
    }
    for (int level = 1; level <= 9; level++) {
      double half = level / 20.0;
      assertThat(found.reliability().get(level - 1))
          .isCloseTo(share(i -> Math.abs(cumulative[i] - 0.5) < half), within(1e-12));
    }
  }

  /** Groups keep all rows: their weighted means are the means of all, in ascending order. */
  @Test
  void predictionsAreInGroupsOfAboutEqualWeight() {
    List<Diagnostics.Predictions> groups = all().predictions();
    assertThat(groups).hasSizeBetween(10, 20);
    double predicted = 0;
    double observed = 0;
    double total = 0;
    for (int i = 0; i < ROWS; i++) {
      total += weights[i];
      predicted += weights[i] * model.mean(x[i]);
      observed += weights[i] * y[i];
    }
    assertThat(groups.stream().mapToDouble(g -> g.share() * g.predicted()).sum())
        .isCloseTo(predicted / total, within(1e-9));
    assertThat(groups.stream().mapToDouble(g -> g.share() * g.observed()).sum())
        .isCloseTo(observed / total, within(1e-9));
    assertThat(groups.stream().mapToDouble(Diagnostics.Predictions::share).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(groups).extracting(Diagnostics.Predictions::predicted).isSorted();
    assertThat(groups).allSatisfy(group -> assertThat(group.share()).isLessThan(0.15));
  }

  /** Whole weights, so that sums are exact whatever their order. */
  @Test
  void partsInAnyOrderMakeTheWhole() {
    MachineResiduals machines = new MachineResiduals();
    int[] ends = {0, 1, 900, 905, 2400, ROWS};
    List<DiagnosticSums> parts = new ArrayList<>();
    for (int part = 0; part + 1 < ends.length; part++) {
      RowEvaluator rows = rows(ends[part], ends[part + 1], machines, "m" + part);
      double[] travelled = rows.diagnostics().orElseThrow().toArray();
      parts.add(DiagnosticSums.fromArray(travelled));
    }
    DiagnosticSums sum = DiagnosticSums.of(3);
    for (int part : new int[] {3, 0, 4, 1, 2}) {
      sum.merge(parts.get(part));
    }
    Diagnostics found = sum.diagnostics(machines);
    Diagnostics whole = all();
    assertThat(found.pit()).isEqualTo(whole.pit());
    assertThat(found.rootograms()).isEqualTo(whole.rootograms());
    assertThat(found.residuals()).isEqualTo(whole.residuals());
    assertThat(found.machineCount()).isEqualTo(4); // the first row has no weight
    assertThat(found.predictions()).hasSameSizeAs(whole.predictions());
    for (int g = 0; g < whole.predictions().size(); g++) {
      assertThat(found.predictions().get(g).predicted())
          .isCloseTo(whole.predictions().get(g).predicted(), within(1e-9));
    }
  }

  /** Against the sorted residuals, to a bin's width. */
  @Test
  void quantilesOfResidualsAreThoseOfTheRows() {
    double[] levels = new SplittableRandom(3).doubles(5000).toArray();
    ResidualHistogram histogram = new ResidualHistogram();
    for (double level : levels) {
      histogram.add(level, 1);
    }
    Arrays.sort(levels);
    for (int q = 0; q < 5; q++) {
      double level = ResidualHistogram.LEVELS.get(q);
      double residual =
          org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
              .inverseCumulativeProbability(levels[(int) (level * 5000)]);
      assertThat(histogram.quantiles().get(q)).isCloseTo(residual, within(0.02));
    }
    ResidualHistogram beyond = new ResidualHistogram();
    beyond.add(0, 1);
    assertThat(beyond.quantiles()).containsOnly(-6.0);
    ResidualHistogram above = new ResidualHistogram();
    above.add(1, 2.5);
    assertThat(above.quantiles()).containsOnly(6.0);
  }

  @Test
  void manyMachinesAreTheFarthest() {
    MachineResiduals machines = new MachineResiduals();
    for (int m = 0; m < 200; m++) {
      ResidualHistogram residuals = new ResidualHistogram();
      for (int i = 0; i < 100; i++) {
        residuals.add(Math.pow((i + 0.5) / 100, 1 + (m * 37 % 200) / 100.0), 1);
      }
      machines.add("m" + m, residuals);
    }
    List<Diagnostics.Residuals> kept = machines.farthest();
    assertThat(machines.number()).isEqualTo(200);
    assertThat(kept).hasSize(50);
    List<String> clear =
        IntStream.range(0, 200).filter(m -> m * 37 % 200 >= 160).mapToObj(m -> "m" + m).toList();
    assertThat(kept).extracting(Diagnostics.Residuals::machine).containsAll(clear);
    assertThat(kept.get(0).quantiles().get(2)).isLessThan(kept.get(49).quantiles().get(2));
  }

  /** Of far apart, tiny, huge and equal predictions there are never more than so many numbers. */
  @Test
  void binsOfPredictionsStayFew() {
    double[] values = {0, 1e-300, -3, 1e12, 1e12 + 1, -1e300, Double.MIN_VALUE, 7, 7, 7};
    PredictionBins forward = new PredictionBins();
    PredictionBins backward = new PredictionBins();
    for (int i = 0; i < values.length; i++) {
      forward.add(values[i], i, 1);
      backward.add(values[values.length - 1 - i], values.length - 1 - i, 1);
      assertThat(forward.toArray().length).isLessThanOrEqualTo(2 + 3 * 256);
    }
    assertThat(Arrays.copyOf(forward.toArray(), 2)).isEqualTo(Arrays.copyOf(backward.toArray(), 2));
    PredictionBins one = new PredictionBins();
    one.add(-1e300, 5, 2);
    PredictionBins merged = new PredictionBins();
    merged.merge(one);
    PredictionBins small = new PredictionBins();
    small.add(1e-3, -5, 2);
    merged.merge(small);
    assertThat(merged.groups(20).stream().mapToDouble(Diagnostics.Predictions::share).sum())
        .isEqualTo(1);
    PredictionBins nothing = new PredictionBins();
    nothing.add(Double.NaN, 1, 1);
    assertThat(nothing.groups(20)).isEmpty();
  }

  @Test
  void whatIsNoSumIsRefused() {
    assertThatThrownBy(() -> DiagnosticSums.fromArray(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DiagnosticSums.fromArray(new double[] {41, 1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ResidualHistogram.fromArray(new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DiagnosticSums.of(2).merge(DiagnosticSums.of(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
