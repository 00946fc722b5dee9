package org.dmoe.inference;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * A joint test that linear combinations of parameters are all zero (Wald 1943): b' V^- b is
 * chi-squared with as many degrees of freedom as V has rank. Between machines it is Hotelling's
 * T^2, and its share of F is taken.
 *
 * @param column that it is of
 * @param hypothesis what would be zero, or equal
 * @param statistic b' V^- b; NaN where there is no test
 * @param degreesOfFreedom of it
 * @param pValue NaN where there is no test
 * @param note what was excluded, or why there is no test; empty else
 */
public record WaldTest(
    String column,
    Hypothesis hypothesis,
    double statistic,
    int degreesOfFreedom,
    double pValue,
    String note) {

  private static final double LEAST_EIGENVALUE = 1e-9;

  /** What is tested of a column. */
  public enum Hypothesis {
    /** Its coefficients in all experts. */
    EXPERTS("no effect in any expert"),
    /** Its coefficients in the gate. */
    GATE("no effect on the gate"),
    /** Both together. */
    BOTH("no effect at all"),
    /** That its coefficients in all experts are equal. */
    EQUAL("equal in all experts");

    private final String words;

    Hypothesis(String words) {
      this.words = words;
    }

    /** For the user. */
    public String words() {
      return words;
    }
  }

  /** That coefficients are equal where the fit has them so. */
  static WaldTest byConstraint(String column) {
    return new WaldTest(
        column, Hypothesis.EQUAL, Double.NaN, 0, Double.NaN, "by constraint, not tested");
  }

  static WaldTest of(
      String column, Hypothesis hypothesis, Inference inference, List<Contrast> all) {
    ParameterCovariance covariance = inference.covariance();
    List<Contrast> contrasts = all.stream().filter(c -> c.isIdentified(covariance)).toList();
    int left = all.size() - contrasts.size();
    String note = left == 0 ? "" : "%d of %d not identified".formatted(left, all.size());
    int q = contrasts.size();
    if (q == 0) {
      return new WaldTest(column, hypothesis, Double.NaN, 0, Double.NaN, note);
    }
    double[] b = new double[q];
    DMatrixRMaj V = new DMatrixRMaj(q, q);
    for (int i = 0; i < q; i++) {
      b[i] = contrasts.get(i).of(inference.theta());
      for (int j = 0; j < q; j++) {
        V.set(i, j, contrasts.get(i).covariance(covariance, contrasts.get(j)));
      }
    }
    return judge(column, hypothesis, covariance, QuadraticForm.of(b, V), note);
  }

  private static WaldTest judge(
      String column,
      Hypothesis hypothesis,
      ParameterCovariance covariance,
      QuadraticForm form,
      String note) {
    int q = form.rank();
    if (covariance.kind() != CovarianceKind.MACHINE) {
      double p = q == 0 ? Double.NaN : Distributions.chiSquared(form.value(), q);
      return new WaldTest(column, hypothesis, form.value(), q, p, note);
    }
    long machines = covariance.machines();
    if (q == 0 || q >= machines) {
      String few = "%d machines are too few".formatted(machines);
      return new WaldTest(column, hypothesis, Double.NaN, q, Double.NaN, few);
    }
    double f = form.value() * (machines - q) / ((machines - 1.0) * q);
    double p = Distributions.f(f, q, machines - q);
    return new WaldTest(column, hypothesis, form.value(), q, p, note);
  }

  /**
   * b' V^- b on the directions that V has.
   *
   * @param rank number of them
   */
  record QuadraticForm(double value, int rank) {

    /**
     * @param V positive semi-definite; scaled to a unit diagonal first
     */
    static QuadraticForm of(double[] b, DMatrixRMaj V) {
      int q = b.length;
      double[] unit = new double[q];
      for (int i = 0; i < q; i++) {
        unit[i] = V.get(i, i) > 0 ? 1 / Math.sqrt(V.get(i, i)) : 0;
      }
      DMatrixRMaj R = new DMatrixRMaj(V);
      CommonOps_DDRM.multRows(unit, R);
      CommonOps_DDRM.multCols(R, unit);
      EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(q, true, true);
      if (!eigen.decompose(R)) {
        return new QuadraticForm(Double.NaN, 0);
      }
      double sum = 0;
      int rank = 0;
      for (int i = 0; i < q; i++) {
        double value = eigen.getEigenvalue(i).real;
        if (value < LEAST_EIGENVALUE) {
          continue;
        }
        double along = 0;
        for (int j = 0; j < q; j++) {
          along += eigen.getEigenVector(i).get(j) * unit[j] * b[j];
        }
        sum += along * along / value;
        rank++;
      }
      return new QuadraticForm(sum, rank);
    }
  }
}
