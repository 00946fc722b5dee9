package org.dmoe.transport.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikelihoodReductionTest {

  private static final int LEVELS = 400;
  private static final int SEEDS = 60;

  private final RandomProblems random = new RandomProblems(31, 2);
  private final SupportingSample support = random.support(1500);

  /** Sixteen machines all speak at each row; of more, some. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 60})
  void theValueIsTheMeanLogDensityUnderTheAmbientMixture(int machines) {
    List<LocalModel> models = random.models(machines, 1, 4);
    MixtureOfExperts g = random.mixture(3);
    SupportingSample few = random.support(40);
    AmbientMixture ambient = new AmbientMixture(models, StandardisedSupport.of(few));
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      double value =
          new LikelihoodReduction(ambient, seed, Threads.ofMachine(), Progress.SILENT).value(g);
      sum += value;
      squares += value * value;
    }

    double mean = sum / SEEDS;
    double error = Math.sqrt((squares / SEEDS - mean * mean) / (SEEDS - 1));
    double exact = byIntegration(models, few, g);
    assertThat(mean).isCloseTo(exact, within(4 * error));
    assertThat(error).isLessThan(0.01 * Math.abs(exact));
  }

  @Test
  void aModelIsFoundAgainFromBesideIt() {
    MixtureOfExperts truth = random.mixture(2);
    LikelihoodReduction reduction =
        reduction(List.of(new LocalModel("a", truth, 100)), random.support(4000));

    LikelihoodReduction.Result result =
        reduction.climb(random.around(truth, 1, 0.2).get(0).mixture());

    assertThat(result.converged()).isTrue();
    MixtureOfExperts found = result.model().canonical();
    for (int k = 0; k < 2; k++) {
      GaussianExpert expected = truth.canonical().expert(k);
      assertThat(found.expert(k).beta()).containsExactly(expected.beta(), within(0.06));
      assertThat(found.expert(k).variance())
          .isCloseTo(expected.variance(), within(0.05 * expected.variance()));
    }
    assertThat(found.gate().alpha(0))
        .containsExactly(truth.canonical().gate().alpha(0), within(0.15));
  }

  @Test
  void theTraceNeverFallsAndEndsAtTheValue() {
    LikelihoodReduction reduction = reduction(random.models(5, 2, 4), support);

    LikelihoodReduction.Result result = reduction.climb(random.mixture(3));

    List<Double> trace = result.trace();
    assertThat(trace).hasSizeGreaterThan(3).isSorted();
    assertThat(reduction.value(result.model()))
        .isCloseTo(trace.get(trace.size() - 1), within(1e-5));
  }

  @Test
  void theGateClimbsToGivenExperts() {
    List<LocalModel> models = random.models(5, 2, 4);
    MixtureOfExperts start = random.mixture(3);
    LikelihoodReduction reduction = reduction(models, support);

    LikelihoodReduction.Result result = reduction.climbGate(start);

    assertThat(result.model().experts()).isEqualTo(start.experts());
    assertThat(result.trace()).isSorted();
    double best = reduction.value(result.model());
    assertThat(best).isGreaterThan(reduction.value(start) + 0.01);
    for (int j = 0; j < 3; j++) {
      for (double step : new double[] {-0.03, 0.03}) {
        double[][] alpha = result.model().gate().alpha();
        alpha[0][j] += step;
        MixtureOfExperts other =
            MixtureOfExperts.of(SoftmaxGate.of(alpha), result.model().experts());
        assertThat(reduction.value(other)).isLessThan(best);
      }
    }
  }

  /** The mean of steep gates at different places is a flat one; the model of all is steep. */
  @Test
  void sharpGatesAtDifferentPlacesDoNotMakeABluntOne() {
    List<LocalModel> models = new ArrayList<>();
    for (int m = 0; m < 4; m++) {
      double place = 0.02 * (m - 1.5);
      SoftmaxGate gate = SoftmaxGate.of(new double[][] {{-200 * place, 200, 0}, {0, 0, 0}});
      models.add(
          new LocalModel(
              "m" + m,
              MixtureOfExperts.of(
                  gate,
                  List.of(
                      GaussianExpert.of(new double[] {3, 1, 0}, 1),
                      GaussianExpert.of(new double[] {-3, 0, 1}, 1))),
              100));
    }
    MixtureOfExperts blunt =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{0, 20, 0}, {0, 0, 0}}),
            models.get(0).mixture().experts());

    LikelihoodReduction.Result result = reduction(models, support).climb(blunt);
    SupportingSample few = random.support(100);

    assertThat(result.model().gate().alpha(0)[1]).isGreaterThan(60);
    assertThat(byIntegration(models, few, result.model()))
        .isGreaterThan(byIntegration(models, few, blunt));
  }

  @Test
  void aColumnThatIsConstantOnTheSupportKeepsItsCoefficients() {
    double[][] X = new double[500][2];
    for (int s = 0; s < X.length; s++) {
      X[s] = new double[] {support.get(s, 0), 7};
    }
    MixtureOfExperts start = random.mixture(2);
    LikelihoodReduction reduction =
        reduction(random.models(3, 2, 2), SupportingSample.of(List.of(), X));

    MixtureOfExperts found = reduction.climb(start).model();

    for (int k = 0; k < 2; k++) {
      assertThat(found.expert(k).coefficient(1))
          .isCloseTo(start.expert(k).coefficient(1), within(1e-12));
    }
    assertThat(found.gate().alpha(0)[2]).isCloseTo(start.gate().alpha(0)[2], within(1e-12));
    assertThat(found).isNotEqualTo(start);
  }

  private static LikelihoodReduction reduction(List<LocalModel> models, SupportingSample sample) {
    AmbientMixture ambient = new AmbientMixture(models, StandardisedSupport.of(sample));
    return new LikelihoodReduction(ambient, 5, Threads.ofMachine(), Progress.SILENT);
  }

  /** Middle points of many equally probable intervals in place of drawn ones. */
  private static double byIntegration(
      List<LocalModel> models, SupportingSample rows, MixtureOfExperts g) {
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    double sum = 0;
    for (int s = 0; s < rows.size(); s++) {
      double[] x = rows.row(s);
      for (LocalModel model : models) {
        double[] pi = model.mixture().gate().probabilities(x);
        for (int k = 0; k < pi.length; k++) {
          sum += model.sampleSize() / total * pi[k] * mean(model.mixture().expert(k), g, x);
        }
      }
    }
    return sum / rows.size();
  }

  private static double mean(GaussianExpert expert, MixtureOfExperts g, double[] x) {
    double sum = 0;
    for (int q = 0; q < LEVELS; q++) {
      double z = -Math.sqrt(2) * InverseErfc.value(2 * (q + 0.5) / LEVELS);
      sum += g.logDensity(x, expert.mean(x) + Math.sqrt(expert.variance()) * z);
    }
    return sum / LEVELS;
  }
}
