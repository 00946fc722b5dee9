package org.dmoe.refine;

import java.util.List;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.SharedEntries;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Newton's step with the observed information, whose eigenvalues are replaced by their absolute
 * values where it is not positive definite, so that the step goes up.
 */
final class NewtonStep {

  /** Of the information with a unit diagonal: below it a direction counts as not determined. */
  private static final double LEAST_EIGENVALUE = 1e-10;

  /** Log-likelihood a row that a direction without curvature must promise to be more than noise. */
  private static final double NOISE = 1e-12;

  /** Largest change of a log variance in one step. */
  private static final double LARGEST_VARIANCE_STEP = 1.5;

  /** The same for damped steps, which go where the quadratic can be trusted. */
  private static final double[] DAMPED_EIGENVALUES = {0.03, 0.1};

  private final double[] direction;
  private final List<double[]> damped;
  private final double promise;
  private final boolean definite;

  private NewtonStep(double[] direction, List<double[]> damped, double promise, boolean definite) {
    this.direction = direction;
    this.damped = damped;
    this.promise = promise;
    this.definite = definite;
  }

  /** From where an objective was evaluated. */
  static NewtonStep of(PooledObjective objective) {
    double noise = NOISE * objective.sums().weight();
    if (!objective.layout().isShared()) {
      return of(objective.gradient(), objective.information(), objective.fixed(), noise);
    }
    SharedEntries shared = objective.layout().shared();
    return of(
            shared.sum(objective.gradient()),
            shared.sumMatrix(objective.information()),
            shared.all(objective.fixed()),
            noise)
        .expanded(shared);
  }

  /** The step of all parameters, from that of the free ones. */
  private NewtonStep expanded(SharedEntries shared) {
    return new NewtonStep(
        shared.expand(direction), damped.stream().map(shared::expand).toList(), promise, definite);
  }

  /**
   * @param noise promise of a direction without curvature that is rounding
   */
  static NewtonStep of(double[] gradient, double[] information, boolean[] fixed, double noise) {
    int nu = gradient.length;
    double[] unit = units(information, nu);
    DMatrixRMaj H = scaled(information, unit, fixed);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(nu, true, true);
    if (!eigen.decompose(H)) {
      return new NewtonStep(new double[nu], List.of(), Double.NaN, false);
    }
    double[] direction = new double[nu];
    double[][] damped = new double[DAMPED_EIGENVALUES.length][nu];
    double promise = 0;
    boolean definite = true;
    for (int i = 0; i < nu; i++) {
      double[] vector = eigen.getEigenVector(i).data;
      double value = eigen.getEigenvalue(i).real;
      double slope = 0;
      for (int j = 0; j < nu; j++) {
        slope += fixed[j] ? 0 : vector[j] * unit[j] * gradient[j];
      }
      boolean flat = Math.abs(value) < LEAST_EIGENVALUE;
      double curvature = flat ? LEAST_EIGENVALUE : Math.abs(value);
      double gain = slope * slope / curvature;
      if (flat && gain < noise) {
        continue;
      }
      definite &= value >= LEAST_EIGENVALUE;
      promise += gain;
      add(direction, vector, unit, fixed, slope / curvature);
      for (int c = 0; c < damped.length; c++) {
        double floored = Math.max(curvature, DAMPED_EIGENVALUES[c]);
        add(damped[c], vector, unit, fixed, slope / floored);
      }
    }
    return new NewtonStep(direction, List.of(damped), promise, definite);
  }

  private static void add(
      double[] direction, double[] vector, double[] unit, boolean[] fixed, double factor) {
    for (int j = 0; j < direction.length; j++) {
      direction[j] += fixed[j] ? 0 : unit[j] * vector[j] * factor;
    }
  }

  private static double[] units(double[] information, int nu) {
    double[] unit = new double[nu];
    for (int j = 0; j < nu; j++) {
      double diagonal = Math.abs(information[j * nu + j]);
      unit[j] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 1;
    }
    return unit;
  }

  private static DMatrixRMaj scaled(double[] information, double[] unit, boolean[] fixed) {
    int nu = unit.length;
    DMatrixRMaj H = new DMatrixRMaj(nu, nu);
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j < nu; j++) {
        boolean moves = !fixed[i] && !fixed[j];
        H.set(i, j, moves ? unit[i] * unit[j] * information[i * nu + j] : i == j ? 1 : 0);
      }
    }
    return H;
  }

  /** The whole step (length nu). */
  double[] direction() {
    return direction.clone();
  }

  /** Steps that are shorter in directions of little curvature, the longest first. */
  List<double[]> damped() {
    return damped;
  }

  /** g' H^-1 g, twice what is left to gain where the information is positive definite. */
  double promise() {
    return promise;
  }

  /** Whether the information is positive definite, but for directions it does not determine. */
  boolean definite() {
    return definite;
  }

  /** Share of a step that changes no variance beyond what a quadratic can be trusted with. */
  static double firstLength(double[] direction, ParameterLayout layout) {
    double largest = 0;
    for (int k = 0; layout.dispersions() && k < layout.K(); k++) {
      largest = Math.max(largest, Math.abs(direction[layout.logVariance(k)]));
    }
    return largest > LARGEST_VARIANCE_STEP ? LARGEST_VARIANCE_STEP / largest : 1;
  }
}
