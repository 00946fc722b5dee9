package org.dmoe.transport.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.em.family.FamilyLayout;
import org.dmoe.em.family.FamilyLikelihood;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.em.search.Seeds;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Expert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The likelihood reduction of families in their canonical link, within the trials and exposures of
 * the support's rows. The expectation over the response is by {@link AmbientOutcomes}. The
 * transport's end is kept where responses do not tell experts apart or are no whole numbers.
 */
public final class FamilyReduction {

  /** What a further step may promise at the end, per row of the support. */
  private static final double TOLERANCE = 1e-9;

  /** On standardised coefficients, per row. */
  private static final double RIDGE = 1e-8;

  private static final int MOST_ITERATIONS = 500;

  private final AmbientMixture ambient;
  private final CanonicalFamily family;
  private final Optional<AmbientOutcomes> rows;
  private final StandardisedSupport support;
  private final long seed;
  private final Threads threads;
  private final Progress progress;

  /**
   * @param ambient on its supporting sample (S x d)
   * @param seed of the sample of experts where they are many
   * @param threads that share the work
   */
  public FamilyReduction(AmbientMixture ambient, long seed, Threads threads, Progress progress) {
    this(ambient, seed, threads, progress, false);
  }

  private FamilyReduction(
      AmbientMixture ambient, long seed, Threads threads, Progress progress, boolean anyResponse) {
    this.ambient = ambient;
    this.support = ambient.support();
    this.family = (CanonicalFamily) ambient.family();
    this.seed = seed;
    boolean useful = anyResponse || family.tellsExpertsApart(support.largestExposure());
    this.rows = useful ? AmbientOutcomes.of(ambient, family, seed) : Optional.empty();
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * To score mixtures by {@link #value}, also where responses do not tell experts apart.
   *
   * @throws IllegalArgumentException if responses of the family are no whole numbers
   */
  public static FamilyReduction ofScores(
      AmbientMixture ambient, long seed, Threads threads, Progress progress) {
    FamilyReduction reduction = new FamilyReduction(ambient, seed, threads, progress, true);
    if (reduction.rows.isEmpty()) {
      throw new IllegalArgumentException(
          "the likelihood under models of family %s is not known".formatted(ambient.family().id()));
    }
    return reduction;
  }

  /** The optimum above a mixture; some are kept as they are. */
  public LikelihoodReduction.Result climb(MixtureOfExperts start) {
    if (rows.isEmpty()) {
      return new LikelihoodReduction.Result(start, List.of(), true);
    }
    FamilyLayout layout = layout(start);
    FamilyLikelihood objective = objective(layout);
    double[] theta = standardise(start, layout);
    List<Double> trace = new ArrayList<>();
    AscentResult end =
        new QuasiNewton(objective, progress, "likelihood reduction")
            .tracing(value -> trace.add(value / support.size()))
            .run(theta, MOST_ITERATIONS, TOLERANCE * support.size());
    boolean risen = end.finite() && trace.get(trace.size() - 1) >= trace.get(0);
    if (!risen) {
      return kept(start, trace, false);
    }
    MixtureOfExperts model = restore(end.theta(), theta, layout);
    return isBetter(model, start)
        ? new LikelihoodReduction.Result(model, trace, end.converged())
        : kept(start, trace, true);
  }

  private static LikelihoodReduction.Result kept(
      MixtureOfExperts start, List<Double> trace, boolean converged) {
    return new LikelihoodReduction.Result(
        start, trace.subList(0, Math.min(1, trace.size())), converged);
  }

  /** Where experts were sampled, another sample must agree. */
  private boolean isBetter(MixtureOfExperts end, MixtureOfExperts start) {
    if (!rows.orElseThrow().isSampled()) {
      return true;
    }
    FamilyReduction other = new FamilyReduction(ambient, Seeds.derive(seed, -1), threads, progress);
    return other.value(end) >= other.value(start);
  }

  /**
   * L of a mixture, in nats a row.
   *
   * @throws java.util.NoSuchElementException if it is one that is kept
   */
  public double value(MixtureOfExperts model) {
    FamilyLayout layout = layout(model);
    FamilyLikelihood objective = objective(layout);
    objective.evaluate(standardise(model, layout), PassDepth.VALUE);
    return objective.logLikelihood() / support.size();
  }

  private FamilyLikelihood objective(FamilyLayout layout) {
    double ridge = RIDGE * support.size();
    return new FamilyLikelihood(rows.orElseThrow(), layout, family, ridge, ridge, threads);
  }

  private FamilyLayout layout(MixtureOfExperts model) {
    return new FamilyLayout(
        support.columns(), model.size(), model.family().predictors(), model.design());
  }

  private double[] standardise(MixtureOfExperts model, FamilyLayout layout) {
    double[] theta = new double[layout.size()];
    int p = layout.p();
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        double[] alpha = support.standardise(model.gate().alpha(k));
        System.arraycopy(alpha, 0, theta, layout.gate(k), p);
      }
      double[][] coefficients = model.linearExpert(k).coefficients();
      for (int c = 0; c < layout.q(); c++) {
        double[] beta = support.standardise(coefficients[c]);
        System.arraycopy(beta, 0, theta, layout.expert(k, c), p);
      }
    }
    return theta;
  }

  /** In users' units; what the support leaves undetermined is as it was at the start. */
  private MixtureOfExperts restore(double[] theta, double[] start, FamilyLayout layout) {
    double[][] alpha = new double[layout.K()][layout.p()];
    List<Expert> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      if (k < layout.K() - 1) {
        alpha[k] = coefficients(theta, start, layout.gate(k));
      }
      double[][] coefficients = new double[layout.q()][];
      for (int c = 0; c < layout.q(); c++) {
        coefficients[c] = coefficients(theta, start, layout.expert(k, c));
      }
      experts.add(LinearExpert.of(coefficients));
    }
    return MixtureOfExperts.of(family, SoftmaxGate.of(alpha), experts)
        .restrictedTo(layout.design());
  }

  private double[] coefficients(double[] theta, double[] start, int offset) {
    double[] c = new double[support.columns()];
    for (int j = 0; j < c.length; j++) {
      c[j] = support.constant(j) ? start[offset + j] : theta[offset + j];
    }
    return support.restore(c);
  }
}
