package org.dmoe.em.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.dmoe.data.Observations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers are rows that have their covariates in common, and nothing else. */
class LayeredPassTest {

  @ParameterizedTest
  @CsvSource({"5,0,2,2", "203,3,3,4", "401,6,4,1", "128,2,1,3"})
  void layersAreRowsWithTheSameCovariates(int n, int d, int K, int layers) {
    Random random = new Random(n + layers);
    double[][] y = new double[layers][n];
    double[][] weights = new double[layers][n];
    Observations.Builder covariates = Observations.builder(d);
    Observations.Builder stacked = Observations.builder(d);
    for (int i = 0; i < n; i++) {
      double[] x = random.doubles(d, -3, 3).toArray();
      covariates.add(x, 0);
      for (int layer = 0; layer < layers; layer++) {
        y[layer][i] = 5 * random.nextGaussian();
        weights[layer][i] = 0.1 + random.nextDouble();
        stacked.add(x, y[layer][i], weights[layer][i]);
      }
    }
    Observations all = stacked.build();
    StandardUnits units = StandardUnits.of(all);
    ParameterLayout layout = new ParameterLayout(d + 1, K);
    PenalisedLikelihood plain =
        new PenalisedLikelihood(new StandardisedRows(all, units), layout, 0.2, 0.1);
    LayeredRows inLayers =
        new Layers(new StandardisedRows(covariates.build(), units), units, y, weights);
    PenalisedLikelihood layered = new PenalisedLikelihood(inLayers, layout, 0.2, 0.1);
    double[] theta = random.doubles(layout.size(), -1, 1).toArray();

    for (PassDepth depth : PassDepth.values()) {
      double value = plain.evaluate(theta, depth);
      assertThat(layered.evaluate(theta, depth)).isCloseTo(value, near(value));
      if (depth != PassDepth.VALUE) {
        assertClose(layered.gradient(), plain.gradient());
        assertClose(layered.pass().moments().mass(), plain.pass().moments().mass());
        assertClose(layered.pass().moments().squares(), plain.pass().moments().squares());
      }
      if (depth == PassDepth.EM) {
        assertClose(layered.gateInformation(), plain.gateInformation());
        for (int k = 0; k < K; k++) {
          assertClose(layered.expertInformation(k, 2), plain.expertInformation(k, 2));
        }
      }
      if (depth == PassDepth.HESSIAN) {
        assertClose(layered.observedInformation().data, plain.observedInformation().data);
      }
    }
  }

  private static void assertClose(double[] actual, double[] expected) {
    double largest = 0;
    for (double v : expected) {
      largest = Math.max(largest, Math.abs(v));
    }
    assertThat(actual).containsExactly(expected, near(largest));
  }

  private static org.assertj.core.data.Offset<Double> near(double value) {
    return within(1e-11 * (1 + Math.abs(value)));
  }

  private static final class Layers implements LayeredRows {

    private final StandardisedRows covariates;
    private final StandardUnits units;
    private final double[][] y;
    private final double[][] w;
    private final double[] response = new double[Observations.BLOCK_ROWS];
    private final double[] weights = new double[Observations.BLOCK_ROWS];
    private int block;

    Layers(StandardisedRows covariates, StandardUnits units, double[][] y, double[][] w) {
      this.covariates = covariates;
      this.units = units;
      this.y = y;
      this.w = w;
    }

    @Override
    public long responses() {
      return (long) y.length * y[0].length;
    }

    @Override
    public Layers another() {
      return new Layers(covariates.another(), units, y, w);
    }

    @Override
    public int p() {
      return covariates.p();
    }

    @Override
    public int blockCount() {
      return covariates.blockCount();
    }

    @Override
    public int load(int b) {
      block = b;
      int n = covariates.load(b);
      loadLayer(0);
      return n;
    }

    @Override
    public double[][] columns() {
      return covariates.columns();
    }

    @Override
    public int layers() {
      return y.length;
    }

    @Override
    public void loadLayer(int layer) {
      int first = block * Observations.BLOCK_ROWS;
      int count = covariates.observations().block(block).rows();
      double[] own = new double[count];
      System.arraycopy(y[layer], first, own, 0, count);
      java.util.Arrays.fill(response, 0);
      java.util.Arrays.fill(weights, 0);
      units.standardiseResponse(own, response, count);
      for (int i = 0; i < count; i++) {
        weights[i] = w[layer][first + i] / units.weightUnit();
      }
    }

    @Override
    public double[] response() {
      return response;
    }

    @Override
    public double[] weights() {
      return weights;
    }

    @Override
    public double totalWeight() {
      double total = 0;
      for (double[] layer : w) {
        for (double weight : layer) {
          total += weight / units.weightUnit();
        }
      }
      return total;
    }
  }
}
