package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.model.Expert;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of each family in files. */
class FamilyModelsTest {

  private static final List<String> CLASSES = List.of("Iris setosa", "b|c", "10", "ü");

  static Stream<StoredModel> models() {
    return Stream.of(
        stored(ResponseType.of("categorical").withClasses(CLASSES), 3),
        stored(ResponseType.of("binomial").withClasses(List.of("no", "yes")), 1),
        stored(new ResponseType("binomial", List.of(), "trials"), 1),
        stored(ResponseType.of("binomial"), 1),
        stored(new ResponseType("poisson", List.of(), "exposure"), 1));
  }

  private static StoredModel stored(ResponseType type, int predictors) {
    List<Expert> experts = List.of(expert(predictors, 0.1), expert(predictors, -1.0 / 3));
    SoftmaxGate gate = SoftmaxGate.of(new double[][] {{0.5, 1e-17, -2}, {0, 0, 0}});
    MixtureOfExperts mixture = MixtureOfExperts.of(type.distribution(), gate, experts);
    return StoredModel.builder("id", java.util.Optional.of(mixture), 42.5)
        .names(List.of("x1", "x 2"), "y")
        .type(type)
        .build();
  }

  private static Expert expert(int predictors, double first) {
    double[][] rows = new double[predictors][];
    for (int c = 0; c < predictors; c++) {
      rows[c] = new double[] {first + c, Math.PI / (c + 3), -1e-300 * c};
    }
    return LinearExpert.of(rows);
  }

  private static byte[] json(StoredModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFiles.writeJson(out, model);
    return out.toByteArray();
  }

  private static byte[] avro(StoredModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFiles.writeAvro(out, List.of(model));
    return out.toByteArray();
  }

  private static StoredModel read(byte[] bytes) throws IOException {
    return ModelFiles.read(new ByteArrayInputStream(bytes), "model").get(0);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelComesBackToTheLastBit(StoredModel model) throws IOException {
    assertThat(read(avro(model))).isEqualTo(model);
    StoredModel back = read(json(model));
    assertThat(back).isEqualTo(model);
    assertThat(json(back)).isEqualTo(json(model));
  }

  @Test
  void theResponseIsPartOfTheColumns() {
    ResponseType type = new ResponseType("poisson", List.of(), "hours");
    FeatureSpec spec = stored(type, 1).spec();
    assertThat(spec.type()).isEqualTo(type);
  }

  @Test
  void jsonHasTheFamilyAndARowForEachPredictor() throws IOException {
    ResponseType type = ResponseType.of("categorical").withClasses(List.of("a", "b", "c"));
    String json = new String(json(stored(type, 2)), StandardCharsets.UTF_8).replaceAll("\\s+", "");
    assertThat(json)
        .contains("\"family\":{\"name\":\"categorical\",\"classes\":[\"a\",\"b\",\"c\"]}")
        .contains("\"experts\":[{\"predictors\":[{\"intercept\":0.1")
        .doesNotContain("variance");
  }

  @Test
  void aModelMayBeWrittenByHand() throws IOException {
    String json =
        """
        {"experts":[{"predictors":[{"intercept":1,"coefficients":{"x":0.5}}]}],
         "gates":[{"intercept":0,"coefficients":{"x":0}}],
         "sampleSize":10, "family":{"name":"poisson"}}
        """;
    MixtureOfExperts mixture = read(json.getBytes(StandardCharsets.UTF_8)).mixture().orElseThrow();
    assertThat(mixture.family().id()).isEqualTo("poisson");
    assertThat(mixture.linearExpert(0).coefficients()).isDeepEqualTo(new double[][] {{1, 0.5}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"gamma\"};there is no family 'gamma', only gaussian, categorical",
        "{\"name\":\"poisson\",\"classes\":[\"a\",\"b\"]};family poisson has no classes",
        "{\"name\":\"categorical\",\"classes\":[\"a\",\"b\",\"c\"]};has 1 linear predictors",
        "null;expert 1 has predictors, but the model names no family"
      })
  void aFamilyThatDoesNotFitIsRefused(String family, String words) {
    String json =
        """
        {"experts":[{"predictors":[{"intercept":1,"coefficients":[0.5]}]}],
         "gates":[{"intercept":0,"coefficients":[0]}], "sampleSize":10, "family":%s}
        """
            .formatted(family);
    assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void predictorsOfAnotherLengthAreRefused() {
    String json =
        """
        {"experts":[{"predictors":[{"intercept":1,"coefficients":[0.5]},
                                   {"intercept":1,"coefficients":[0.5,1]}]}],
         "gates":[{"intercept":0,"coefficients":[0]}],
         "sampleSize":10, "family":{"name":"categorical","classes":["a","b","c"]}}
        """;
    assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("expert 1, predictor 2 has 2 coefficients, expert 1 has 1");
  }

  @Test
  void aMixtureSaysItsOwnFamilyButNoOther() {
    MixtureOfExperts mixture = models().findFirst().orElseThrow().mixture().orElseThrow();
    StoredModel model = StoredModel.of("id", mixture, 1);
    assertThat(model.type().classes()).isEqualTo(CLASSES);
    StoredModel.Builder other = model.toBuilder().type(ResponseType.of("poisson"));
    assertThatThrownBy(other::build)
        .hasMessage("the experts are of family categorical, the response poisson");
  }

  /** Version 0.1.0 refuses what it would misread: it wants a positive variance. */
  @Test
  void aReaderThatKnowsNoFamiliesFindsNoVariance() throws IOException {
    Path old = Path.of("src", "test", "resources", "models", "0.1.0", "plain", "model.avro");
    Schema schema;
    try (InputStream in = Files.newInputStream(old);
        var file = new DataFileStream<>(in, new GenericDatumReader<GenericRecord>())) {
      schema = file.getSchema();
    }
    byte[] bytes = avro(models().findFirst().orElseThrow());
    try (var file =
        new DataFileStream<>(
            new ByteArrayInputStream(bytes), new GenericDatumReader<GenericRecord>(null, schema))) {
      List<?> experts = (List<?>) file.next().get("experts");
      assertThat(((GenericRecord) experts.get(0)).get("variance")).isEqualTo(Double.NaN);
    }
  }

  @Test
  void aGaussianModelIsWrittenAsBefore() throws IOException {
    MixtureOfExperts one =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[1][2]), List.of(GaussianExpert.of(new double[] {1, 2}, 3)));
    String json =
        new String(json(StoredModel.of("id", one, 5)), StandardCharsets.UTF_8)
            .replaceAll("\\s+", "");
    assertThat(json)
        .startsWith("{\"experts\":[{\"intercept\":1.0,\"coefficients\":[2.0],\"variance\":3.0}]")
        .doesNotContain("family", "predictors");
  }
}
