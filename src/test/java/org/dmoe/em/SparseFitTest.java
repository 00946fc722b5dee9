package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparseFitTest {

  private static final int D = 20;

  /** The gate has covariates 1 and 2, the experts 2, 3 and 4. */
  private static final MixtureOfExperts TRUTH =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {sparse(0.2, 1.5, -1, 0, 0), new double[D + 1]}),
          List.of(
              GaussianExpert.of(sparse(-2, 0, 1, 1, 0), 1),
              GaussianExpert.of(sparse(2, 0, -1, 0, 0.7), 1)));

  private static double[] sparse(double... first) {
    return Arrays.copyOf(first, D + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theTermsOfTheTruthAreFound(int seed) {
    MixtureOfExperts model = fit(rows(1500, seed), LassoParts.BOTH, Design.FULL, Optional.empty());
    List<Integer> gate = IntStream.rangeClosed(1, D).filter(j -> gate(model, j)).boxed().toList();
    assertThat(gate).contains(1, 2).hasSizeLessThanOrEqualTo(4);
    List<Integer> experts =
        IntStream.rangeClosed(1, D).filter(j -> experts(model, j)).boxed().toList();
    assertThat(experts).contains(2, 3, 4).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void thePathFromAGivenMixtureEndsAtTheSameTerms() {
    Observations rows = rows(1500, 2);
    MixtureOfExperts own = fit(rows, LassoParts.BOTH, Design.FULL, Optional.empty());
    MixtureOfExperts from = fit(rows, LassoParts.BOTH, Design.FULL, Optional.of(TRUTH));
    for (int j = 1; j <= D; j++) {
      assertThat(gate(from, j)).isEqualTo(gate(own, j));
      assertThat(experts(from, j)).isEqualTo(experts(own, j));
    }
    assertThat(TestData.logLikelihood(from, rows))
        .isCloseTo(TestData.logLikelihood(own, rows), within(0.5));
  }

  @ParameterizedTest
  @EnumSource(
      value = LassoParts.class,
      names = {"EXPERTS", "GATE"})
  void theOtherPartKeepsAllItsTerms(LassoParts parts) {
    MixtureOfExperts model = fit(rows(1500, 2), parts, Design.FULL, Optional.empty());
    for (int j = 1; j <= D; j++) {
      assertThat(parts.ofExperts() || experts(model, j)).isTrue();
      assertThat(parts.ofGate() || gate(model, j)).isTrue();
    }
    boolean someZero = false;
    for (int j = 1; j <= D; j++) {
      someZero |= parts.ofExperts() ? !experts(model, j) : !gate(model, j);
    }
    assertThat(someZero).isTrue();
  }

  @Test
  void whatTheDesignHasNotIsZeroAndWhatItSharesStays() {
    boolean[] gate = new boolean[D];
    boolean[] experts = new boolean[D];
    boolean[] equal = new boolean[D];
    for (int j = 0; j < D; j++) {
      gate[j] = j < 5;
      experts[j] = j != 1;
    }
    equal[10] = true;
    Design design = Design.of(gate, experts).withEqual(equal, true);
    MixtureOfExperts model = fit(rows(1500, 2), LassoParts.BOTH, design, Optional.empty());
    assertThat(gate(model, 6)).isFalse();
    assertThat(experts(model, 2)).isFalse();
    assertThat(experts(model, 11)).isTrue();
  }

  @Test
  void unitsDoNotMatter() {
    Observations.Builder scaled = Observations.builder(D);
    Observations rows = rows(1000, 3);
    double[] x = new double[D];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      for (int j = 0; j < D; j++) {
        x[j] = (j % 2 == 0 ? 1000 : 0.001) * x[j] + j;
      }
      scaled.add(x.clone(), 50 * rows.response(i) - 3, 0.25);
    }
    MixtureOfExperts one = fit(rows, LassoParts.BOTH, Design.FULL, Optional.empty());
    MixtureOfExperts other = fit(scaled.build(), LassoParts.BOTH, Design.FULL, Optional.empty());
    for (int j = 1; j <= D; j++) {
      assertThat(experts(other, j)).as("x%d", j).isEqualTo(experts(one, j));
    }
  }

  @Test
  void aWeightOfTwoIsARowTwice() {
    Observations rows = rows(500, 11);
    Observations.Builder twice = Observations.builder(D);
    Observations.Builder weighted = Observations.builder(D);
    double[] x = new double[D];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      twice.add(x.clone(), rows.response(i)).add(x.clone(), rows.response(i));
      weighted.add(x.clone(), rows.response(i), 2);
    }
    Optional<MixtureOfExperts> start = Optional.of(TRUTH);
    MixtureOfExperts one = fit(twice.build(), LassoParts.BOTH, Design.FULL, start);
    MixtureOfExperts other = fit(weighted.build(), LassoParts.BOTH, Design.FULL, start);
    for (int k = 0; k < 2; k++) {
      assertThat(other.expert(k).beta()).containsExactly(one.expert(k).beta(), within(1e-6));
    }
  }

  @Test
  void rowsWithoutInformationSayWhy() {
    FitResult few = result(rows(3, 1), LassoParts.BOTH, Design.FULL, Optional.of(TRUTH));
    assertThat(few.status()).isEqualTo(FitStatus.TOO_FEW_ROWS);
    Observations.Builder constant = Observations.builder(D);
    Observations rows = rows(50, 1);
    double[] x = new double[D];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      constant.add(x.clone(), 3);
    }
    FitResult result = result(constant.build(), LassoParts.BOTH, Design.FULL, Optional.of(TRUTH));
    assertThat(result.status()).isEqualTo(FitStatus.NUMERICAL_FAILURE);
    assertThat(result.diagnostics().reason()).contains("constant");
  }

  private static boolean gate(MixtureOfExperts model, int j) {
    boolean has = false;
    for (int k = 0; k < model.size(); k++) {
      has |= model.gate().alpha(k)[j] != 0;
    }
    return has;
  }

  private static boolean experts(MixtureOfExperts model, int j) {
    return model.experts().stream().anyMatch(expert -> expert.beta()[j] != 0);
  }

  private static Observations rows(int n, int seed) {
    return TestData.sample(TRUTH, n, new Random(seed));
  }

  private static MixtureOfExperts fit(
      Observations rows, LassoParts parts, Design design, Optional<MixtureOfExperts> start) {
    return result(rows, parts, design, start).model().orElseThrow();
  }

  private static FitResult result(
      Observations rows, LassoParts parts, Design design, Optional<MixtureOfExperts> start) {
    FitOptions options = FitOptions.builder(2).design(design).build();
    FeatureSpec columns = new FeatureSpec(List.of(), "");
    return SparseFit.fit(start, rows, options, parts, columns, 1, Progress.SILENT);
  }
}
