package org.dmoe.transport;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dmoe.linalg.Threads;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.likelihood.FamilyReduction;
import org.dmoe.transport.likelihood.LikelihoodReduction;
import org.dmoe.transport.plan.ReductionContext;

/**
 * The likelihood of mixtures under all local models, E_x E_(y ~ f^W) log g(y|x), with responses
 * that are drawn once for all that ask.
 */
final class AmbientLikelihood {

  /** Of the responses; the support's rows are random already. */
  static final long SEED = 2312;

  /** Most mixtures that are all scored on all rows where only the best is wanted. */
  private static final int FINALISTS = 4;

  /** Of more mixtures each is scored on rows this far apart first. */
  private static final int STRIDE = 8;

  /** Fewer rows do not tell them apart. */
  private static final int LEAST_ROWS = 500;

  private final ReductionContext context;

  /** Null until it is asked for. */
  private LikelihoodReduction gaussian;

  /** Null until it is asked for. */
  private ToDoubleFunction<MixtureOfExperts> ofAll;

  AmbientLikelihood(ReductionContext context) {
    this.context = context;
  }

  ReductionContext context() {
    return context;
  }

  /** Of Gaussian experts. */
  LikelihoodReduction ofGaussian() {
    if (gaussian == null) {
      gaussian = new LikelihoodReduction(context.ambient(), SEED, threads(), progress());
    }
    return gaussian;
  }

  /** Of other families. */
  FamilyReduction ofFamily() {
    return new FamilyReduction(context.ambient(), SEED, threads(), progress());
  }

  /**
   * Of a mixture, in nats a row.
   *
   * @throws IllegalArgumentException if responses of the family are no whole numbers
   */
  double of(MixtureOfExperts mixture) {
    if (ofAll == null) {
      ofAll = scores(context.ambient());
    }
    return ofAll.applyAsDouble(mixture);
  }

  /**
   * The number of the mixture of highest likelihood, the earliest on a tie. Of many, those that are
   * far below on a part of the rows are not scored on the others.
   *
   * @throws IllegalArgumentException if responses of the family are no whole numbers
   */
  int highest(List<MixtureOfExperts> mixtures) {
    List<Integer> left = IntStream.range(0, mixtures.size()).boxed().toList();
    AmbientMixture ambient = context.ambient();
    if (left.size() > FINALISTS && ambient.support().size() >= STRIDE * LEAST_ROWS) {
      AmbientMixture part = new AmbientMixture(ambient.models(), thinned());
      left = best(left, mixtures, scores(part)).subList(0, FINALISTS);
    }
    return best(left, mixtures, scores(ambient)).get(0);
  }

  private StandardisedSupport thinned() {
    return StandardisedSupport.of(context.sample().every(STRIDE), context.ambient().design());
  }

  private static List<Integer> best(
      List<Integer> candidates,
      List<MixtureOfExperts> mixtures,
      ToDoubleFunction<MixtureOfExperts> score) {
    double[] scores = new double[mixtures.size()];
    for (int c : candidates) {
      double value = score.applyAsDouble(mixtures.get(c));
      scores[c] = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble((Integer c) -> scores[c])
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private ToDoubleFunction<MixtureOfExperts> scores(AmbientMixture ambient) {
    if (context.canonical().isPresent()) {
      return FamilyReduction.ofScores(ambient, SEED, threads(), progress())::value;
    }
    return ambient == context.ambient()
        ? ofGaussian()::value
        : new LikelihoodReduction(ambient, SEED, threads(), progress())::value;
  }

  private Threads threads() {
    return context.workers().threads();
  }

  private Progress progress() {
    return context.workers()::heartbeat;
  }
}
