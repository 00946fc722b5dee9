package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;

/** A tree of aggregations beside one aggregation of all. */
class ModelGroupTest {

  /** Machines of each group. */
  private static final int[] GROUPS = {2, 4, 10};

  private final PilotedMachines machines = new PilotedMachines(5);

  @Test
  void aTreeOfFittedMachinesHasTheRowsOfAll() throws IOException {
    List<StoredModel> locals = locals(400);
    StoredModel flat = aggregate(locals);
    StoredModel tree = aggregate(groups(locals));

    assertThat(tree.sampleSize()).isEqualTo(flat.sampleSize()).isEqualTo(16 * 400);
    assertThat(tree.aggregation().orElseThrow().getRows()).isEqualTo(16 * 400);
    assertThat(tree.aggregation().orElseThrow().getLocals())
        .extracting(LocalShareRecord::getId, LocalShareRecord::getShare)
        .containsExactly(
            tuple("group of m000 and 1 more", 2 / 16.0),
            tuple("group of m002 and 3 more", 4 / 16.0),
            tuple("group of m006 and 9 more", 10 / 16.0));
    MixtureOfExperts expected = flat.mixture().orElseThrow();
    MixtureOfExperts actual = tree.mixture().orElseThrow();
    for (int k = 0; k < 2; k++) {
      assertThat(actual.expert(k).beta()).containsExactly(expected.expert(k).beta(), within(1e-9));
      assertThat(actual.expert(k).variance())
          .isCloseTo(expected.expert(k).variance(), within(1e-9));
    }
    assertThat(actual.gate().alpha(0)).containsExactly(expected.gate().alpha(0), within(0.05));
  }

  /** Their sums add up, so that the step is that of all machines. */
  @Test
  void aTreeOfMachinesOfFewRowsTakesTheSameStep() throws IOException {
    List<StoredModel> locals = locals(60);
    MixtureOfExperts expected = aggregate(locals).mixture().orElseThrow();
    MixtureOfExperts actual = aggregate(groups(locals)).mixture().orElseThrow();

    assertThat(actual.gate().alpha(0)).containsExactly(expected.gate().alpha(0), within(1e-9));
    for (int k = 0; k < 2; k++) {
      assertThat(actual.expert(k).beta()).containsExactly(expected.expert(k).beta(), within(1e-9));
    }
  }

  @Test
  void rowsCountOnce() throws IOException {
    List<StoredModel> locals = locals(60);
    StoredModel group = read(aggregate(locals.subList(0, 4)));

    assertThatThrownBy(() -> aggregate(List.of(group, locals.get(3))))
        .isInstanceOf(NoUsableModelException.class)
        .hasMessageContaining("m003: the rows of 'm003' are in another model too");
  }

  private List<StoredModel> groups(List<StoredModel> locals) throws IOException {
    List<StoredModel> groups = new ArrayList<>();
    int first = 0;
    for (int size : GROUPS) {
      groups.add(read(aggregate(locals.subList(first, first + size))));
      first += size;
    }
    return groups;
  }

  /** As the next level finds it in a file. */
  private static StoredModel read(StoredModel model) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelFiles.writeAvro(file, List.of(model));
    ByteArrayInputStream in = new ByteArrayInputStream(file.toByteArray());
    return ModelGroup.named(ModelFiles.read(in, "model.avro").get(0));
  }

  private StoredModel aggregate(List<StoredModel> models) throws IOException {
    GlobalModel.Result reduced = machines.aggregate(models, "reduction", ReductionOptions.of(2));
    StartStep step = StartStep.of(models);
    return step.withSums(
        step.instead(
                reduced, machines.support(), ReductionOptions.of(2), RefinementOptions.defaults())
            .modelOfGroup());
  }

  private List<StoredModel> locals(int rows) {
    return machines.locals(machines.parts(16, rows));
  }
}
