package org.dmoe.refine;

import java.util.Arrays;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Numbers;

/**
 * Products of scores, of rows and of machines: what a covariance that does not believe the model
 * needs beside the information. They are in the frame of the gradient they came with; symmetric
 * matrices are packed like the information.
 *
 * @param products sum_i w_i^2 s_i s_i' over the rows, s_i the gradient of log f(y_i|x_i)
 * @param machines number of machines M
 * @param machineProducts sum_m g_m g_m' over the machines, g_m the gradient of a machine's rows
 * @param weighted sum_m n_m g_m, n_m the weight of a machine's rows (length nu)
 * @param squares sum_m n_m^2
 */
public record ScoreSums(
    double[] products, long machines, double[] machineProducts, double[] weighted, double squares) {

  /**
   * @throws IllegalArgumentException if a number is not finite, or lengths do not fit
   */
  public ScoreSums {
    Numbers.requireFinite(products, "products of scores");
    Numbers.requireFinite(machineProducts, "products of machines' scores");
    Numbers.requireFinite(weighted, "weighted scores");
    Numbers.requireFinite(squares, "squared weights");
    int nu = weighted.length;
    int packed = nu * (nu + 1) / 2;
    boolean fits = products.length == packed && machineProducts.length == packed;
    if (!fits || machines <= 0) {
      throw new IllegalArgumentException(
          "scores of %d machines in %d parameters: products of %d and %d"
              .formatted(machines, nu, products.length, machineProducts.length));
    }
  }

  /** Of one machine. */
  static ScoreSums ofMachine(double[] products, double[] gradient, double weight) {
    int nu = gradient.length;
    double[] outer = new double[nu * (nu + 1) / 2];
    int c = 0;
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j <= i; j++) {
        outer[c++] = gradient[i] * gradient[j];
      }
    }
    double[] weighted = new double[nu];
    VectorMath.addScaled(weighted, gradient, weight, nu);
    return new ScoreSums(products, 1, outer, weighted, weight * weight);
  }

  /** These and those of other machines, in the same frame. */
  ScoreSums plus(ScoreSums that) {
    return new ScoreSums(
        sum(products, that.products),
        machines + that.machines,
        sum(machineProducts, that.machineProducts),
        sum(weighted, that.weighted),
        squares + that.squares);
  }

  ScoreSums in(ChangeOfFrame change) {
    return new ScoreSums(
        change.information(products),
        machines,
        change.information(machineProducts),
        change.gradient(weighted),
        squares);
  }

  /**
   * sum_m c_m c_m' of the machines' scores about their shares of all rows' score, c_m = g_m - (n_m
   * / N) g; packed.
   *
   * @param gradient g of all rows
   * @param weight N of all rows
   */
  public double[] centredMachineProducts(double[] gradient, double weight) {
    double[] centred = machineProducts.clone();
    double share = squares / (weight * weight);
    int c = 0;
    for (int i = 0; i < gradient.length; i++) {
      for (int j = 0; j <= i; j++) {
        double crossed = weighted[i] * gradient[j] + gradient[i] * weighted[j];
        centred[c++] += share * gradient[i] * gradient[j] - crossed / weight;
      }
    }
    return centred;
  }

  static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    VectorMath.add(sum, b, sum.length);
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreSums that
        && machines == that.machines
        && Double.compare(squares, that.squares) == 0
        && Arrays.equals(products, that.products)
        && Arrays.equals(machineProducts, that.machineProducts)
        && Arrays.equals(weighted, that.weighted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(products) + 31 * Arrays.hashCode(weighted);
  }

  @Override
  public String toString() {
    return "scores of %d machines".formatted(machines);
  }
}
