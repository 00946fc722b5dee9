package org.dmoe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dmoe.data.formula.Formula;
import org.dmoe.model.Design;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Covariates of formulas, against R's model.matrix (see oracles/README.md). */
class FormulaCodingTest {

  private static final List<FeatureColumn> COLUMNS =
      List.of(
          FeatureColumn.number("x"),
          FeatureColumn.number("z"),
          FeatureColumn.category("cut", List.of("Fair", "Good", "Ideal")),
          FeatureColumn.category("color", List.of("D", "E")));

  record Matrix(String formula, int columns, double[] values) {
    @Override
    public String toString() {
      return formula;
    }
  }

  static Stream<Matrix> matrices() throws IOException {
    List<String> lines = lines("formula.txt");
    List<Matrix> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 3) {
      double[] values =
          Stream.of(lines.get(i + 2).split(" ")).mapToDouble(Double::parseDouble).toArray();
      all.add(new Matrix(lines.get(i), Integer.parseInt(lines.get(i + 1)), values));
    }
    return all.stream();
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = FormulaCodingTest.class.getResourceAsStream("/oracles/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static FeatureSpec spec(String terms, String... gate) {
    Optional<String> ofGate = gate.length == 0 ? Optional.empty() : Optional.of(gate[0]);
    List<String> names = COLUMNS.stream().map(FeatureColumn::name).toList();
    Formula formula = Formula.parse("y ~ " + terms, ofGate).withOthers(names);
    List<FeatureColumn> used =
        COLUMNS.stream().filter(c -> formula.variables().contains(c.name())).toList();
    return new FeatureSpec(used, "y", "").withFormula(formula);
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void theMatrixIsThatOfR(Matrix expected) throws IOException {
    FeatureSpec spec = spec(expected.formula());
    assertThat(spec.dimension()).isEqualTo(expected.columns());
    assertThat(spec.features()).hasSize(expected.columns()).doesNotHaveDuplicates();
    List<String> rows = lines("formula.csv");
    DesignEncoder encoder = DesignEncoder.of(spec, false);
    double[] x = new double[spec.dimension()];
    for (int i = 1; i < rows.size(); i++) {
      assertThat(encoder.encode(numbers(rows.get(i), spec), texts(rows.get(i), spec), x))
          .isEqualTo(DesignEncoder.Outcome.OK);
      for (int j = 0; j < x.length; j++) {
        double wanted = expected.values()[j * (rows.size() - 1) + i - 1];
        assertThat(x[j]).isCloseTo(wanted, within(1e-13 * Math.max(1, Math.abs(wanted))));
      }
    }
  }

  private static double[] numbers(String row, FeatureSpec spec) {
    return spec.numbers().stream().mapToDouble(n -> Double.parseDouble(field(row, n))).toArray();
  }

  private static String[] texts(String row, FeatureSpec spec) {
    return spec.categories().stream().map(name -> field(row, name)).toArray(String[]::new);
  }

  private static String field(String row, String name) {
    return row.split(",")[List.of("x", "z", "cut", "color").indexOf(name)];
  }

  @Test
  void covariatesHaveNames() {
    assertThat(spec("log(x) + cut:color + poly(z, 2) + I(x^2)").features())
        .containsExactly(
            "log(x)",
            "poly(z, 2)1",
            "poly(z, 2)2",
            "I(x^2)",
            "cut=Fair:color=D",
            "cut=Good:color=D",
            "cut=Ideal:color=D",
            "cut=Fair:color=E",
            "cut=Good:color=E",
            "cut=Ideal:color=E");
  }

  @Test
  void gateAndExpertsHaveTheirTerms() {
    FeatureSpec spec = spec("x + cut", "~ z + x");
    assertThat(spec.features()).containsExactly("x", "cut=Good", "cut=Ideal", "z");
    assertThat(spec.design())
        .isEqualTo(
            Design.of(
                new boolean[] {true, false, false, true}, new boolean[] {true, true, true, false}));
    assertThat(spec.designColumns().stream().map(FeatureColumn::name))
        .containsExactly("x", "cut", "z");
    assertThat(spec.designColumns().get(1).levels()).hasSize(3);
    assertThat(spec("x", "~ 1").design().gateHas(1)).isFalse();
    assertThat(spec("x").design().isFull()).isTrue();
  }

  /** A category in an interaction is coded by the terms of its own side. */
  @Test
  void theGateCodesItsOwnInteractions() {
    FeatureSpec spec = spec("cut + x:cut", "~ x + x:cut");
    assertThat(spec.features())
        .containsExactly("cut=Good", "cut=Ideal", "cut=Fair:x", "cut=Good:x", "cut=Ideal:x", "x");
    assertThat(spec.design().gateHas(3)).isFalse();
    assertThat(spec.design().gateHas(4)).isTrue();
  }

  @Test
  void meansAndReferencesStandInBeforeTerms() {
    FeatureSpec spec = spec("I(x^2) + cut");
    FeatureSpec known =
        spec.withColumns(List.of(spec.columns().get(0).withMean(3), spec.columns().get(1)));
    double[] x = new double[3];
    DesignEncoder encoder = DesignEncoder.of(known, true);
    assertThat(encoder.encode(new double[] {Double.NaN}, new String[] {"Poor"}, x))
        .isEqualTo(DesignEncoder.Outcome.OK);
    assertThat(x).containsExactly(9, 0, 0);
    assertThat(DesignEncoder.of(spec, false).encode(new double[] {1}, new String[] {"Poor"}, x))
        .isEqualTo(DesignEncoder.Outcome.UNSEEN);
  }

  @Test
  void aTermOutsideItsDomainIsNamed() {
    DesignEncoder encoder = DesignEncoder.of(spec("log(x) + I(1/z)"), false);
    double[] x = new double[2];
    assertThat(encoder.encode(new double[] {0, 1}, new String[0], x))
        .isEqualTo(DesignEncoder.Outcome.OUTSIDE);
    assertThat(encoder.reason()).isEqualTo("term 'log(x)' is not a number where 'x' is 0.0");
    encoder.encode(new double[] {1, 0}, new String[0], x);
    assertThat(encoder.reason()).isEqualTo("term 'I(1/z)' is not a number where 'z' is 0.0");
  }

  @Test
  void aFunctionOfACategoryIsRefused() {
    assertThatThrownBy(() -> spec("x + log(cut)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("term 'log(cut)': column 'cut' is a category, which has no numbers");
  }

  @Test
  void formulasAreReadAsTheyAreWritten() {
    for (String text : List.of("a b", "x*y", "1st", ".", "ü", "a.b_c", "x", "log")) {
      Formula formula =
          Formula.parse("`y y` ~ `" + text + "` + log(`" + text + "`)", Optional.empty());
      assertThat(formula.variables()).containsExactly(text);
      Formula again = Formula.parse(formula.text(), Optional.of(formula.gateText()));
      assertThat(again).isEqualTo(formula);
      assertThat(Arrays.asList(again.response())).containsExactly("y y");
    }
  }
}
