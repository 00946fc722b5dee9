package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;

class StartStepTest {

  /** Two experts over two covariates: 3 of the gate, 2 x 3 coefficients, 2 variances. */
  private static final int PARAMETERS = 11;

  private static final int FEW = 10 * PARAMETERS - 1;
  private static final int SOME = 10 * PARAMETERS;
  private static final int MANY = 20 * PARAMETERS;

  private static final FeatureSpec COLUMNS = new FeatureSpec(List.of("x1", "x2"), "y");
  private static final FitOptions OPTIONS = FitOptions.of(2);
  private static final LocalRecords RECORDS = new LocalRecords(COLUMNS, OPTIONS, Map.of());
  private static final RefinementOptions REFINEMENT = RefinementOptions.of(OPTIONS);

  private final Random random = new Random(3);
  private final Observations drawn = rows(2000);
  private final MixtureOfExperts pilot =
      LocalFit.fit(drawn, OPTIONS, 1, Progress.SILENT).model().orElseThrow();

  @Test
  void machinesOfFewRowsTakeAStepFromTheirStart() throws Exception {
    List<Observations> parts = parts(100, 33);
    List<StoredModel> locals = locals(parts);
    GlobalModel.Result reduced = reduced(locals, "reduction", ReductionOptions.of(2));
    GlobalModel.Result stepped = StartStep.of(locals).instead(reduced, REFINEMENT);
    MixtureOfExperts end = stepped.model().mixture().orElseThrow();
    Observations all = together(parts);
    assertThat(end).isEqualTo(end.canonical());
    assertThat(mean(end, all)).isGreaterThan(mean(pilot, all));
    assertThat(mean(end, all)).isGreaterThan(mean(reduced.model().mixture().orElseThrow(), all));
    assertThat(stepped.model().provenance())
        .containsEntry("estimate", "one step from the common start");
    assertThat(stepped.model().aggregation()).isEqualTo(reduced.model().aggregation());
    assertThat(stepped.transport()).isEqualTo(reduced.transport());
  }

  @Test
  void neitherJsonNorTheOrderOfMachinesChangesIt() throws Exception {
    List<StoredModel> locals = locals(parts(9, FEW));
    Optional<MixtureOfExperts> end = StartStep.of(locals).model(REFINEMENT);
    List<StoredModel> stored = new ArrayList<>();
    for (StoredModel local : locals) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      ModelFiles.writeJson(json, ModelRecords.fromRecord(ModelRecords.toRecord(local)));
      ByteArrayInputStream in = new ByteArrayInputStream(json.toByteArray());
      stored.add(ModelFiles.read(in, "local.json").get(0));
    }
    Collections.reverse(stored);
    assertThat(end).isPresent();
    assertThat(StartStep.of(stored).model(REFINEMENT)).isEqualTo(end);
  }

  @Test
  void halfOfTheMachinesMustHaveFewRows() {
    List<Observations> parts = new ArrayList<>(parts(2, FEW));
    parts.addAll(parts(2, MANY - 1));
    assertThat(StartStep.of(locals(parts)).model(REFINEMENT)).isPresent();
    parts.addAll(parts(1, SOME));
    assertThat(StartStep.of(locals(parts)).model(REFINEMENT)).isEmpty();
  }

  /** Without its sums the step would leave its rows out. */
  @Test
  void aMachineOfManyRowsSendsNoSums() {
    List<Observations> parts = new ArrayList<>(parts(3, FEW));
    parts.addAll(parts(1, MANY));
    List<StoredModel> locals = locals(parts);
    assertThat(locals)
        .extracting(local -> local.startSums().isPresent())
        .containsExactly(true, true, true, false);
    assertThat(StartStep.of(locals).model(REFINEMENT)).isEmpty();
  }

  @Test
  void otherAggregationsStayAsTheyAre() throws Exception {
    List<StoredModel> locals = locals(parts(20, FEW));
    ReductionOptions options = ReductionOptions.of(2);
    ReductionOptions transport = options.toBuilder().divergence(Divergence.TRANSPORT).build();
    for (GlobalModel.Result result :
        List.of(reduced(locals, "statistics", options), reduced(locals, "reduction", transport))) {
      assertThat(StartStep.of(locals).instead(result, REFINEMENT)).isSameAs(result);
    }
  }

  private GlobalModel.Result reduced(
      List<StoredModel> locals, String aggregator, ReductionOptions options) throws Exception {
    double[][] X = new double[drawn.rows()][2];
    for (int i = 0; i < X.length; i++) {
      drawn.copyRow(i, X[i]);
    }
    return GlobalModel.aggregate(
        locals,
        SupportingSample.of(List.of("x1", "x2"), X),
        Aggregators.named(aggregator, options),
        1,
        Map.of("seed", "1"),
        Progress.SILENT);
  }

  private List<StoredModel> locals(List<Observations> parts) {
    CommonStart start = new CommonStart(StartKind.PILOT, pilot);
    List<StoredModel> locals = new ArrayList<>();
    for (Observations part : parts) {
      locals.add(start.fit(RECORDS, "m%03d".formatted(locals.size()), part, 5, Progress.SILENT));
    }
    return locals;
  }

  private List<Observations> parts(int machines, int n) {
    List<Observations> parts = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      parts.add(rows(n));
    }
    return parts;
  }

  private Observations rows(int n) {
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double mean = x[0] + 0.5 * random.nextGaussian() > 0 ? 3 + x[1] : -3 - x[0];
      rows.add(x, mean + 0.7 * random.nextGaussian());
    }
    return rows.build();
  }

  private static Observations together(List<Observations> parts) {
    Observations.Builder all = Observations.builder(2);
    double[] x = new double[2];
    for (Observations part : parts) {
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        all.add(x, part.response(i), part.weight(i));
      }
    }
    return all.build();
  }

  private static double mean(MixtureOfExperts model, Observations rows) {
    double[] x = new double[2];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      sum += model.logDensity(x, rows.response(i));
    }
    return sum / rows.rows();
  }
}
