package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.dmoe.data.DesignEncoder;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.RawRows;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.formula.Formula;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Gaussian;
import org.dmoe.model.family.Poisson;
import org.dmoe.refine.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Effects of a table's columns through the terms of a formula, by differences. */
class RawEffectsTest {

  private static final String TERMS = "x + I(x^2) + log(z) + cut + x:cut + poly(z, 2):cut";
  private static final List<String> LEVELS = List.of("Fair", "Good", "Ideal");
  private static final int ROWS = 12;

  static Stream<Family> families() {
    return Stream.of(Gaussian.INSTANCE, Poisson.INSTANCE, Categorical.of(List.of("a", "b", "c")));
  }

  private static FeatureSpec spec(String terms, String gate) {
    List<FeatureColumn> columns =
        List.of(
            FeatureColumn.number("x"),
            FeatureColumn.number("z"),
            FeatureColumn.category("cut", LEVELS));
    return new FeatureSpec(columns, "y", "")
        .withFormula(Formula.parse("y ~ " + terms, Optional.of(gate)));
  }

  private static List<double[]> rows() {
    Random random = new Random(5);
    List<double[]> rows = new ArrayList<>();
    for (int s = 0; s < ROWS; s++) {
      rows.add(new double[] {random.nextGaussian(), 0.5 + random.nextDouble(), s % 3});
    }
    return rows;
  }

  /** By the encoder of rows of a table. */
  private static double[] covariates(FeatureSpec spec, double[] row) {
    double[] x = new double[spec.dimension()];
    String[] level = {LEVELS.get((int) row[2])};
    DesignEncoder.of(spec, false).encode(new double[] {row[0], row[1]}, level, x);
    return x;
  }

  private static SupportingSample support(FeatureSpec spec) {
    double[][] X = rows().stream().map(row -> covariates(spec, row)).toArray(double[][]::new);
    return SupportingSample.of(spec.features(), X).withRaw(RawRows.of(spec, rows()));
  }

  private static MixtureOfExperts model(FeatureSpec spec, Family family) {
    Random random = new Random(8);
    ParameterLayout layout =
        new ParameterLayout(
            spec.dimension() + 1, 2, family.predictors(), family.hasDispersion(), spec.design());
    double[] theta = new double[layout.size()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = layout.isFree(j) ? 0.3 * random.nextGaussian() : 0;
    }
    return Parameters.toMixture(theta, layout, family);
  }

