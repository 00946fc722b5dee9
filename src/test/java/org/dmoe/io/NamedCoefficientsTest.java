package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coefficients of a model's JSON by the names of their terms, and in the form of version 0.1.0. */
class NamedCoefficientsTest {

  private static final String MODEL =
      """
      {"experts":[{"intercept":1,"coefficients":%s,"variance":0.25}],
       "gates":[{"intercept":0,"coefficients":[0,0]}],
       "sampleSize":4%s}
      """;

  private static StoredModel read(String coefficients, String features) throws IOException {
    byte[] json = MODEL.formatted(coefficients, features).getBytes(StandardCharsets.UTF_8);
    return ModelFiles.read(new ByteArrayInputStream(json), "m.json").get(0);
  }

  private static double[] beta(StoredModel model) {
    return model.mixture().map(MixtureOfExperts::experts).orElseThrow().get(0).beta();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {"[2,3]", "{\"a\":2,\"b\":3}", "{\"b\":3,\"a\":2}"})
  void theFeaturesGiveTheOrder(String coefficients) throws IOException {
    StoredModel model = read(coefficients, ",\"features\":[\"a\",\"b\"]");
    assertThat(beta(model)).containsExactly(1, 2, 3);
    assertThat(model.features()).containsExactly("a", "b");
  }

  @Test
  void withoutFeaturesTheTermsNameThem() throws IOException {
    StoredModel model = read("{\"b\":3,\"a\":2}", "");
    assertThat(beta(model)).containsExactly(1, 3, 2);
    assertThat(model.features()).containsExactly("b", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"a\":2}; 'coefficients' of expert 1 has no 'b'",
        "{\"a\":2,\"b\":3,\"c\":4}; 'coefficients' of expert 1 has 'c', which is not a feature",
        "{\"a\":2,\"b\":\"x\"}; 'b' of 'coefficients' of expert 1 is not a number: x",
        "{\"a\":2,\"a\":3}; Duplicate field 'a'"
      })
  void otherTermsAreRefused(String coefficients, String reason) {
    assertThatThrownBy(() -> read(coefficients, ",\"features\":[\"a\",\"b\"]"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aModelWithNamesIsWrittenByThem() throws IOException {
    StoredModel model = read("[2,3]", ",\"features\":[\"a\",\"b\"]");
    String json = new String(ModelFilesRoundTripTest.json(model), StandardCharsets.UTF_8);
    assertThat(json.replaceAll("\\s", ""))
        .contains("\"coefficients\":{\"a\":2.0,\"b\":3.0},\"variance\"")
        .contains("\"coefficients\":{\"a\":0.0,\"b\":0.0}}]");
  }

  @Test
  void aModelWithoutNamesIsWrittenInOrder() throws IOException {
    String json =
        new String(ModelFilesRoundTripTest.json(read("[2,3]", "")), StandardCharsets.UTF_8);
    assertThat(json.replaceAll("\\s", "")).contains("\"coefficients\":[2.0,3.0]");
  }
}
