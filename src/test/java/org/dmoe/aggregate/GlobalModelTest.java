package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.mapreduce.fit.LocalModels;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.Noise;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.UnusableInputException;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;

class GlobalModelTest {

  private static final SupportingSample SUPPORT = LocalModels.support(LocalModels.FEATURES);

  private final StoredModel a = LocalModels.usable("a", 0, 100);
  private final StoredModel b = LocalModels.usable("b", 0.1, 300);
  private final StoredModel c = LocalModels.failed("c");

  @Test
  void theResultSaysWhatBecameOfEachLocalModel() throws IOException {
    StoredModel global = aggregate(List.of(a, b, c), 0.5);
    assertThat(global.id()).isEqualTo("reduction");
    assertThat(global.sampleSize()).isEqualTo(400);
    assertThat(global.features()).isEqualTo(LocalModels.FEATURES);
    assertThat(global.response()).isEqualTo("y");
    assertThat(global.provenance()).containsExactly(Map.entry("seed", "1"));
    List<LocalShareRecord> locals = global.aggregation().orElseThrow().getLocals();
    assertThat(locals).extracting(LocalShareRecord::getId).containsExactly("a", "b", "c");
    assertThat(locals)
        .extracting(LocalShareRecord::getStatus)
        .containsExactly("USED", "USED", "REJECTED: TOO_FEW_ROWS: 2 usable rows");
    assertThat(locals).extracting(LocalShareRecord::getShare).containsExactly(0.25, 0.75, 0.0);
    assertThat(locals.get(2).getCost()).isNaN();
  }

  /** R_c is the mean of the local costs, weighted by the shares (method, section 4). */
  @Test
  void costsAndSharesMakeUpTheObjective() throws IOException {
    var aggregation = aggregate(List.of(a, b), 0.5).aggregation().orElseThrow();
    double sum = 0;
    for (LocalShareRecord local : aggregation.getLocals()) {
      sum += local.getShare() * local.getCost();
    }
    List<Double> trace = aggregation.getObjectiveTrace();
    assertThat(sum).isCloseTo(trace.get(trace.size() - 1), Offset.offset(1e-12));
  }

  @Test
  void theOrderOfTheLocalModelsDoesNotMatter() throws IOException {
    assertThat(aggregate(List.of(c, b, a), 0.5)).isEqualTo(aggregate(List.of(a, b, c), 0.5));
  }

  @Test
  void tooFewUsableModelsAreRefusedWithReasons() throws IOException {
    assertThat(aggregate(List.of(a, c), 0.5).mixture()).isPresent();
    assertThatThrownBy(() -> aggregate(List.of(a, c), 0.6))
        .isInstanceOf(NoUsableModelException.class)
        .hasMessage(
            "1 of 2 local models can be used, --min-local-models asks for 0.6 of them:"
                + " c: TOO_FEW_ROWS: 2 usable rows");
    assertThatThrownBy(() -> aggregate(List.of(c), 0))
        .isInstanceOf(NoUsableModelException.class)
        .hasMessageStartingWith("0 of 1 local models can be used: c: TOO_FEW_ROWS");
  }

  @Test
  void modelsOfOtherColumnsAreRejected() throws IOException {
    StoredModel swapped = LocalModels.withFeatures("d", 0, 50, List.of("x2", "x1"));
    StoredModel narrow =
        StoredModel.of(
            "e",
            MixtureOfExperts.of(
                SoftmaxGate.uniform(1, 1), List.of(GaussianExpert.of(new double[] {0, 1}, 1))),
            10);
    StoredModel wider = LocalModels.withFeatures("f", 0, 50, List.of("x1", "c=w"));
    var locals =
        aggregate(List.of(a, swapped, narrow, wider), 0).aggregation().orElseThrow().getLocals();
    assertThat(locals)
        .extracting(LocalShareRecord::getStatus)
        .containsExactly(
            "USED",
            "REJECTED: its columns are in another order than those of a",
            "REJECTED: 1 covariates, a has 2",
            "REJECTED: it has 'c=w', which a lacks, it lacks 'x2' of a");
    assertThat(locals.get(0).getShare()).isEqualTo(1);
  }

  @Test
  void theSupportIsMatchedByName() throws IOException {
    double[][] rows = new double[SUPPORT.size()][];
    for (int s = 0; s < rows.length; s++) {
      double[] x = SUPPORT.row(s);
      rows[s] = new double[] {x[1], 7, x[0]};
    }
    SupportingSample wide = SupportingSample.of(List.of("x2", "z", "x1"), rows);
    assertThat(aggregate(List.of(a, b), 0.5, wide)).isEqualTo(aggregate(List.of(a, b), 0.5));
  }

  @Test
  void aSupportThatDoesNotFitIsUnusable() {
    assertThatThrownBy(() -> aggregate(List.of(a), 0, LocalModels.support(List.of("x1", "z"))))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("'x2'");
    SupportingSample narrow = SupportingSample.of(List.of(), new double[][] {{1}, {2}});
    assertThatThrownBy(() -> aggregate(List.of(a), 0, narrow))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("the supporting sample has 1 columns, the models have 2 covariates");
  }

  @Test
  void moreExpertsThanAllModelsHaveAreRefused() {
    assertThatThrownBy(
            () ->
                GlobalModel.aggregate(
                        List.of(a),
                        SUPPORT,
                        ReductionEstimator.of(
                            ReductionOptions.builder(3).divergence(Divergence.TRANSPORT).build()),
                        0,
                        Map.of(),
                        Progress.SILENT)
                    .model())
        .isInstanceOf(NoUsableModelException.class)
        .hasMessageContaining("3 experts");
  }

  @Test
  void theNoiseIsTheMeanOfThatOfTheLocalModels() throws IOException {
    StoredModel one = withNoise(a, new Noise(0.1, 0, 10));
    StoredModel other = withNoise(b, new Noise(0.02, 4, 30));
    StoredModel global = aggregate(List.of(one, other), 0.5);
    assertThat(global.mixture().orElseThrow().noise()).contains(new Noise(0.04, 3, 25));
    assertThat(global.mixture().get().withNoise(Optional.empty()))
        .isEqualTo(aggregate(List.of(a, b), 0.5).mixture().orElseThrow());
    assertThat(rejection(one, b)).isEqualTo("REJECTED: it was fitted without --noise, a with it");
    assertThat(rejection(a, other)).isEqualTo("REJECTED: it was fitted with --noise, a without it");
  }

  private static StoredModel withNoise(StoredModel model, Noise noise) {
    MixtureOfExperts noisy = model.mixture().orElseThrow().withNoise(Optional.of(noise));
    return model.withMixture(noisy, model.sampleSize());
  }

  /** Of the second. */
  private static String rejection(StoredModel first, StoredModel second) throws IOException {
    StoredModel global = aggregate(List.of(first, second), 0.5);
    return global.aggregation().orElseThrow().getLocals().get(1).getStatus();
  }

  private static StoredModel aggregate(List<StoredModel> locals, double fraction)
      throws IOException {
    return aggregate(locals, fraction, SUPPORT);
  }

  private static StoredModel aggregate(
      List<StoredModel> locals, double fraction, SupportingSample support) throws IOException {
    return GlobalModel.aggregate(
            locals,
            support,
            ReductionEstimator.of(
                ReductionOptions.builder(2).divergence(Divergence.TRANSPORT).build()),
            fraction,
            Map.of("seed", "1"),
            Progress.SILENT)
        .model();
  }
}
