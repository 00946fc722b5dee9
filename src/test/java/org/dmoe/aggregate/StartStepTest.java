package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.StartSteps;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;

class StartStepTest {

  /** Two experts over two covariates: 3 of the gate, 2 x 3 coefficients, 2 variances. */
  private static final int PARAMETERS = 11;

  private static final int FEW = 10 * PARAMETERS - 1;
  private static final int SOME = 10 * PARAMETERS;
  private static final int MANY = 20 * PARAMETERS;

  private static final RefinementOptions REFINEMENT = RefinementOptions.of(PilotedMachines.OPTIONS);

  private final PilotedMachines machines = new PilotedMachines(3);

  @Test
  void machinesOfFewRowsTakeAStepFromTheirStart() throws Exception {
    List<Observations> parts = machines.parts(100, 33);
    List<StoredModel> locals = machines.locals(parts);
    GlobalModel.Result reduced = machines.aggregate(locals, "reduction", ReductionOptions.of(2));
    GlobalModel.Result stepped = instead(locals, reduced);
    MixtureOfExperts end = stepped.model().mixture().orElseThrow();
    Observations all = together(parts);
    assertThat(end).isEqualTo(end.canonical());
    assertThat(mean(end, all)).isGreaterThan(mean(machines.pilot(), all));
    assertThat(mean(end, all)).isGreaterThan(mean(reduced.model().mixture().orElseThrow(), all));
    assertThat(stepped.model().provenance())
        .containsEntry("estimate", "one step from the common start");
    assertThat(stepped.model().aggregation()).isEqualTo(reduced.model().aggregation());
    assertThat(stepped.transport()).isEqualTo(reduced.transport());
  }

  /** Of a steep gate that a pilot of 200 rows does not know well. */
  @Test
  void aShorterStepIsTakenWhereItIsLikelier() throws Exception {
    PilotedMachines few = new PilotedMachines(1, 0.02, 200);
    List<Observations> parts = few.parts(100, 33);
    List<StoredModel> locals = few.locals(parts);
    GlobalModel.Result reduced = few.aggregate(locals, "reduction", ReductionOptions.of(2));
    StartStep step = StartStep.of(locals);
    MixtureOfExperts newton = step.steps(REFINEMENT).orElseThrow().ends().get(0);
    MixtureOfExperts end =
        step.instead(reduced, few.support(), ReductionOptions.of(2), REFINEMENT)
            .model()
            .mixture()
            .orElseThrow();
    Observations all = together(parts);
    double start = mean(few.pilot(), all);
    assertThat(mean(newton, all) - start).isLessThan(0.005);
    assertThat(mean(end, all) - start).isGreaterThan(0.015);
  }

  @Test
  void neitherJsonNorTheOrderOfMachinesChangesIt() throws Exception {
    List<StoredModel> locals = machines.locals(machines.parts(9, FEW));
    Optional<List<MixtureOfExperts>> ends =
        StartStep.of(locals).steps(REFINEMENT).map(StartSteps::ends);
    List<StoredModel> stored = new ArrayList<>();
    for (StoredModel local : locals) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      ModelFiles.writeJson(json, ModelRecords.fromRecord(ModelRecords.toRecord(local)));
      ByteArrayInputStream in = new ByteArrayInputStream(json.toByteArray());
      stored.add(ModelFiles.read(in, "local.json").get(0));
    }
    Collections.reverse(stored);
    assertThat(ends.orElseThrow()).isNotEmpty();
    assertThat(StartStep.of(stored).steps(REFINEMENT).map(StartSteps::ends)).isEqualTo(ends);
  }

  @Test
  void halfOfTheMachinesMustHaveFewRows() {
    List<Observations> parts = new ArrayList<>(machines.parts(2, FEW));
    parts.addAll(machines.parts(2, MANY - 1));
    assertThat(StartStep.of(machines.locals(parts)).steps(REFINEMENT)).isPresent();
    parts.addAll(machines.parts(1, SOME));
    assertThat(StartStep.of(machines.locals(parts)).steps(REFINEMENT)).isEmpty();
  }

  /** Its own model has one expert of the two. */
  @Test
  void aMachineTooSmallForTheStartsExpertsSendsSumsOfItToo() {
    List<Observations> parts = new ArrayList<>(machines.parts(3, FEW));
    parts.addAll(machines.parts(5, 7));
    List<StoredModel> locals = machines.locals(parts);
    assertThat(locals.get(7).mixture().orElseThrow().size()).isEqualTo(1);
    assertThat(locals).allMatch(local -> local.startSums().isPresent());
    assertThat(locals.get(7).startSums().orElseThrow().sums().rows()).isEqualTo(7);
    assertThat(StartStep.of(locals).steps(REFINEMENT)).isPresent();
  }

  /** Without its sums the step would leave its rows out. */
  @Test
  void aMachineOfManyRowsSendsNoSums() {
    List<Observations> parts = new ArrayList<>(machines.parts(3, FEW));
    parts.addAll(machines.parts(1, MANY));
    List<StoredModel> locals = machines.locals(parts);
    assertThat(locals)
        .extracting(local -> local.startSums().isPresent())
        .containsExactly(true, true, true, false);
    assertThat(StartStep.of(locals).steps(REFINEMENT)).isEmpty();
  }

  @Test
  void otherAggregationsStayAsTheyAre() throws Exception {
    List<StoredModel> locals = machines.locals(machines.parts(20, FEW));
    ReductionOptions options = ReductionOptions.of(2);
    ReductionOptions transport = options.toBuilder().divergence(Divergence.TRANSPORT).build();
    for (GlobalModel.Result result :
        List.of(
            machines.aggregate(locals, "statistics", options),
            machines.aggregate(locals, "reduction", transport))) {
      assertThat(instead(locals, result)).isSameAs(result);
    }
  }

  private GlobalModel.Result instead(List<StoredModel> locals, GlobalModel.Result aggregated) {
    return StartStep.of(locals)
        .instead(aggregated, machines.support(), ReductionOptions.of(2), REFINEMENT);
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
