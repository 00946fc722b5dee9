package org.dmoe.linalg;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
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

/**
 * Weighted Gram matrices of one block: the pair kernel, EJML's product, and a plain loop. One
 * operation is weights times p (p + 1) / 2 multiplications and additions for each of 200 rows;
 * {@link KernelTable} turns operations a second into GFLOP/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GramKernelBenchmark {

  static final int ROWS = 200;

  @Param({"11", "21", "41"})
  int p;

  @Param({"6"})
  int weights;

  private double[][] columns;
  private double[][] W;
  private double[][] G;
  private GramKernel kernel;
  private DMatrixRMaj X;
  private DMatrixRMaj weighted;
  private DMatrixRMaj product;
  private double[][] rows;

  /** Draws a block. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    columns = new double[p][ROWS];
    rows = new double[ROWS][p];
    X = new DMatrixRMaj(ROWS, p);
    weighted = new DMatrixRMaj(ROWS, p);
    product = new DMatrixRMaj(p, p);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < p; j++) {
        columns[j][i] = random.nextGaussian();
        rows[i][j] = columns[j][i];
        X.set(i, j, rows[i][j]);
      }
    }
    W = new double[weights][];
    for (int k = 0; k < weights; k++) {
      W[k] = random.doubles(ROWS).toArray();
    }
    kernel = new GramKernel(p);
    G = new double[weights][Math.max(p * p, PackedSymmetric.length(p))];
  }

  /** What the fit uses. */
  @Benchmark
  public double[][] pairKernel() {
    kernel.addGrams(columns, ROWS, W, weights, G);
    return G;
  }

  /** X' (W X) for each weight. */
  @Benchmark
  public DMatrixRMaj ejmlProduct() {
    for (int k = 0; k < weights; k++) {
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < p; j++) {
          weighted.data[i * p + j] = W[k][i] * X.data[i * p + j];
        }
      }
      CommonOps_DDRM.multAddTransA(X, weighted, product);
    }
    return product;
  }

  /** The definition, upper triangle only. */
  @Benchmark
  public double[][] plainLoop() {
    for (int k = 0; k < weights; k++) {
      double[] gram = G[k];
      for (int i = 0; i < ROWS; i++) {
        double[] x = rows[i];
        for (int a = 0; a < p; a++) {
          for (int b = a; b < p; b++) {
            gram[a * p + b] += W[k][i] * x[a] * x[b];
          }
        }
      }
    }
    return G;
  }
}
