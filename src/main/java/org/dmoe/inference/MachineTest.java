package org.dmoe.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.ScoreSums;
import org.ejml.data.DMatrixRMaj;

/**
 * Whether machines differ: Rao's score test of each machine against the others, with the products
 * of scores of all rows in place of the information, so that it keeps its size where the model is
 * wrong. With the share w of the rows' weight and c_m = g_m - w g, S_m = c_m' (w (1 - w) J)^- c_m
 * is chi-squared. A block's is that of the one-step difference H^-1 c_m / w, whose covariance is (1
 * - w) / w H^-1 J H^-1. It takes covariates to be spread over the machines alike.
 */
public final class MachineTest {

  private final ParameterLayout layout;
  private final PassSums asGiven;
  private final DMatrixRMaj scoreUnits;
  private final DMatrixRMaj J;
  private final DMatrixRMaj inverse;
  private final DMatrixRMaj sandwich;
  private double total;
  private long degrees;
  private long machines;

  private MachineTest(PassSums asGiven, CovarianceEstimate estimate, DMatrixRMaj J) {
    this.asGiven = asGiven;
    this.layout = estimate.layout();
    this.J = free(J);
    this.inverse = estimate.information().inverse();
    this.sandwich = estimate.sandwich(J);
    this.scoreUnits = UsersUnits.change(asGiven.frame(), estimate.sums().frame(), layout);
  }

  /**
   * @param sums of all rows, with scores; machines' gradients are to be in their frame
   * @throws IllegalArgumentException if the sums have no scores
   */
  public static MachineTest of(MixtureOfExperts model, PassSums sums) {
    CovarianceEstimate estimate = CovarianceEstimate.of(model, sums);
    ScoreSums scores =
        estimate
            .sums()
            .scores()
            .orElseThrow(() -> new IllegalArgumentException("the sums have no products of scores"));
    DMatrixRMaj J = Symmetric.unpack(scores.products(), sums.layout().size());
    return new MachineTest(sums, estimate, J);
  }

  /**
   * @param id of the machine
   * @param rows of it
   * @param weight sum of their weights, less than that of all
   * @param gradient of its rows, in the frame of the sums
   */
  public MachineDifference machine(String id, long rows, double weight, double[] gradient) {
    double w = weight / asGiven.weight();
    double[] given = gradient.clone();
    for (int j = 0; j < given.length; j++) {
      given[j] -= w * asGiven.gradient()[j];
    }
    double[] c = times(scoreUnits, given);
    layout.clear(c);
    double[] ofFree = layout.isShared() ? layout.shared().sum(c) : c;
    WaldTest.QuadraticForm score = form(ofFree, J, w * (1 - w));
    total += score.value() * (1 - w);
    degrees += score.rank();
    machines++;
    double p = tail(score);
    return new MachineDifference(id, rows, score.value(), score.rank(), p, blocks(c, w));
  }

  /** Scores of what the design has not are not those of parameters. */
  private DMatrixRMaj free(DMatrixRMaj products) {
    DMatrixRMaj of = products.copy();
    for (int i = 0; i < of.numRows; i++) {
      for (int j = 0; j < of.numCols; j++) {
        boolean both = layout.isFree(i) && layout.isFree(j);
        of.set(i, j, both ? products.get(i, j) : 0);
      }
    }
    if (layout.isShared()) {
      int free = layout.shared().free();
      return DMatrixRMaj.wrap(free, free, layout.shared().sumMatrix(of.data));
    }
    return of;
  }

  private List<MachineDifference.BlockDifference> blocks(double[] c, double w) {
    double[] difference = times(inverse, c);
    List<MachineDifference.BlockDifference> blocks = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      int coefficients = layout.q() * layout.p();
      int[] expert = range(layout.mean(k), coefficients + (layout.dispersions() ? 1 : 0));
      if (layout.dispersions()) {
        expert[coefficients] = layout.logVariance(k);
      }
      blocks.add(block(k + 1, expert, difference, w));
    }
    if (layout.K() > 1) {
      blocks.add(block(0, range(0, layout.gateSize()), difference, w));
    }
    return blocks;
  }

  private MachineDifference.BlockDifference block(
      int expert, int[] parameters, double[] difference, double w) {
    int q = parameters.length;
    double[] d = new double[q];
    DMatrixRMaj V = new DMatrixRMaj(q, q);
    for (int i = 0; i < q; i++) {
      d[i] = difference[parameters[i]];
      for (int j = 0; j < q; j++) {
        V.set(i, j, sandwich.get(parameters[i], parameters[j]));
      }
    }
    WaldTest.QuadraticForm form = form(d, V, w * (1 - w));
    double p = tail(form);
    return new MachineDifference.BlockDifference(expert, form.value(), form.rank(), p);
  }

  private static double tail(WaldTest.QuadraticForm form) {
    return form.rank() == 0 ? Double.NaN : Distributions.chiSquared(form.value(), form.rank());
  }

  private static WaldTest.QuadraticForm form(double[] b, DMatrixRMaj V, double factor) {
    WaldTest.QuadraticForm form = WaldTest.QuadraticForm.of(b, V);
    return new WaldTest.QuadraticForm(form.value() / factor, form.rank());
  }

  private static int[] range(int from, int size) {
    int[] indices = new int[size];
    Arrays.setAll(indices, i -> from + i);
    return indices;
  }

  private static double[] times(DMatrixRMaj A, double[] v) {
    double[] product = new double[A.numRows];
    for (int i = 0; i < A.numRows; i++) {
      for (int j = 0; j < A.numCols; j++) {
        product[i] += A.get(i, j) * v[j];
      }
    }
    return product;
  }

  /**
   * Of all machines so far together: sum_m c_m' J^- c_m / w_m, chi-squared with (M - 1) times the
   * rank of J degrees of freedom where they are all machines.
   */
  public Together together() {
    long df = machines == 0 ? 0 : degrees / machines * (machines - 1);
    double p = df == 0 ? Double.NaN : Distributions.chiSquared(total, df);
    return new Together(machines, total, df, p);
  }

  /** Of all machines. */
  public record Together(long machines, double statistic, long degreesOfFreedom, double pValue) {}
}
