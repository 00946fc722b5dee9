package org.dmoe.em.optimise;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Progress;
import org.ejml.data.DMatrixRMaj;

/**
 * L-BFGS on the penalised observed log-likelihood, preconditioned by the information of the
 * complete data, which is refreshed; near the optimum by the observed information, which also
 * certifies it: it stops when g' H^-1 g, twice what is left to gain, is small. Every accepted step
 * raises the objective. Log variances stay at or above their floor by projection.
 */
public final class QuasiNewton {

  /** What a further step may promise at the end, in units of the log-likelihood. */
  public static final double TOLERANCE = 1e-6;

  private static final int REFRESH = 10;
  private static final int MAX_BACKTRACKS = 25;
  private static final double SUFFICIENT = 1e-4;

  /** Promise below which the observed information is tried, per parameter. */
  private static final double OBSERVED_BELOW = 0.05;

  private static final double ROUNDING = 1e-13;

  /** An ascent is given up where so many times its promise does not reach the target. */
  private static final double HOPE = 300;

  private Objective objective;
  private final Progress progress;
  private final String stage;
  private final QuasiNewtonMemory memory = new QuasiNewtonMemory();
  private double[] theta;
  private double[] gradient;
  private double value;
  private double promise = Double.NaN;
  private Curvature curvature;
  private ExpertMoments experts;
  private Optional<DMatrixRMaj> information = Optional.empty();
  private boolean observed;
  private double observedBelow;
  private boolean converged;
  private int iterations;
  private int sinceRefresh;
  private double target = Double.NEGATIVE_INFINITY;
  private DoubleConsumer trace = v -> {};
  private IntPredicate held = j -> false;

  /** Of Gaussian experts. */
  public QuasiNewton(PenalisedLikelihood objective, Progress progress, String stage) {
    this(new GaussianObjective(objective), progress, stage);
  }

  public QuasiNewton(Objective objective, Progress progress, String stage) {
    this.objective = objective;
    this.progress = progress;
    this.stage = stage;
  }

  /** Gives up where the observed information says that this value is out of reach. */
  public QuasiNewton towards(double value) {
    target = value;
    return this;
  }

  /** Goes on with the same function of other scratch. */
  public QuasiNewton with(PenalisedLikelihood same) {
    objective = new GaussianObjective(same);
    return this;
  }

  /** Keeps these parameters where they are. */
  public QuasiNewton holding(IntPredicate parameters) {
    held = parameters;
    return this;
  }

  /** Tells the objective before each iteration and at the end. */
  public QuasiNewton tracing(DoubleConsumer listener) {
    trace = listener;
    return this;
  }

  /** Ascends from anywhere with the complete information, and then the observed one. */
  public AscentResult run(double[] start, int limit, double tolerance) {
    theta = objective.admissible(start.clone());
    value = objective.evaluate(theta, PassDepth.EM);
    experts = objective.moments();
    observedBelow = OBSERVED_BELOW * objective.freeParameters();
    return fromStatistics(limit, tolerance);
  }

  /** Goes a short way; the observed information is never computed. */
  public AscentResult runRoughly(double[] start, int limit) {
    theta = objective.admissible(start.clone());
    value = objective.evaluate(theta, PassDepth.EM);
    experts = objective.moments();
    observedBelow = Double.NEGATIVE_INFINITY;
    return fromStatistics(limit, TOLERANCE);
  }

  /** Goes on from there, with what was learnt on the way, up to so many iterations in all. */
  public AscentResult goFurther(int limit) {
    return ascend(limit, TOLERANCE);
  }

  private AscentResult fromStatistics(int limit, double tolerance) {
    gradient = objective.gradient();
    curvature = objective.complete(theta);
    return ascend(limit, tolerance);
  }

  /** Ascends from anywhere with a given curvature. */
  public AscentResult run(double[] start, Curvature given, int limit, double tolerance) {
    theta = objective.admissible(start.clone());
    value = objective.evaluate(theta, PassDepth.GRADIENT);
    experts = objective.moments();
    gradient = objective.gradient();
    observedBelow = OBSERVED_BELOW * objective.freeParameters();
    curvature = given;
    observed = true;
    return ascend(limit, tolerance);
  }

  private AscentResult ascend(int limit, double tolerance) {
    trace.accept(value);
    while (iterations < limit && !converged && Double.isFinite(value) && curvature != null) {
      if (!iterate(tolerance) || hopeless()) {
        break;
      }
    }
    double reached = curvature == null ? Double.NaN : value;
    return new AscentResult(theta, reached, experts, iterations, converged, promise, information);
  }

