package org.dmoe.data.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TableDescriptionTest {

  private static final MathContext PRECISE = new MathContext(60);

  private static ColumnStatistics statistics(List<Double> values) {
    ColumnStatistics statistics = new ColumnStatistics(1000);
    values.forEach(v -> statistics.addNumber(Double.toString(v), v));
    return statistics;
  }

  /** Against the definition in decimals of sixty digits. */
  @Property(tries = 200, seed = "1")
  void momentsAreThoseOfTheDefinition(
      @ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double shift) {
    List<Double> shifted = values.stream().map(v -> v + shift).toList();
    BigDecimal n = BigDecimal.valueOf(shifted.size());
    BigDecimal mean =
        shifted.stream()
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(n, PRECISE);
    BigDecimal squares = BigDecimal.ZERO;
    for (double v : shifted) {
      BigDecimal d = new BigDecimal(v).subtract(mean);
      squares = squares.add(d.multiply(d));
    }
    double sd = Math.sqrt(squares.doubleValue() / (shifted.size() - 1));
    ColumnStatistics statistics = statistics(shifted);
    assertThat(statistics.mean())
        .isCloseTo(mean.doubleValue(), within(1e-15 * (1 + Math.abs(mean.doubleValue()))));
    assertThat(statistics.sd()).isCloseTo(sd, within(1e-9 * sd + 1e-7));
  }

  @Test
  void levelsAreCountedUntilTheyAreMany() {
    ColumnStatistics a = new ColumnStatistics(3);
    ColumnStatistics b = new ColumnStatistics(3);
    a.addText("x");
    a.addText("y");
    b.addText("y");
    b.addText("z");
    a.merge(b);
    assertThat(a.levels()).isEqualTo(Map.of("x", 1L, "y", 2L, "z", 1L));
    ColumnStatistics c = new ColumnStatistics(3);
    c.addText("w");
    a.merge(c);
    assertThat(a.hasManyLevels()).isTrue();
    assertThat(a.levels()).isEmpty();
    assertThat(a.texts()).isEqualTo(5);
  }

  @Test
  void statisticsSurviveTheirJourney() throws IOException {
    TableStatistics table = table(50);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.write(new DataOutputStream(bytes));
    TableStatistics read =
        TableStatistics.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(describe(read)).isEqualTo(describe(table));
    assertThat(read.rows()).isEqualTo(50);
  }

  private static final List<String> NAMES = List.of("a", "b", "sum", "flat", "word", "none", "odd");

  /** a and b at random, their sum, a constant, a text, an empty column and a mixed one. */
  private static TableStatistics table(int rows) {
    Random random = new Random(1);
    TableStatistics table = TableStatistics.of(NAMES.size());
    for (int i = 0; i < rows; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double[] row = {
        a, b, 3 * a - 2 * b + 1, 7, Double.NaN, Double.NaN, i % 2 == 0 ? i : Double.NaN
      };
      table.addRow();
      for (int c = 0; c < 4; c++) {
        table.column(c).addNumber(Double.toString(row[c]), row[c]);
      }
      table.column(4).addText(i % 3 == 0 ? "p" : "q");
      table.column(5).addMissing();
      if (i % 2 == 0) {
        table.column(6).addNumber("" + i, i);
      } else {
        table.column(6).addText("odd");
      }
      table.sample().add(new RowSample.Key(random.nextLong(), "f", i), row);
    }
    return table;
  }

  private static TableDescription describe(TableStatistics table) {
    return TableDescription.of(NAMES, table, Map.of("deep", "nested values"));
  }

  @Test
  void columnsAreToldApartAndWhatIsWrongWithThemIsSaid() {
    TableDescription description = describe(table(200));
    assertThat(description.columns())
        .extracting(ColumnDescription::type)
        .containsExactly(
            "number",
            "number",
            "number",
            "number",
            "text",
            "empty",
            "mixed",
            "unreadable (nested values)");
    assertThat(description.warnings())
        .containsExactlyInAnyOrder(
            "column 'flat' is constant",
            "column 'none' is empty",
            "column 'odd' holds 100 texts among 100 numbers",
            "column 'sum' is a linear combination of 'a', 'b'",
            "column 'deep' holds nested values and cannot be a covariate");
    assertThat(description.columns().get(5).missing()).isEqualTo(200);
    assertThat(description.columns().get(4).levels()).isEqualTo(Map.of("p", 67L, "q", 133L));
  }

  @Test
  void almostCollinearColumnsAreNot() {
    Random random = new Random(2);
    double[] a = random.doubles(100).toArray();
    double[] noisy = new double[100];
    double[] copy = new double[100];
    for (int i = 0; i < 100; i++) {
      noisy[i] = a[i] + 1e-3 * random.nextGaussian();
      copy[i] = 1e6 - 1e-3 * a[i];
    }
    assertThat(LinearRelations.of(List.of(a, noisy))).isEmpty();
    assertThat(LinearRelations.of(List.of(a, noisy, copy))).isEqualTo(Map.of(2, List.of(0)));
  }

  @Test
  void aSampleIsTheSameHoweverItIsDivided() {
    RowSample whole = new RowSample(10);
    RowSample left = new RowSample(10);
    RowSample right = new RowSample(10);
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      RowSample.Key key = new RowSample.Key(random.nextLong(), "f", i);
      whole.add(key, new double[] {i});
      (i % 3 == 0 ? left : right).add(key, new double[] {i});
    }
    right.merge(left);
    assertThat(right.rows()).usingRecursiveComparison().isEqualTo(whole.rows());
    assertThat(whole.rows()).hasSize(10);
  }
}
