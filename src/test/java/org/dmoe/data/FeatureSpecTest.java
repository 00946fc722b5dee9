package org.dmoe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSpecTest {

  private static final List<String> COLUMNS = List.of("a", "y", "b", "c");

  private static FeatureSpec select(List<String> named, List<String> excluded) {
    return FeatureSpec.select(COLUMNS, "y", named, excluded);
  }

  @Test
  void allButTheResponseUnlessNamed() {
    assertThat(select(List.of(), List.of()).features()).containsExactly("a", "b", "c");
    assertThat(select(List.of(), List.of("b")).features()).containsExactly("a", "c");
    assertThat(select(List.of("c", "a"), List.of()).features()).containsExactly("c", "a");
    assertThat(select(List.of(), List.of("a", "b", "c")).dimension()).isZero();
  }

  @Test
  void unknownColumnsAreNamed() {
    assertThatThrownBy(() -> select(List.of("z"), List.of()))
        .hasMessage(
            "feature 'z' is not a column of the table, whose columns are 'a', 'y', 'b', 'c'");
    assertThatThrownBy(() -> select(List.of(), List.of("z")))
        .hasMessage(
            "excluded column 'z' is not a column of the table, whose columns are 'a', 'y', 'b', 'c'");
    assertThatThrownBy(() -> FeatureSpec.select(COLUMNS, "z", List.of(), List.of()))
        .hasMessage(
            "response 'z' is not a column of the table, whose columns are 'a', 'y', 'b', 'c'");
  }

  @Test
  void namesMayNotRepeat() {
    assertThatThrownBy(() -> select(List.of("a", "a"), List.of()))
        .hasMessage("feature 'a' is named twice");
    assertThatThrownBy(() -> select(List.of("y"), List.of()))
        .hasMessage("'y' is both response and feature");
  }
}
