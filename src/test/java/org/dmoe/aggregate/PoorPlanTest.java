package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.Undetermined;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;

class PoorPlanTest {

  private static final GaussianExpert UP = GaussianExpert.of(new double[] {1, 2}, 1);
  private static final GaussianExpert DOWN = GaussianExpert.of(new double[] {-1, -2}, 1);
  private static final MixtureOfExperts GLOBAL = of(UP, DOWN);

  @Test
  void halfOfTheMachinesMustGoOneToOne() {
    List<LocalModel> locals = new ArrayList<>();
    add(locals, 2, GLOBAL, 50);
    add(locals, 2, of(UP, UP), 50);
    assertThat(isPoor(locals)).isFalse();
    add(locals, 1, of(UP, UP), 50);
    assertThat(isPoor(locals)).isTrue();
  }

  /** An expert of a covariate and an intercept has 2 coefficients, so fewer than 4 rows are few. */
  @Test
  void mostMachinesMustHaveRowsForTheirExperts() {
    List<LocalModel> locals = new ArrayList<>();
    add(locals, 2, GLOBAL, 4);
    add(locals, 2, GLOBAL, 3.9);
    assertThat(isPoor(locals)).isFalse();
    add(locals, 1, GLOBAL, 3.9);
    assertThat(isPoor(locals)).isTrue();
  }

  private static boolean isPoor(List<LocalModel> locals) {
    Random random = new Random(1);
    double[][] X = new double[100][1];
    for (double[] x : X) {
      x[0] = random.nextGaussian();
    }
    SupportingSample support = SupportingSample.of(List.of(), X);
    return PoorPlan.is(locals, support, GLOBAL, ReductionOptions.of(2));
  }

  /** Machines whose second expert has so many rows. */
  private static void add(
      List<LocalModel> locals, int machines, MixtureOfExperts mixture, double rows) {
    EmStatistics statistics = EmStatistics.of(List.of(share(50), share(rows)));
    for (int m = 0; m < machines; m++) {
      locals.add(
          new LocalModel(
              "m" + locals.size(),
              mixture,
              50 + rows,
              Undetermined.NOTHING,
              Optional.of(statistics)));
    }
  }

  private static EmStatistics.Share share(double mass) {
    return new EmStatistics.Share(mass, new double[2], new double[] {mass, 0, mass});
  }

  private static MixtureOfExperts of(GaussianExpert... experts) {
    return MixtureOfExperts.of(SoftmaxGate.of(new double[][] {{0, 1}, {0, 0}}), List.of(experts));
  }
}
