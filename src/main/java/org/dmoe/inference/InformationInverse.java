package org.dmoe.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.linalg.SharedEntries;
import org.dmoe.linalg.VectorMath;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Generalised inverse of an information matrix: on the directions that it determines the inverse,
 * on others zero.
 */
final class InformationInverse {

  /** Of the information with a unit diagonal: below it a direction is not determined. */
  private static final double LEAST_EIGENVALUE = 1e-10;

  /** Of the same: beyond rounding and a likelihood that is flat. */
  private static final double CLEARLY_NEGATIVE = 1e-6;

  /** Share of a parameter along undetermined directions from which on it is one of them. */
  private static final double LEAST_SHARE = 1e-5;

  private final double[] unit;
  private final DMatrixRMaj inverse;

  /** Undetermined directions in units of the unit diagonal, orthonormal. */
  private final List<double[]> undetermined;

  private final int rank;

  /** Whether a direction curves the wrong way, as at no maximum. */
  private final boolean indefinite;

  /** Of which parameters the information is of the free ones. */
  private final Optional<SharedEntries> shared;

  private InformationInverse(
      double[] unit,
      DMatrixRMaj inverse,
      List<double[]> undetermined,
      int rank,
      boolean indefinite) {
    this(unit, inverse, undetermined, rank, indefinite, Optional.empty());
  }

  private InformationInverse(
      double[] unit,
      DMatrixRMaj inverse,
      List<double[]> undetermined,
      int rank,
      boolean indefinite,
      Optional<SharedEntries> shared) {
    this.shared = shared;
    this.unit = unit;
    this.inverse = inverse;
    this.undetermined = undetermined;
    this.rank = rank;
    this.indefinite = indefinite;
  }

  /**
   * @param information symmetric (nu x nu)
   * @param known parameters that are not estimated; their rows become zero
   * @param negligible diagonal entry that counts as none
   * @throws ArithmeticException if its eigenvalues are not found
   */
  static InformationInverse of(DMatrixRMaj information, boolean[] known, double negligible) {
    int nu = information.numRows;
    double[] unit = new double[nu];
    boolean[] out = known.clone();
    for (int j = 0; j < nu; j++) {
      double diagonal = Math.abs(information.get(j, j));
      boolean none = !(diagonal > negligible);
      unit[j] = none ? 1 : 1 / Math.sqrt(diagonal);
      out[j] |= none;
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(nu, true, true);
    if (!eigen.decompose(scaled(information, unit, out))) {
      throw new ArithmeticException("the eigenvalues of the information are not found");
    }
    return assemble(eigen, unit, known, out);
  }

  /**
   * Where parameters are one number, theta = T u: T (T'HT)^- T'.
   *
   * @param information symmetric (nu x nu)
   * @param known parameters that are not estimated; their rows become zero
   * @param negligible diagonal entry that counts as none
   * @throws ArithmeticException if its eigenvalues are not found
   */
  static InformationInverse of(
      DMatrixRMaj information, boolean[] known, double negligible, SharedEntries shared) {
    int free = shared.free();
    DMatrixRMaj H = DMatrixRMaj.wrap(free, free, shared.sumMatrix(information.data));
    InformationInverse ofFree = of(H, shared.all(known), negligible);
    int nu = shared.size();
    DMatrixRMaj inverse = new DMatrixRMaj(nu, nu);
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j < nu; j++) {
        inverse.set(i, j, ofFree.inverse.get(shared.place(i), shared.place(j)));
      }
    }
    return new InformationInverse(
        ofFree.unit,
        inverse,
        ofFree.undetermined,
        ofFree.rank,
        ofFree.indefinite,
        Optional.of(shared));
  }

  private static DMatrixRMaj scaled(DMatrixRMaj information, double[] unit, boolean[] out) {
    int nu = unit.length;
    DMatrixRMaj H = new DMatrixRMaj(nu, nu);
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j < nu; j++) {
        boolean both = !out[i] && !out[j];
        H.set(i, j, both ? unit[i] * unit[j] * information.get(i, j) : 0);
      }
    }
    return H;
  }

  private static InformationInverse assemble(
      EigenDecomposition_F64<DMatrixRMaj> eigen, double[] unit, boolean[] known, boolean[] out) {
    int nu = unit.length;
    DMatrixRMaj inverse = new DMatrixRMaj(nu, nu);
    List<double[]> undetermined = new ArrayList<>();
    for (int j = 0; j < nu; j++) {
      if (out[j] && !known[j]) {
        double[] axis = new double[nu];
        axis[j] = 1;
        undetermined.add(axis);
      }
    }
    int rank = 0;
    boolean indefinite = false;
    for (int i = 0; i < nu; i++) {
      double value = eigen.getEigenvalue(i).real;
      indefinite |= value < -CLEARLY_NEGATIVE;
      double[] vector = eigen.getEigenVector(i).data.clone();
      if (value >= LEAST_EIGENVALUE) {
        scale(vector, unit);
        DMatrixRMaj v = DMatrixRMaj.wrap(nu, 1, vector);
        VectorVectorMult_DDRM.rank1Update(1 / value, inverse, v, v);
        rank++;
      } else if (clear(vector, out)) {
        undetermined.add(vector);
      }
    }
    return new InformationInverse(unit, inverse, undetermined, rank, indefinite);
  }

  private static void scale(double[] vector, double[] unit) {
    VectorMath.multiply(vector, vector, unit, unit.length);
  }

  /** Whether there is anything beside the entries that are taken out. */
  private static boolean clear(double[] vector, boolean[] out) {
    for (int j = 0; j < vector.length; j++) {
      vector[j] = out[j] ? 0 : vector[j];
    }
    return VectorMath.dot(vector, vector) > 0.5;
  }

  /** The inverse (nu x nu). */
  DMatrixRMaj inverse() {
    return inverse;
  }

  /** Whether some direction has negative information. */
  boolean isIndefinite() {
    return indefinite;
  }

  /** Number of directions that are determined. */
  int rank() {
    return rank;
  }

  /**
   * Which linear combinations are not determined.
   *
   * @param A of one combination a row (. x nu)
   * @return rows, ascending
   */
  int[] notIdentified(DMatrixRMaj A) {
    int[] rows = new int[A.numRows];
    int found = 0;
    for (int i = 0; i < A.numRows; i++) {
      double[] whole = Arrays.copyOfRange(A.data, i * A.numCols, (i + 1) * A.numCols);
      double[] row = shared.map(s -> s.sum(whole)).orElse(whole);
      scale(row, unit);
      double along = 0;
      for (double[] direction : undetermined) {
        double share = VectorMath.dot(row, direction);
        along += share * share;
      }
      if (along > LEAST_SHARE * LEAST_SHARE * VectorMath.dot(row, row)) {
        rows[found++] = i;
      }
    }
    return Arrays.copyOf(rows, found);
  }
}
