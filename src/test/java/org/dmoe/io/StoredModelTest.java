package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dmoe.model.Undetermined;
import org.junit.jupiter.api.Test;

class StoredModelTest {

  @Test
  void aCopyHoldsAllThereIs() {
    StoredModel model =
        Samples.withColumns(3, 4).toBuilder()
            .undetermined(Undetermined.of(List.of(new double[] {0, 1, -1})))
            .build();

    assertThat(model.toBuilder().build()).isEqualTo(model);
  }

  @Test
  void whatIsChangedIsAllThatChanges() {
    StoredModel model = Samples.withColumns(3, 4);

    StoredModel other = model.toBuilder().status("OTHER").build();

    assertThat(other.status()).isEqualTo("OTHER");
    assertThat(other.toBuilder().status(model.status()).build()).isEqualTo(model);
  }
}
