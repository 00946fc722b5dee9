package org.dmoe.em.likelihood;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dmoe.data.Observations;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Passes over 5000 rows of 20 covariates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PassBenchmark {

  private static final int ROWS = 5000;
  private static final int DIMENSION = 20;

  @Param({"4"})
  int experts;

  @Param({"VALUE", "GRADIENT", "EM", "HESSIAN"})
  String order;

  private MixturePass pass;
  private double[] theta;

  /** Draws rows and parameters. */
  @Setup
  public void draw() {
    Random random = new Random(2);
    Observations.Builder rows = Observations.builder(DIMENSION);
    for (int i = 0; i < ROWS; i++) {
      double[] x = new double[DIMENSION];
      for (int j = 0; j < DIMENSION; j++) {
        x[j] = random.nextGaussian();
      }
      rows.add(x, random.nextGaussian());
    }
    Observations observations = rows.build();
    ParameterLayout layout = new ParameterLayout(DIMENSION + 1, experts);
    pass =
        new MixturePass(new StandardisedRows(observations, StandardUnits.of(observations)), layout);
    theta = new double[layout.size()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = 0.3 * random.nextGaussian();
    }
  }

  /** One pass. */
  @Benchmark
  public double pass() {
    return pass.run(theta, PassDepth.valueOf(order));
  }
}
