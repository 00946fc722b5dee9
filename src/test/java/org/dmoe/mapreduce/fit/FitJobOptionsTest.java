package org.dmoe.mapreduce.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.aggregate.StartKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.linalg.Threads;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitJobOptionsTest {

  private static FitJobOptions stored(FitJobOptions options, Configuration conf) {
    options.store(conf);
    return FitJobOptions.from(conf, Threads.ONE);
  }

  @Test
  void allOptionsTravelWithAJob() {
    FitOptions fit =
        FitOptions.builder(3)
            .gateRidge(0.1)
            .expertRidge(1.0 / 3)
            .starts(2)
            .maxIterations(7)
            .optimizer(Optimizer.EM)
            .threads(Threads.ONE)
            .build();
    ReductionOptions reduction =
        ReductionOptions.builder(5)
            .cost(CostKind.W2)
            .plan(PlanKind.POINTWISE)
            .localStarts(0)
            .threads(Threads.ONE)
            .maxIterations(6)
            .build();
    FitJobOptions options =
        FitJobOptions.builder(fit, reduction)
            .start(StartKind.BOTH)
            .aggregator("greedy")
            .bothPlans(true)
            .seed(-9)
            .minLocalModels(0.25)
            .provenance(Map.of("a b", "1,2"))
            .build();

    assertThat(stored(options, new Configuration(false)))
        .usingRecursiveComparison()
        .isEqualTo(options);
  }

  @Test
  void aRidgeThatIsNotGivenHidesTheOneOfTheConfiguration() {
    Configuration conf = new Configuration(false);
    conf.set("dmoe.fit.gate-ridge", "5");
    FitJobOptions options = FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2)).build();

    assertThat(stored(options, conf).fit().gateRidge()).isEmpty();
    assertThat(conf.getRaw("dmoe.fit.gate-ridge")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void theFractionIsBetweenNoughtAndOne(double fraction) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2))
                    .minLocalModels(fraction)
                    .build())
        .withMessage("--min-local-models " + fraction + ": must be between 0 and 1");
  }
}
