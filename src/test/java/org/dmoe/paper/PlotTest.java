package org.dmoe.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {

  @ParameterizedTest
  @CsvSource({"0.001, 1000, true", "0.2, 0.3, true", "-2.3, -2.1, false", "1, 1, true"})
  void ticksLieBetweenTheEnds(double least, double most, boolean logarithmic) {
    Axis axis = Axis.over(List.of(least, most), logarithmic);

    assertThat(axis.ticks()).isNotEmpty();
    assertThat(axis.ticks()).allSatisfy(t -> assertThat(axis.place(t, 0, 1)).isBetween(0.0, 1.0));
    assertThat(axis.place(least, 0, 1)).isLessThanOrEqualTo(axis.place(most, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({"-0.32, 0.2", "-0.04, 40"})
  void zeroIsATickWithoutRounding(double least, double most) {
    Axis axis = Axis.over(List.of(least, most), false);

    assertThat(axis.ticks().stream().map(Axis::label))
        .contains("0")
        .noneMatch(l -> l.contains("e"));
  }

  @Test
  void logarithmsAreEquallyFarApart() {
    Axis axis = Axis.over(List.of(0.01, 100.0), true);

    double tenth = axis.place(0.1, 0, 1);
    double one = axis.place(1, 0, 1);
    assertThat(axis.place(10, 0, 1) - one).isCloseTo(one - tenth, within(1e-12));
    assertThat(axis.place(0, 0, 1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "0.5, 0.5",
    "-2.25, -2.25",
    "-2.2635, -2.2635",
    "0.00001, 1e-05",
    "20000, 20000",
    "2000000, 2e+06"
  })
  void labelsAreShort(double tick, String label) {
    assertThat(Axis.label(tick)).isEqualTo(label);
  }

  @Test
  void meansAndDeviations() {
    assertThat(Summary.of(List.of(1.0, 3.0))).isEqualTo(new Summary(2, StrictMath.sqrt(2), 2));
    assertThat(Summary.of(List.of(5.0))).isEqualTo(new Summary(5, 0, 1));
    assertThat(Summary.of(List.of()).isKnown()).isFalse();
  }

  @Test
  void namesWiderThanTheirPlacesAreSlanted() {
    assertThat(over(List.of("16", "64")).svg()).doesNotContain("rotate");
    assertThat(over(List.of("sparse, pilot, default", "16", "32", "64")).svg()).contains("rotate");
  }

  private static Plot over(List<String> at) {
    return new Plot("RPE", "x", at, List.of(), false);
  }

  @Test
  void textIsEscaped() {
    String svg =
        new Plot(
                "a < b & c",
                "x",
                List.of("1"),
                List.of(new Plot.Series("s", 0, List.of(new Summary(1, 0, 1)))),
                false)
            .svg();

    assertThat(svg).contains("a &lt; b &amp; c").doesNotContain("a < b");
  }

  @Test
  void aRiseOfTheObjectiveIsSeen() {
    assertThat(shown(List.of(3.0, 2.0, 2.0)).neverRises()).isTrue();
    assertThat(shown(List.of(3.0, 2.0, 2.1)).neverRises()).isFalse();
    assertThat(shown(List.of(3.0, Double.NaN)).neverRises()).isFalse();
  }

  private static Shown shown(List<Double> trace) {
    Experiment any = Plan.of(Size.QUICK).experiments().get(0);
    return new Shown(any, List.of(), Map.of(), List.of(trace));
  }
}
