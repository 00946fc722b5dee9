package org.dmoe.data.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {

  private static final List<String> COLUMNS = List.of("temperature", "PRES", "x1", "");

  @Test
  void theNearestNameIsSuggested() {
    assertThat(ColumnNames.suggestion("temprature", COLUMNS))
        .isEqualTo(" (did you mean 'temperature'?)");
    assertThat(ColumnNames.suggestion("pres", COLUMNS)).contains("'PRES'");
    assertThat(ColumnNames.suggestion("x2", COLUMNS)).contains("'x1'");
    assertThat(ColumnNames.suggestion("humidity", COLUMNS)).isEmpty();
  }

  @Test
  void theFirstNameThatComesAgainIsFound() {
    assertThat(ColumnNames.repeated(List.of("a", "b", "c", "b", "a"))).contains("b");
    assertThat(ColumnNames.repeated(COLUMNS)).isEmpty();
  }

  @Test
  void rowNamesOfRAndPandas() {
    assertThat(List.of("", "Unnamed: 0", "Unnamed: 0.1", "__index_level_0__"))
        .allMatch(ColumnNames::isRowNames);
    assertThat(List.of("x", "Unnamed: 3", "index")).noneMatch(ColumnNames::isRowNames);
  }
}
