package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.Undetermined;
import org.junit.jupiter.api.Test;

class UndeterminedColumnsTest {

  private static LocalModel model(String id, double[]... directions) {
    MixtureOfExperts line =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(1, 2), List.of(GaussianExpert.of(new double[] {1, 2, 3}, 1)));
    return new LocalModel(id, line, 10, Undetermined.of(List.of(directions)), Optional.empty());
  }

  @Test
  void machinesThatDoNotKnowAColumnAreNamed() {
    List<LocalModel> models =
        List.of(
            model("a", new double[] {0, 0, 1}), model("b"), model("c", new double[] {-2, 0, 1}));

    assertThat(UndeterminedColumns.warnings(models, List.of("x", "site=b")))
        .containsExactly(
            "column 'site=b' is not determined by the rows of 2 of 3 machines ('a', 'c'); its"
                + " coefficients come from the others");
    assertThat(UndeterminedColumns.warnings(List.of(model("b")), List.of())).isEmpty();
  }

  @Test
  void aColumnThatNoMachineDeterminesIsSaid() {
    List<LocalModel> models =
        List.of(model("a", new double[] {0, 1, -1}), model("b", new double[] {0, 1, -1}));

    assertThat(UndeterminedColumns.warnings(models, List.of()))
        .hasSize(2)
        .allMatch(line -> line.contains("no machine by themselves"));
  }
}
