package org.dmoe.transport.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.Penalty;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Threads;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The mixture g of K experts that maximises L(g) = mean_s E_(y ~ f^W(.|x_s)) log g(y|x_s), climbed
 * to from a mixture: it minimises the mean over x of KL(f^W(.|x) || g(.|x)), of which the transport
 * cost is an upper bound. The mean of sharp gates at slightly different places, which a transport
 * plan gives, is a blunt gate; this one is not.
 */
public final class LikelihoodReduction {

  /** What a further step may promise at the end, per row of the support. */
  private static final double TOLERANCE = 1e-9;

  /** On standardised slopes of gates, per row: keeps them finite where labels can be separated. */
  private static final double GATE_RIDGE = 1e-8;

  private static final int MOST_ITERATIONS = 500;

  private final AmbientMixture ambient;
  private final StandardisedSupport support;
  private final AmbientRows rows;
  private final Threads threads;
  private final Progress progress;

  /**
   * Draws the responses.
   *
   * @param ambient on its supporting sample (S x d)
   * @param seed of the responses; results differ by the error of the sample
   * @param threads that share the work
   */
  public LikelihoodReduction(
      AmbientMixture ambient, long seed, Threads threads, Progress progress) {
    this.ambient = ambient;
    this.support = ambient.support();
    this.rows = new AmbientRows(ambient, seed, threads);
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Where a climb ended.
   *
   * @param model in users' units
   * @param trace L before each iteration and at the end, in nats a row
   * @param converged whether it stopped by itself
   */
  public record Result(MixtureOfExperts model, List<Double> trace, boolean converged) {

    public Result {
      trace = List.copyOf(trace);
    }
  }

  /** The optimum above a mixture, which has the support's dimension d. */
  public Result climb(MixtureOfExperts start) {
    return climb(start, layout(start), j -> false);
  }

  /** The best gate for the experts of a mixture, from its own. */
  public Result climbGate(MixtureOfExperts start) {
    ParameterLayout layout = layout(start);
    Result result = climb(start, layout, j -> j >= layout.gateSize());
    MixtureOfExperts model =
        MixtureOfExperts.of(result.model().gate(), start.experts()).restrictedTo(start.design());
    return new Result(model, result.trace(), result.converged());
  }

  private Result climb(MixtureOfExperts start, ParameterLayout layout, IntPredicate held) {
    Penalty penalty = new Penalty(layout, GATE_RIDGE * support.size(), 0);
    PenalisedLikelihood objective = new PenalisedLikelihood(rows, layout, penalty, threads);
    double[] theta = standardise(start, layout);
    List<Double> trace = new ArrayList<>();
    AscentResult end =
        new QuasiNewton(objective, progress, "likelihood reduction")
            .holding(held)
            .tracing(value -> trace.add(inUsersUnits(value)))
            .run(theta, MOST_ITERATIONS, TOLERANCE * support.size());
    boolean better = end.finite() && trace.get(trace.size() - 1) >= trace.get(0);
    return better
        ? new Result(restore(end.theta(), theta, layout), trace, end.converged())
        : new Result(start, trace.subList(0, Math.min(1, trace.size())), false);
  }

  private ParameterLayout layout(MixtureOfExperts model) {
    return new ParameterLayout(support.columns(), model.size(), model.design());
  }

  /** L of a mixture, in nats a row. */
  public double value(MixtureOfExperts model) {
    ParameterLayout layout = layout(model);
    PenalisedLikelihood objective =
        new PenalisedLikelihood(rows, layout, new Penalty(layout, 0, 0), threads);
    return inUsersUnits(objective.evaluate(standardise(model, layout), PassDepth.VALUE));
  }

  private double inUsersUnits(double value) {
    return value / support.size() - PortableMath.log(rows.scale());
  }

  private double[] standardise(MixtureOfExperts model, ParameterLayout layout) {
    double[] theta = new double[layout.size()];
    for (int k = 0; k < model.size(); k++) {
      if (k < model.size() - 1) {
        double[] alpha = support.standardise(model.gate().alpha(k));
        System.arraycopy(alpha, 0, theta, layout.gate(k), alpha.length);
      }
      double[] beta = support.standardise(model.expert(k).beta());
      beta[0] -= rows.centre();
      for (int j = 0; j < beta.length; j++) {
        theta[layout.mean(k) + j] = beta[j] / rows.scale();
      }
      double variance = model.expert(k).variance() / rows.scale() / rows.scale();
      theta[layout.logVariance(k)] =
          PortableMath.log(Math.max(variance, PenalisedLikelihood.VARIANCE_FLOOR));
    }
    return theta;
  }

  /** In users' units; what the support leaves undetermined is as it was at the start. */
  private MixtureOfExperts restore(double[] theta, double[] start, ParameterLayout layout) {
    double[][] alpha = new double[layout.K()][layout.p()];
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        alpha[k] = support.restore(coefficients(theta, start, layout.gate(k)));
      }
      double[] beta = coefficients(theta, start, layout.mean(k));
      for (int j = 0; j < beta.length; j++) {
        beta[j] *= rows.scale();
      }
      beta[0] += rows.centre();
      double variance =
          PortableMath.exp(theta[layout.logVariance(k)]) * rows.scale() * rows.scale();
      experts.add(GaussianExpert.of(support.restore(beta), variance));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts).restrictedTo(layout.design());
  }

  private double[] coefficients(double[] theta, double[] start, int offset) {
    double[] c = new double[support.columns()];
    for (int j = 0; j < c.length; j++) {
      c[j] = support.constant(j) ? start[offset + j] : theta[offset + j];
    }
    return c;
  }
}
