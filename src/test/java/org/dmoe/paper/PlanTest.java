package org.dmoe.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {

  @Test
  void theFiguresOfThePaperAreThere() {
    List<Cell> cells = Plan.of(Size.USUAL).only(List.of("machines-most", "rows")).cells();

    Set<List<Integer>> settings =
        cells.stream()
            .map(cell -> List.of(cell.setting().rows(), cell.setting().machines()))
            .collect(Collectors.toSet());
    assertThat(settings)
        .containsExactlyInAnyOrder(
            List.of(1_000_000, 1),
            List.of(1_000_000, 16),
            List.of(1_000_000, 32),
            List.of(1_000_000, 64),
            List.of(1_000_000, 128),
            List.of(500_000, 1),
            List.of(500_000, 128),
            List.of(250_000, 1),
            List.of(250_000, 128),
            List.of(100_000, 1),
            List.of(100_000, 128));
    assertThat(cells).hasSize(10 * settings.size()).doesNotHaveDuplicates();
    assertThat(Plan.of(Size.USUAL.withReplicates(3)).only(List.of("rows")).cells()).hasSize(3 * 8);
    assertThat(Plan.of(Size.FULL).only(List.of("rows")).cells()).hasSize(100 * 8);
  }

  @Test
  void rowsAreMadeOnce() {
    List<String> data = Plan.of(Size.QUICK).cells().stream().map(Cell::dataKey).toList();

    long changes = 1;
    for (int i = 1; i < data.size(); i++) {
      changes += data.get(i).equals(data.get(i - 1)) ? 0 : 1;
    }
    assertThat(changes).isEqualTo(data.stream().distinct().count());
  }

  @Test
  void keysTellCellsApart() {
    List<Cell> cells = Plan.of(Size.USUAL).cells();

    assertThat(cells.stream().map(Cell::key)).doesNotHaveDuplicates().hasSize(cells.size());
  }

  @ParameterizedTest
  @EnumSource(MachineSizes.class)
  void sizesAddUp(MachineSizes sizes) {
    int[] of = sizes.of(50_001, 16);

    assertThat(of).hasSize(16);
    assertThat(Arrays.stream(of).sum()).isEqualTo(50_001);
    assertThat(Arrays.stream(of).min().orElseThrow()).isPositive();
  }

  @Test
  void skewedAndBimodalSizes() {
    assertThat(MachineSizes.SKEWED.of(14, 8)).containsExactly(7, 1, 1, 1, 1, 1, 1, 1);
    assertThat(MachineSizes.BIMODAL.of(12, 4)).containsExactly(5, 1, 5, 1);
    assertThat(MachineSizes.LINEAR.of(6, 3)).containsExactly(1, 2, 3);
  }
}