  private boolean iterate(double tolerance) {
    double[] direction = direction();
    promise = VectorMath.dot(gradient, direction);
    if (!observed && promise < observedBelow) {
      useObservedInformation();
      direction = direction();
      promise = VectorMath.dot(gradient, direction);
    }
    if (promise == 0 && isZero(direction)) {
      converged = true;
      return true;
    }
    if (!(promise > 0)) {
      return restart();
    }
    if (promise <= tolerance) {
      converged = true;
      return true;
    }
    if (!step(direction)) {
      boolean exhausted = promise <= 1e-9 * Math.abs(value);
      converged = exhausted;
      return !exhausted && restart();
    }
    iterations++;
    trace.accept(value);
    progress.report(stage + ", iteration " + iterations + ", log-likelihood " + value);
    if (!observed && ++sinceRefresh >= REFRESH) {
      refresh();
    }
    return true;
  }

  /** Nowhere to go: the gradient of what is free to move is exactly zero. */
  private boolean isZero(double[] direction) {
    for (double part : direction) {
      if (part != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean hopeless() {
    return observed && !converged && value + HOPE * promise < target;
  }

  /** The direction among parameters that are free to move. */
  private double[] direction() {
    boolean[] fixed = fixed();
    double[] direction = memory.direction(masked(gradient, fixed), curvature);
    return masked(direction, fixed);
  }

  private static double[] masked(double[] v, boolean[] fixed) {
    double[] masked = v.clone();
    for (int j = 0; j < v.length; j++) {
      if (fixed[j]) {
        masked[j] = 0;
      }
    }
    return masked;
  }

  /** What is held, and what is at a bound that it would cross. */
  private boolean[] fixed() {
    boolean[] fixed = new boolean[theta.length];
    for (int j = 0; j < fixed.length; j++) {
      fixed[j] = held.test(j) || objective.isBound(theta, gradient, j);
    }
    return fixed;
  }

  private boolean step(double[] direction) {
    double length = objective.firstLength(direction);
    for (int backtrack = 0; backtrack < MAX_BACKTRACKS; backtrack++) {
      double[] trial = projected(direction, length);
      double[] moved = new double[trial.length];
      VectorMath.subtract(moved, trial, theta, trial.length);
      double expected = VectorMath.dot(gradient, moved);
      double reached = objective.evaluate(trial, PassDepth.GRADIENT);
      if (reached >= value + SUFFICIENT * expected || atRounding(reached, expected)) {
        accept(trial, moved, reached);
        return true;
      }
      length *= shrink(reached, expected);
    }
    return false;
  }

  private boolean atRounding(double reached, double expected) {
    double rounding = ROUNDING * Math.abs(value);
    return Math.abs(expected) <= 10 * rounding && reached >= value;
  }

  private double[] projected(double[] direction, double length) {
    double[] trial = theta.clone();
    for (int j = 0; j < trial.length; j++) {
      trial[j] += length * direction[j];
    }
    objective.project(trial);
    return trial;
  }

  /** Minimum of the parabola through both values, kept within [0.1, 0.6]; NaN gives 0.1. */
  private double shrink(double reached, double expected) {
    double t = expected / (2 * (value + expected - reached));
    return t > 0.1 ? Math.min(t, 0.6) : 0.1;
  }

  private void accept(double[] trial, double[] moved, double reached) {
    double[] next = objective.gradient();
    double[] change = new double[next.length];
    VectorMath.subtract(change, gradient, next, next.length);
    for (int j = 0; j < change.length; j++) {
      change[j] = held.test(j) ? 0 : change[j];
    }
    memory.add(moved, change);
    theta = trial;
    gradient = next;
    experts = objective.moments();
    value = reached;
  }

  private void refresh() {
    objective.evaluate(theta, PassDepth.EM);
    Curvature fresh = objective.complete(theta);
    curvature = fresh == null ? curvature : fresh;
    sinceRefresh = 0;
  }

  /** Replaces all by the observed information if that is positive definite. */
  private void useObservedInformation() {
    objective.evaluate(theta, PassDepth.HESSIAN);
    DMatrixRMaj exactInformation = objective.observedInformation();
    Curvature exact = objective.observed(exactInformation, fixed());
    if (exact == null) {
      observedBelow /= 30;
    } else {
      information = Optional.of(exactInformation);
      curvature = exact;
      observed = true;
      memory.clear();
    }
  }

  /** Forgets what was learnt; false if there is nothing to forget. */
  private boolean restart() {
    if (memory.isEmpty() && !observed && sinceRefresh == 0) {
      return false;
    }
    memory.clear();
    observed = false;
    observedBelow /= 30;
    refresh();
    return curvature != null;
  }
}
