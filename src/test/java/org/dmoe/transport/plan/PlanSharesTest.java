package org.dmoe.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanSharesTest {

  private static final int ROWS = 60;

  private static SupportingSample support(SplittableRandom random) {
    double[][] rows = new double[ROWS][];
    for (int s = 0; s < ROWS; s++) {
      rows[s] = Mixtures.vector(random, 2);
    }
    return SupportingSample.of(List.of(), rows);
  }

  /** KL(l || k) of two normal distributions; the squared 2-Wasserstein distance. */
  private static double cost(
      CostKind kind, MixtureOfExperts from, int l, MixtureOfExperts to, int k, double[] x) {
    double between = from.expert(l).mean(x) - to.expert(k).mean(x);
    double v = from.expert(l).variance();
    double w = to.expert(k).variance();
    double deviations = Math.sqrt(v) - Math.sqrt(w);
    return switch (kind) {
      case KL -> 0.5 * (Math.log(w / v) + v / w + between * between / w - 1);
      case W2 -> between * between + deviations * deviations;
      case REVERSE -> 0.5 * (Math.log(v / w) + w / v + between * between / v - 1);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "KL,POINTWISE",
    "KL,COMPONENT",
    "W2,POINTWISE",
    "W2,COMPONENT",
    "REVERSE,POINTWISE",
    "REVERSE,COMPONENT"
  })
  void massGoesWhereItIsCheapest(CostKind kind, PlanKind plan) {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 20; trial++) {
      MixtureOfExperts from = Mixtures.random(random, 3, 2);
      MixtureOfExperts to = Mixtures.random(random, 4, 2);
      SupportingSample support = support(random);
      double[][] shares = PlanShares.of(from, to, support, kind, plan);
      for (int l = 0; l < 3; l++) {
        double[] expected = expected(kind, plan, from, l, to, support);
        for (int k = 0; k < 4; k++) {
          assertThat(shares[l][k]).isCloseTo(expected[k], within(1e-12));
        }
      }
    }
  }

  private static double[] expected(
      CostKind kind,
      PlanKind plan,
      MixtureOfExperts from,
      int l,
      MixtureOfExperts to,
      SupportingSample support) {
    double[] sent = new double[to.size()];
    double[] whole = new double[to.size()];
    double mass = 0;
    for (int s = 0; s < ROWS; s++) {
      double[] x = support.row(s);
      double pi = from.gate().probabilities(x)[l];
      double[] costs = new double[to.size()];
      for (int k = 0; k < costs.length; k++) {
        costs[k] = cost(kind, from, l, to, k, x);
        whole[k] += pi * costs[k];
      }
      sent[least(costs)] += pi;
      mass += pi;
    }
    double[] shares = new double[to.size()];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = plan == PlanKind.POINTWISE ? sent[k] / mass : (k == least(whole) ? 1 : 0);
    }
    return shares;
  }

  private static int least(double[] costs) {
    int best = 0;
    for (int k = 1; k < costs.length; k++) {
      best = costs[k] < costs[best] ? k : best;
    }
    return best;
  }

  /** A model is itself in another order; one that lost an expert, or has one twice, is not. */
  @ParameterizedTest
  @EnumSource(CostKind.class)
  void oneToOneIsAPermutation(CostKind kind) {
    SplittableRandom random = new SplittableRandom(7);
    MixtureOfExperts model = Mixtures.random(random, 3, 2);
    SupportingSample support = support(random);
    assertThat(PlanShares.isOneToOne(model.permuted(new int[] {2, 0, 1}), model, support, kind))
        .isTrue();
    MixtureOfExperts twice =
        MixtureOfExperts.of(
            model.gate(), List.of(model.expert(0), model.expert(0), model.expert(2)));
    assertThat(PlanShares.isOneToOne(twice, model, support, kind)).isFalse();
    MixtureOfExperts fewer = Mixtures.random(random, 2, 2);
    assertThat(PlanShares.isOneToOne(fewer, model, support, kind)).isFalse();
  }
}
