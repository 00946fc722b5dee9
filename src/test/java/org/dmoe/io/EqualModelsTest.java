package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

/** What experts share, in files. */
class EqualModelsTest {

  private static final Design DESIGN = Design.FULL.withEqual(new boolean[] {false, true}, true);

  private static final MixtureOfExperts MIXTURE =
      MixtureOfExperts.of(
              SoftmaxGate.of(new double[][] {{1, 2, 3}, {0, 0, 0}}),
              List.of(
                  GaussianExpert.of(new double[] {0, 1, 0.5}, 2),
                  GaussianExpert.of(new double[] {1, -1, 0.5}, 2)))
          .withDesign(DESIGN);

  private static StoredModel stored(List<String> features) {
    return StoredModel.builder("m", Optional.of(MIXTURE), 10).names(features, "y").build();
  }

  private static String json(StoredModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFiles.writeJson(out, model);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static MixtureOfExperts read(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ModelFiles.read(new ByteArrayInputStream(bytes), "m.json").get(0).mixture().get();
  }

  @Test
  void jsonAndAvroKeepIt() throws IOException {
    StoredModel named = stored(List.of("a", "b"));
    assertThat(json(named)).containsPattern("\"features\" : \\[\\s*\"b\"\\s*\\]");
    assertThat(read(json(named))).isEqualTo(MIXTURE);
    assertThat(read(json(stored(List.of())))).isEqualTo(MIXTURE);
    assertThat(ModelRecords.fromRecord(ModelRecords.toRecord(named)).mixture()).contains(MIXTURE);
  }

  @Test
  void jsonAndAvroKeepNoise() throws IOException {
    MixtureOfExperts noisy = MIXTURE.withNoise(Optional.of(new Noise(0.02, 1.5, 30)));
    StoredModel model = StoredModel.builder("m", Optional.of(noisy), 10).build();
    assertThat(json(model)).containsPattern("\"noise\" : \\{\\s*\"share\" : 0.02");
    assertThat(read(json(model))).isEqualTo(noisy);
    assertThat(ModelRecords.fromRecord(ModelRecords.toRecord(model)).mixture()).contains(noisy);
    String wrong = json(model).replace("\"share\" : 0.02", "\"share\" : 2");
    assertThatThrownBy(() -> read(wrong)).hasMessageContaining("share of noise");
    assertThat(json(stored(List.of()))).doesNotContain("noise");
  }

  @Test
  void modelsThatShareNothingAreWrittenAsBefore() throws IOException {
    StoredModel free = StoredModel.of("m", MIXTURE.restrictedTo(Design.FULL), 10);
    assertThat(json(free)).doesNotContain("equal");
  }

  @Test
  void contradictionsAreRefused() throws IOException {
    String text = json(stored(List.of("a", "b")));
    assertThatThrownBy(() -> read(text.replaceFirst("\"variance\" : 2.0", "\"variance\" : 3.0")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("the variance is to be equal in all experts and differs in expert 2");
    assertThatThrownBy(
            () -> read(text.replace("\"features\" : [ \"b\" ]", "\"features\" : [ \"q\" ]")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("there is no feature 'q'");
  }
}
