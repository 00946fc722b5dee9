package org.dmoe.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.paper.StageCost.Part;
import org.dmoe.paper.StageCost.Point;
import org.junit.jupiter.api.Test;

class StageCostTest {

  private static final List<Part> ALL = List.of(Part.values());

  private static List<Point> points(double fixed, double perRow, double perMachine) {
    List<Point> points = new ArrayList<>();
    for (double rows : new double[] {1e4, 1e5, 1e6}) {
      for (double machines : new double[] {16, 128, 1000}) {
        points.add(new Point(rows, machines, fixed + perRow * rows + perMachine * machines));
      }
    }
    return points;
  }

  @Test
  void partsAreFound() {
    StageCost cost = StageCost.of("fit", ALL, points(2, 3e-6, 0.01));

    assertThat(cost.fixed()).isCloseTo(2, within(1e-9));
    assertThat(cost.perRow()).isCloseTo(3e-6, within(1e-15));
    assertThat(cost.perMachine()).isCloseTo(0.01, within(1e-12));
    assertThat(cost.worst()).isCloseTo(0, within(1e-9));
    assertThat(cost.of(1e9, 1e5)).isCloseTo(2 + 3000 + 1000, within(1e-5));
  }

  @Test
  void noPartIsNegative() {
    StageCost cost = StageCost.of("sample", ALL, points(2, 3e-6, -1e-4));

    assertThat(cost.perMachine()).isZero();
    assertThat(cost.fixed()).isPositive();
    assertThat(cost.worst()).isBetween(1e-3, 0.1);
  }

  @Test
  void fewerPointsThanPartsAreNoFit() {
    assertThatThrownBy(() -> StageCost.of("pass", ALL, points(1, 1, 1).subList(0, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 points of pass");
  }
}
