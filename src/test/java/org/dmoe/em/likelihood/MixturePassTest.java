package org.dmoe.em.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.dmoe.data.Observations;
import org.dmoe.em.PlainCore;
import org.dmoe.em.optimise.MStep;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.Design;
import org.dmoe.model.Noise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The block core against the definition, row by row, for many n, p and K. */
class MixturePassTest {

  private static final double STEP = 0.004;

  /** Weights of f(-3h) to f(3h) in h f'(0). */
  private static final double[] SIXTH_ORDER = {-1.0 / 60, 0.15, -0.75, 0, 0.75, -0.15, 1.0 / 60};

  @ParameterizedTest
  @CsvSource({
    "1,1,1", "3,0,2", "4,1,3", "197,2,2", "200,3,4", "203,5,3", "401,7,5", "37,20,2", "9,46,2"
  })
  void sumsEqualThePlainOnes(int n, int d, int K) {
    Random random = new Random(n + 1000 * d + K);
    StandardisedRows rows = rows(n, d, random);
    ParameterLayout layout = new ParameterLayout(d + 1, K);
    double[] theta = parameters(layout, random);
    PlainCore plain = new PlainCore(rows, layout, theta);
    MixturePass pass = new MixturePass(rows, layout);
    assertThat(pass.run(theta, PassDepth.VALUE))
        .isCloseTo(plain.logLikelihood, relative(plain.logLikelihood));
    assertThat(pass.run(theta, PassDepth.EM))
        .isCloseTo(plain.logLikelihood, relative(plain.logLikelihood));
    assertClose(pass.gradient(), plain.gradient);
    int pair = 0;
    for (int k = 0; k < K; k++) {
      assertThat(pass.mass(k)).isCloseTo(plain.mass[k], relative(n));
      assertThat(pass.squares(k)).isCloseTo(plain.squares[k], relative(plain.squares[k]));
      assertClose(unpacked(pass.expertGram(k), d + 1), plain.expertGrams[k]);
      for (int l = k + 1; l < K; l++) {
        assertClose(unpacked(pass.gateGram(pair), d + 1), plain.gateGrams[pair++]);
      }
    }
    assertThat(pass.run(theta, PassDepth.HESSIAN))
        .isCloseTo(plain.logLikelihood, relative(plain.logLikelihood));
    assertClose(pass.gradient(), plain.gradient);
  }

  /** Differences of the sixth order, relative to the derivative itself. */
  @ParameterizedTest
  @CsvSource({"5,1,1", "40,0,3", "30,2,2", "203,3,4", "61,4,3", "90,1,6", "150,9,2"})
  void derivativesEqualFiniteDifferences(int n, int d, int K) {
    requireDerivatives(n, d, new ParameterLayout(d + 1, K));
  }

  /** Of noise that is a fifth of the rows, about their middle and no broader than they are. */
  @ParameterizedTest
  @CsvSource({"5,1,1", "40,0,3", "203,3,4", "150,5,2"})
  void derivativesWithNoiseEqualFiniteDifferences(int n, int d, int K) {
    Design design = Design.FULL.withNoise(Optional.of(new Noise(0.2, 0.1, 0.9)));
    requireDerivatives(n, d, new ParameterLayout(d + 1, K, design));
  }

  @ParameterizedTest
  @CsvSource({"203,3,4", "61,2,1"})
  void valuesWithNoiseAreThoseOfTheDefinition(int n, int d, int K) {
    Noise noise = new Noise(0.3, -0.4, 1.7);
    StandardisedRows rows = rows(n, d, new Random(n));
    ParameterLayout layout = new ParameterLayout(d + 1, K);
    double[] theta = parameters(layout, new Random(K));
    double expected = 0;
    double share = 0;
    EStep eStep = new EStep(layout);
    for (int b = 0; b < rows.blockCount(); b++) {
      int count = rows.load(b);
      eStep.compute(rows, count, theta, true);
      for (int i = 0; i < count; i++) {
        double y = rows.response()[i];
        double z = (y + 0.4) / 1.7;
        double broad = 0.3 / (Math.PI * 1.7 * (1 + z * z));
        double density = 0.7 * Math.exp(eStep.logDensity()[i]) + broad;
        expected += rows.weights()[i] * Math.log(density);
        share += rows.weights()[i] * broad / density / rows.totalWeight();
      }
    }
    ParameterLayout noisy =
        new ParameterLayout(d + 1, K, Design.FULL.withNoise(Optional.of(noise)));
    MixturePass pass = new MixturePass(rows, noisy);
    assertThat(pass.run(theta, PassDepth.GRADIENT)).isCloseTo(expected, relative(expected));
    assertThat(pass.nextNoise().orElseThrow().share()).isCloseTo(share, within(1e-12));
  }