  private static ParameterCovariance covariance(ParameterLayout layout) {
    Random random = new Random(4);
    int nu = layout.size();
    double[][] A = new double[nu][nu];
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j < nu; j++) {
        A[i][j] = layout.isFree(i) ? 0.2 * random.nextDouble() - 0.1 : 0;
      }
    }
    double[] lower = new double[nu * (nu + 1) / 2];
    int c = 0;
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j <= i; j++, c++) {
        for (int l = 0; l < nu; l++) {
          lower[c] += A[i][l] * A[j][l];
        }
      }
    }
    return new ParameterCovariance(CovarianceKind.MODEL, lower, new int[0], new int[0], 1, false);
  }

  private static double outcome(MixtureOfExperts model, int c, double[] x) {
    Scorer scorer = Scorer.of(model);
    scorer.at(x);
    return model.family().classes().isEmpty() ? scorer.mean() : scorer.classProbability(c);
  }

  /** Of a column, or of its level against the first. */
  private static double effect(
      FeatureSpec spec, MixtureOfExperts model, int c, int column, int level) {
    double h = 1e-5;
    double sum = 0;
    for (double[] row : rows()) {
      double[] up = row.clone();
      double[] down = row.clone();
      up[column] = level > 0 ? level : row[column] + h;
      down[column] = level > 0 ? 0 : row[column] - h;
      double difference =
          outcome(model, c, covariates(spec, up)) - outcome(model, c, covariates(spec, down));
      sum += level > 0 ? difference : difference / (2 * h);
    }
    return sum / ROWS;
  }

  @ParameterizedTest
  @MethodSource("families")
  void areThoseOfTheColumnsThroughAllTheirTerms(Family family) {
    FeatureSpec spec = spec(TERMS, "~ x + log(z):cut");
    MixtureOfExperts model = model(spec, family);
    ParameterCovariance covariance = covariance(Parameters.layout(model));
    Inference inference = Inference.of(model, spec.designColumns(), covariance, 0.95);
    List<Effect> effects = MarginalEffects.of(inference, support(spec));

    int classes = Math.max(1, family.classes().size());
    int[][] columns = {{0, 0}, {1, 0}, {2, 1}, {2, 2}};
    assertThat(effects).hasSize(columns.length * classes);
    assertThat(effects.stream().map(effect -> effect.term().name()).distinct())
        .containsExactly("x", "z", "cut=Good (against Fair)", "cut=Ideal (against Fair)");
    for (int i = 0; i < effects.size(); i++) {
      int[] column = columns[i / classes];
      int c = i % classes;
      ToDoubleFunction<MixtureOfExperts> value = of -> effect(spec, of, c, column[0], column[1]);
      Estimate overall = effects.get(i).overall();
      assertThat(overall.value()).isCloseTo(value.applyAsDouble(model), within(1e-7));
      double error = Differences.error(model, covariance, value);
      assertThat(overall.standardError()).isCloseTo(error, within(1e-5 * (1 + error)));
    }
  }

  /** A column that is a term of its own and no other's has its coefficient. */
  @Test
  void ofAPlainTermTheEffectWithinAnExpertIsItsCoefficient() {
    FeatureSpec spec = spec("x + I(z^2)", "~ x + cut");
    MixtureOfExperts model = model(spec, Gaussian.INSTANCE);
    ParameterLayout layout = Parameters.layout(model);
    ParameterCovariance covariance = covariance(layout);
    Inference inference = Inference.of(model, spec.designColumns(), covariance, 0.95);
    List<Effect> effects = MarginalEffects.of(inference, support(spec));
    for (int k = 0; k < 2; k++) {
      Estimate within = effects.get(0).within().get(k);
      int at = layout.mean(k) + 1;
      assertThat(within.value()).isCloseTo(model.expert(k).coefficient(0), within(1e-12));
      assertThat(within.standardError()).isCloseTo(Math.sqrt(covariance.get(at, at)), within(1e-9));
    }
    assertThat(effects.get(2).within()).allMatch(e -> e.note().equals("not in the experts"));
  }

  @Test
  void withoutASlopeThereIsNoEffect() {
    FeatureSpec spec = spec("sqrt(x)", "~ 1");
    List<double[]> rows = List.of(new double[] {0, 1, 0}, new double[] {4, 1, 0});
    SupportingSample support =
        SupportingSample.of(spec.features(), new double[][] {{0}, {2}})
            .withRaw(RawRows.of(spec, rows));
    MixtureOfExperts model = model(spec, Gaussian.INSTANCE);
    ParameterCovariance covariance = covariance(Parameters.layout(model));
    Inference inference = Inference.of(model, spec.designColumns(), covariance, 0.95);
    Estimate effect = MarginalEffects.of(inference, support).get(0).overall();
    assertThat(effect.hasError()).isFalse();
    assertThat(effect.note()).isEqualTo("a term has no slope at some rows");
  }

  @Test
  void rowsOfOtherCovariatesAreRefused() {
    FeatureSpec spec = spec(TERMS, "~ 1");
    SupportingSample support = support(spec);
    List<double[]> others = rows();
    others.get(3)[0] += 1;
    assertThatThrownBy(() -> support.withRaw(RawRows.of(spec, others)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 4 is another one than that of the supporting sample");
    assertThatThrownBy(() -> support.withRaw(RawRows.of(spec, others.subList(0, 2))))
        .hasMessage("2 rows for a supporting sample of 12");
  }
}
