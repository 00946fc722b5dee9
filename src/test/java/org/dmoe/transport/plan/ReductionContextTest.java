package org.dmoe.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ambient.GlobalExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionContextTest {

  private final RandomProblems random = new RandomProblems(3, 2);
  private final SupportingSample support = random.support(150);
  private final MixtureOfExperts truth = random.mixture(3);

  /** Else the gate would follow an expert that is not in the model. */
  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void anExpertThatEmptiedIsSettledBeforeItsGateIsFitted(PlanKind kind) {
    List<LocalModel> models = random.around(truth, 5, 0.1);
    List<GaussianExpert> experts = new ArrayList<>(truth.experts());
    experts.set(2, GaussianExpert.of(new double[] {1e7, 0, 0}, 1e-3));
    MixtureOfExperts start = MixtureOfExperts.of(SoftmaxGate.uniform(3, 2), experts);
    ReductionContext context =
        ReductionContext.of(models, support, 3, CostKind.KL, Threads.ONE, Progress.SILENT);
    GlobalExperts empty = GlobalExperts.of(start, context.ambient().support());
    TransportPlan plan = context.plan(kind);
    GlobalExperts settled = context.settle(plan, empty);
    double[][] marginals = plan.marginals();

    assertThat(settled.beta()[2]).isNotEqualTo(empty.beta()[2]);
    TransportPlan again = context.plan(kind);
    again.couple(settled);
    assertThat(again.reseed()).isEmpty();
    assertThat(marginals).isDeepEqualTo(again.marginals());
    for (int k = 0; k < 3; k++) {
      double mass = 0;
      for (double[] row : marginals) {
        mass += row[k];
      }
      assertThat(mass).isPositive();
    }
  }

  @Test
  void aGateThatLabelsDoNotDetermineNamesItsColumns() {
    double[][] rows = new double[200][];
    double[][] labels = new double[200][];
    for (int s = 0; s < 200; s++) {
      rows[s] = new double[] {s - 99.5, s % 7};
      labels[s] = s < 100 ? new double[] {1, 0} : new double[] {0, 1};
    }
    SupportingSample separable = SupportingSample.of(List.of("time", "week"), rows);
    MixtureOfExperts two = random.mixture(2);
    List<LocalModel> models = List.of(new LocalModel("m", two, 1));
    ReductionContext context =
        ReductionContext.of(models, separable, 2, CostKind.KL, Threads.ONE, Progress.SILENT);
    List<String> warnings = new ArrayList<>();
    context.mixture(GlobalExperts.of(two, context.ambient().support()), labels, warnings);
    assertThat(warnings)
        .anyMatch(line -> line.contains("gate is one of many") && line.contains("'time'"));
  }
}