  private static void requireDerivatives(int n, int d, ParameterLayout layout) {
    Random random = new Random(n + d + layout.K());
    StandardisedRows rows = rows(n, d, random);
    PenalisedLikelihood objective = new PenalisedLikelihood(rows, layout, 0.7, 0.3);
    double[] theta = parameters(layout, random);
    int size = theta.length;
    objective.evaluate(theta, PassDepth.HESSIAN);
    double[] gradient = objective.gradient();
    double[] information = objective.observedInformation().data;
    for (int j = 0; j < size; j++) {
      double slope = 0;
      double[] curvature = new double[size];
      for (int step = -3; step <= 3; step++) {
        double[] moved = theta.clone();
        moved[j] += step * STEP;
        double factor = SIXTH_ORDER[step + 3] / STEP;
        slope += factor * objective.evaluate(moved, PassDepth.GRADIENT);
        for (int i = 0; i < size; i++) {
          curvature[i] -= factor * objective.gradient()[i];
        }
      }
      assertThat(slope).as("slope %d", j).isCloseTo(gradient[j], nearly(gradient[j], n));
      for (int i = 0; i < size; i++) {
        double expected = information[i * size + j];
        assertThat(curvature[i]).as("%d, %d", i, j).isCloseTo(expected, nearly(expected, n));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"31,2,3", "230,4,2"})
  void integerWeightsAreRepeatedRowsAndWeightZeroIsAbsent(int n, int d, int K) {
    Random random = new Random(n);
    Observations.Builder weighted = Observations.builder(d);
    Observations.Builder repeated = Observations.builder(d);
    for (int i = 0; i < n; i++) {
      double[] x = random.doubles(d, -2, 2).toArray();
      double y = random.nextGaussian();
      int weight = random.nextInt(4);
      weighted.add(x, y, weight);
      for (int c = 0; c < weight; c++) {
        repeated.add(x, y);
      }
    }
    Observations rows = weighted.build();
    PenalisedLikelihood one = objective(rows, K);
    PenalisedLikelihood two = objective(repeated.build(), K);
    double[] theta = parameters(one.layout(), random);
    double value = two.evaluate(theta, PassDepth.HESSIAN);
    double unit = StandardUnits.of(rows).weightUnit();
    assertThat(unit * one.evaluate(theta, PassDepth.HESSIAN)).isCloseTo(value, relative(value));
    assertClose(times(unit, one.gradient()), two.gradient());
    assertClose(times(unit, one.observedInformation().data), two.observedInformation().data);
    one.evaluate(theta, PassDepth.EM);
    two.evaluate(theta, PassDepth.EM);
    assertClose(MStep.next(one, theta), MStep.next(two, theta));
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private static PenalisedLikelihood objective(Observations rows, int K) {
    StandardUnits units = StandardUnits.of(rows);
    return new PenalisedLikelihood(
        new StandardisedRows(rows, units),
        new ParameterLayout(rows.dimension() + 1, K),
        1e-3 / units.evidence(),
        1e-6 / units.evidence());
  }

  private static StandardisedRows rows(int n, int d, Random random) {
    Observations.Builder builder = Observations.builder(d);
    for (int i = 0; i < n; i++) {
      double[] x = new double[d];
      for (int j = 0; j < d; j++) {
        x[j] = j + (1 + j) * random.nextGaussian();
      }
      builder.add(x, 3 + 10 * random.nextGaussian(), 0.5 + random.nextDouble());
    }
    Observations rows = builder.build();
    return new StandardisedRows(rows, StandardUnits.of(rows));
  }

  private static double[] parameters(ParameterLayout layout, Random random) {
    double[] theta = new double[layout.size()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = 0.6 * random.nextGaussian();
    }
    return theta;
  }

  private static double[] unpacked(double[] gram, int p) {
    double[] M = new double[p * p];
    PackedSymmetric.unpack(gram, p, 1, M, p, 0, 0);
    return M;
  }

  private static void assertClose(double[] actual, double[] expected) {
    double largest = 0;
    for (double v : expected) {
      largest = Math.max(largest, Math.abs(v));
    }
    assertThat(actual).containsExactly(expected, relative(largest));
  }

  /** To seven digits, or to what rounding leaves of a sum of n rows whose derivative vanishes. */
  private static Offset<Double> nearly(double expected, int n) {
    return within(1e-7 * Math.abs(expected) + 1e-10 * n);
  }

  private static Offset<Double> relative(double magnitude) {
    return within(1e-12 * (1 + Math.abs(magnitude)));
  }
}
