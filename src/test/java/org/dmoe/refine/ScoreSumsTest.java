package org.dmoe.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreSumsTest {

  /** The gradient of a row alone is its weighted score. */
  @ParameterizedTest
  @CsvSource({"1,1,150", "3,2,120", "2,4,200", "0,2,90"})
  void productsAreThoseOfTheRowsOneByOne(int d, int K, int n) {
    Observations rows = Rows.parts(SyntheticKind.HARD, 3, d, K, 1, n, true).get(0);
    MixtureOfExperts model = model(rows, K);
    Frame frame = Frame.ofRows(rows, Design.FULL);
    double[] expected = new double[scored(model, rows, frame).products().length];
    double[] x = new double[d];
    for (int i = 0; i < n; i++) {
      rows.copyRow(i, x);
      RowPass one = new RowPass(model, Optional.of(frame));
      one.add(x, rows.response(i), rows.weight(i));
      addOuter(expected, one.finish().orElseThrow().gradient());
    }
    assertClose(scored(model, rows, frame).products(), expected, n);
  }

  @Test
  void machinesAreSummedInAnyFrame() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 5, 2, 2, 4, 150, true);
    MixtureOfExperts model = model(parts.get(0), 2);
    Frame frame = Frame.ofRows(Rows.all(parts), Design.FULL);
    PassSums sum = own(model, parts.get(0));
    double[] products = new double[sum.information().length];
    double[] weighted = new double[sum.gradient().length];
    double[] centred = new double[products.length];
    PassSums all = Rows.sums(model, Rows.all(parts), Optional.of(frame));
    double squares = 0;
    for (Observations part : parts) {
      sum = part == parts.get(0) ? sum : sum.plus(own(model, part));
      PassSums one = Rows.sums(model, part, Optional.of(frame));
      addOuter(products, one.gradient());
      double[] about = one.gradient().clone();
      for (int j = 0; j < about.length; j++) {
        weighted[j] += one.weight() * one.gradient()[j];
        about[j] -= one.weight() / all.weight() * all.gradient()[j];
      }
      addOuter(centred, about);
      squares += one.weight() * one.weight();
    }
    PassSums in = sum.in(frame);
    ScoreSums scores = in.scores().orElseThrow();
    assertThat(scores.machines()).isEqualTo(4);
    assertThat(scores.squares()).isCloseTo(squares, within(1e-6));
    assertClose(scores.machineProducts(), products, 600);
    assertClose(scores.weighted(), weighted, 600 * 300);
    assertClose(scores.centredMachineProducts(in.gradient(), in.weight()), centred, 600);
    assertClose(scores.products(), scored(model, Rows.all(parts), frame).products(), 600);
  }

  @Test
  void withoutThemASumHasNone() {
    List<Observations> parts = Rows.parts(SyntheticKind.HARD, 5, 1, 1, 2, 50, false);
    MixtureOfExperts model = model(parts.get(0), 1);
    PassSums with = own(model, parts.get(0));
    PassSums without = Rows.sums(model, parts.get(1), Optional.empty());
    assertThat(without.scores()).isEmpty();
    assertThat(with.plus(without).scores()).isEmpty();
    assertThat(without.plus(with).scores()).isEmpty();
    assertThat(with.gradient())
        .isEqualTo(Rows.sums(model, parts.get(0), Optional.empty()).gradient());
  }

  /** In the frame of its own rows. */
  private static PassSums own(MixtureOfExperts model, Observations rows) {
    return sums(model, rows, Optional.empty());
  }

  private static ScoreSums scored(MixtureOfExperts model, Observations rows, Frame frame) {
    return sums(model, rows, Optional.of(frame)).scores().orElseThrow();
  }

  private static PassSums sums(MixtureOfExperts model, Observations rows, Optional<Frame> frame) {
    RowPass pass = new RowPass(model, frame, List.of(), true);
    double[] x = new double[rows.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), rows.weight(i));
    }
    return pass.finish().orElseThrow();
  }

  private static void addOuter(double[] packed, double[] v) {
    int c = 0;
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j <= i; j++) {
        packed[c++] += v[i] * v[j];
      }
    }
  }

  private static MixtureOfExperts model(Observations rows, int K) {
    return LocalFit.fit(rows, FitOptions.of(K), 1, status -> {}).model().orElseThrow();
  }

  private static void assertClose(double[] actual, double[] expected, double size) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      double tolerance = 1e-10 * (size + Math.abs(expected[i]));
      assertThat(actual[i]).as("number %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }
}
