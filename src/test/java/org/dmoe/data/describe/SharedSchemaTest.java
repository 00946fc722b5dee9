package org.dmoe.data.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedSchemaTest {

  private static final SharedSchema.Declarations NONE =
      new SharedSchema.Declarations(Set.of(), Map.of(), Map.of());

  /** Null cells are missing. */
  private static SharedSchema schema(String name, List<String[]> rows, String... columns) {
    return schema(name, NONE, rows, columns);
  }

  private static SharedSchema schema(
      String name, SharedSchema.Declarations declared, List<String[]> rows, String... columns) {
    TableStatistics statistics = TableStatistics.of(columns.length);
    for (String[] row : rows) {
      statistics.addRow();
      for (int c = 0; c < columns.length; c++) {
        add(statistics.column(c), row[c]);
      }
    }
    TableDescription table = TableDescription.of(List.of(columns), statistics, Map.of());
    return SharedSchema.of(table, declared).withName(name);
  }

  private static void add(ColumnStatistics column, String cell) {
    if (cell == null) {
      column.addMissing();
    } else if (cell.matches("-?[0-9.]+")) {
      column.addNumber(cell, Double.parseDouble(cell));
    } else {
      column.addText(cell);
    }
  }

  private static List<String[]> rows(String[]... rows) {
    return List.of(rows);
  }

  private static String[] row(String... cells) {
    return cells;
  }

  private static List<String[]> draw(Random random, int rows) {
    List<String[]> drawn = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      String number = Double.toString(Math.round(1000 * random.nextDouble() + 5000) / 8.0);
      String level = "l" + random.nextInt(1 + rows / 3);
      drawn.add(row(random.nextInt(5) == 0 ? null : number, level));
    }
    return drawn;
  }

  /** The schema of all rows in one place, however they lie. */
  @Test
  void unitedSchemasAreThatOfAllRows() {
    Random random = new Random(3);
    for (int trial = 0; trial < 50; trial++) {
      List<String[]> all = new ArrayList<>();
      SharedSchema united = null;
      for (int site = 0; site < 4; site++) {
        List<String[]> rows = draw(random, 1 + random.nextInt(20));
        all.addAll(rows);
        SharedSchema here = schema("s" + site, rows, "x", "wind");
        united = united == null ? here : united.plus(here);
      }
      SharedSchema whole = schema("s0", all, "x", "wind");
      assertSame(united.column("x").orElseThrow(), whole.column("x").orElseThrow());
      assertThat(united.column("wind")).isEqualTo(whole.column("wind"));
      assertThat(List.copyOf(united.column("wind").orElseThrow().levels().keySet()))
          .isEqualTo(List.copyOf(whole.column("wind").orElseThrow().levels().keySet()));
      assertThat(united.rows()).isEqualTo(all.size());
    }
  }

  private static void assertSame(SharedColumn found, SharedColumn whole) {
    assertThat(found.type()).isEqualTo(whole.type());
    assertThat(found.count()).isEqualTo(whole.count());
    assertThat(found.missing()).isEqualTo(whole.missing());
    if (whole.count() > 0) {
      assertThat(found.mean()).isCloseTo(whole.mean(), within(1e-9));
    }
    if (whole.count() > 1) {
      assertThat(found.sd()).isCloseTo(whole.sd(), within(1e-9));
    }
  }

  @Test
  void levelsThatWereDeclaredKeepTheirOrder() {
    SharedSchema.Declarations declared =
        new SharedSchema.Declarations(
            Set.of("code"), Map.of("code", List.of("9", "1")), Map.of("x", "kg"));
    SharedSchema a = schema("a", declared, rows(row("1", "2.5"), row("9", "3.5")), "code", "x");
    SharedSchema b =
        schema(
            "b",
            new SharedSchema.Declarations(Set.of("code"), Map.of(), Map.of()),
            rows(row("5", null), row("1", null)),
            "code",
            "x");

    SharedSchema united = a.plus(b);
    assertThat(united.column("code").orElseThrow().levels().entrySet())
        .containsExactly(Map.entry("9", 1L), Map.entry("1", 2L), Map.entry("5", 1L));
    SharedColumn x = united.column("x").orElseThrow();
    assertThat(x.unit()).isEqualTo("kg");
    assertThat(x.type()).isEqualTo("number");
    assertThat(x.missing()).isEqualTo(2);
    assertThat(b.plus(a).column("x").orElseThrow()).isEqualTo(x);
  }

  @Test
  void textOfManyLevelsIsNoCategory() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i <= SharedSchema.MOST_LEVELS; i++) {
      rows.add(row("id" + i));
    }
    SharedColumn id = schema("a", rows, "id").column("id").orElseThrow();
    assertThat(id.type()).isEqualTo("text");
    assertThat(id.levels()).isEmpty();
    assertThat(schema("a", rows.subList(1, rows.size()), "id").column("id").orElseThrow().levels())
        .hasSize(SharedSchema.MOST_LEVELS);
  }

  /** An identifier has few levels where rows are few. */
  @Test
  void textOfManyLevelsAtOneSiteIsNoCategoryOfAll() {
    List<String[]> many = new ArrayList<>();
    for (int i = 0; i <= SharedSchema.MOST_LEVELS; i++) {
      many.add(row("id" + i));
    }
    SharedSchema a = schema("a", many, "id");
    SharedSchema b = schema("b", rows(row("id1"), row("id2")), "id");

    for (SharedSchema united : List.of(a.plus(b), b.plus(a))) {
      SharedColumn id = united.column("id").orElseThrow();
      assertThat(id.type()).isEqualTo("text");
      assertThat(id.levels()).isEmpty();
      assertThat(id.count()).isEqualTo(SharedSchema.MOST_LEVELS + 3);
    }
  }

  @Test
  void columnsThatDifferAreAllNamed() {
    SharedSchema a = schema("a", rows(row("1", "N", "2", "3")), "x", "wind", "u", "v");
    SharedSchema b = schema("b", rows(row("high", "7")), "x", "wind");
    SharedSchema c = schema("c", rows(row("high", "7", "2", "3")), "x", "wind", "u", "v");

    assertThatThrownBy(() -> a.plus(b))
        .hasMessageContaining("b lacks columns that a has: 'u', 'v'");
    assertThatThrownBy(() -> b.plus(a))
        .hasMessageContaining("b lacks columns that a has: 'u', 'v'");
    assertThatThrownBy(() -> a.plus(c))
        .hasMessageContaining("'x' (category, there number), 'wind' (number, there category)");
  }

  @Test
  void rowsThatAreNotAsDeclaredAreRefused() {
    SharedSchema.Declarations declared =
        new SharedSchema.Declarations(Set.of("wind"), Map.of("wind", List.of("N", "S")), Map.of());
    assertThatThrownBy(() -> schema("a", declared, rows(row("N"), row("E"), row("W")), "wind"))
        .hasMessage("--levels wind: the rows have 'E', 'W' too");
  }
}
