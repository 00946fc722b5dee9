package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dmoe.aggregate.GlobalModel;
import org.dmoe.data.DesignEncoder;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Prediction;
import org.dmoe.model.Predictor;
import org.dmoe.model.Progress;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of older versions are read as those versions meant them, for ever. */
class OlderModelsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path RELEASE = Path.of("src", "test", "resources", "models", "0.1.0");

  private static List<StoredModel> read(String file) throws IOException {
    try (InputStream in = Files.newInputStream(RELEASE.resolve(file))) {
      return ModelFiles.read(in, file);
    }
  }

  private static StoredModel only(String file) throws IOException {
    List<StoredModel> models = read(file);
    assertThat(models).hasSize(1);
    return models.get(0);
  }

  private static void assertExpert(
      MixtureOfExperts mixture, int k, double variance, double... beta) {
    assertThat(mixture.expert(k).beta()).containsExactly(beta);
    assertThat(mixture.expert(k).variance()).isEqualTo(variance);
  }

  private static void assertFit(StoredModel model, long rows, double weight, double likelihood) {
    FitRecord fit = model.fit().orElseThrow();
    assertThat(fit.getRows()).isEqualTo(rows);
    assertThat(model.sampleSize()).isEqualTo(weight);
    assertThat(fit.getLogLikelihood()).isEqualTo(Double.valueOf(likelihood));
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "json"})
  void theGlobalModelOfAPlainFit(String format) throws IOException {
    StoredModel model = only("plain/model." + format);

    assertThat(model.id()).isEqualTo("reduction");
    assertThat(model.status()).isEqualTo("OK");
    assertThat(model.sampleSize()).isEqualTo(140);
    assertThat(model.features()).containsExactly("x1");
    assertThat(model.response()).isEqualTo("y");
    assertThat(model.columns()).isEmpty();
    assertThat(model.fit()).isEmpty();
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    assertThat(mixture.size()).isEqualTo(2);
    assertExpert(mixture, 0, 0.071718308630869199, -2.0520700925544673, -1.0146044176050957);
    assertExpert(mixture, 1, 0.091410406946188349, 1.9868006026143155, 1.5303908310477463);
    assertThat(mixture.gate().alpha(0)).containsExactly(-0.63076349999298831, -40.048256520506101);
    assertThat(mixture.gate().alpha(1)).containsExactly(0, 0);
    assertThat(model.aggregation().orElseThrow().getObjectiveTrace())
        .containsExactly(0.016534302506446823, 0.016534302506446819);
    List<LocalShareRecord> shares = model.aggregation().orElseThrow().getLocals();
    assertThat(shares).extracting(LocalShareRecord::getStatus).containsExactly("USED", "USED");
    assertThat(shares.get(1).getShare()).isEqualTo(0.42857142857142855);
    assertThat(shares.get(1).getCost()).isEqualTo(0.018514113681033895);
    assertThat(model.provenance())
        .isEqualTo(
            Map.of(
                "cost", "KL",
                "dmoe", "0.1.0",
                "experts", "2",
                "inputBytes", "1812",
                "partition", "FILE",
                "plan", "COMPONENT",
                "seed", "1"));
  }

  /** The release did not say of a global model how many rows there were. */
  @ParameterizedTest
  @ValueSource(strings = {"avro", "json"})
  void whatTheReleaseDidNotKnowIsLeftOutAgain(String format) throws IOException {
    StoredModel model = only("plain/model." + format);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ModelFiles.writeJson(json, model);

    assertThat(model.aggregation().orElseThrow().getRows()).isNull();
    JsonNode release = JSON.readTree(Files.readString(RELEASE.resolve("plain/model.json")));
    nameCoefficients(release.get("experts"), release.get("features"));
    nameCoefficients(release.get("gates"), release.get("features"));
    assertThat(JSON.readTree(json.toByteArray())).isEqualTo(release);
  }

  /** The release wrote them in the features' order. */
  private static void nameCoefficients(JsonNode all, JsonNode features) {
    for (JsonNode one : all) {
      ObjectNode byName = JSON.createObjectNode();
      for (int j = 0; j < features.size(); j++) {
        byName.set(features.get(j).asText(), one.get("coefficients").get(j));
      }
      ((ObjectNode) one).set("coefficients", byName);
    }
  }

  @Test
  void theLocalModelsOfAPlainFit() throws IOException {
    List<StoredModel> locals = read("plain/local-models.avro");

    assertThat(locals).extracting(StoredModel::id).containsExactly("a", "b");
    assertThat(locals).extracting(StoredModel::status).containsOnly("CONVERGED");
    assertFit(locals.get(0), 80, 80, -11.16015551594765);
    assertFit(locals.get(1), 60, 60, -12.762018393165818);
    MixtureOfExperts b = locals.get(1).mixture().orElseThrow();
    assertExpert(b, 0, 0.087892731010550368, -2.1495558200324911, -1.1021574488314869);
    assertExpert(b, 1, 0.084342354398769567, 1.9825291044635709, 1.5069071475863012);
    assertThat(b.gate().alpha(0)).containsExactly(-0.24701824064424427, -33.091182882344327);
    FitRecord fit = locals.get(1).fit().orElseThrow();
    assertThat(fit.getStarts()).hasSize(8);
    assertThat(fit.getStarts().get(3).getLogLikelihood()).isEqualTo(35.730342659806062);
    assertThat(fit.getWarnings()).containsExactly("60 rows are few for 8 parameters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "json"})
  void aModelWithCategoriesUnitsAndWeights(String format) throws IOException {
    StoredModel model = only("roles/model." + format);

    assertThat(model.sampleSize()).isEqualTo(215.5);
    assertThat(model.features()).containsExactly("x1", "site=north", "site=east");
    assertThat(model.columns())
        .containsExactly(
            FeatureColumn.number("x1").withUnit("m/s"),
            FeatureColumn.category("site", List.of("south", "north", "east")));
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    assertExpert(
        mixture,
        0,
        0.100451543002542,
        -1.307200584071478,
        -1.050680283764023,
        -0.73138308745988201,
        -1.0469046056811375);
    assertThat(mixture.gate().alpha(0))
        .containsExactly(
            -1.3806973166996617, -30.901319956380746, -0.18990461430179356, 3.0749837073922461);
    List<StoredModel> locals = read("roles/local-models.avro");
    assertFit(locals.get(0), 90, 104, -14.20023277937868);
    assertFit(locals.get(1), 90, 111.5, -28.558508074520915);
  }

  @Test
  void aMachineWithTooFewRows() throws IOException {
    List<StoredModel> locals = read("few/local-models.avro");

    StoredModel b = locals.get(1);
    assertThat(b.mixture()).isEmpty();
    assertThat(b.status()).isEqualTo("TOO_FEW_ROWS");
    assertFit(b, 1, 1, Double.NaN);
    assertThat(b.fit().orElseThrow().getReason())
        .isEqualTo("1 usable rows, one linear expert has 3 parameters");
    LocalShareRecord rejected =
        only("few/model.avro").aggregation().orElseThrow().getLocals().get(1);
    assertThat(rejected.getStatus())
        .isEqualTo("REJECTED: TOO_FEW_ROWS: 1 usable rows, one linear expert has 3 parameters");
    assertThat(rejected.getCost()).isNaN();
    assertThat(only("few/model.json").mixture()).isEqualTo(only("few/model.avro").mixture());
  }

  /** The first rows that 0.1.0 predicted. */
  @Test
  void predictionsAreThoseOfTheRelease() throws IOException {
    assertPrediction(
        only("plain/model.avro"),
        new double[] {0.066},
        1.934358507345573,
        0.7126766474393049,
        List.of(1.4237815916620942, 2.07345602861473, 2.5796469571052434),
        0.03647580516479365);
    StoredModel roles = only("roles/model.json");
    double[] x = new double[3];
    DesignEncoder.of(roles.spec(), false).encode(new double[] {0.095}, new String[] {"south"}, x);
    assertPrediction(
        roles,
        x,
        2.726989095499759,
        0.30918369797047845,
        List.of(2.2754619583651188, 2.777417770733371, 3.2478771123924868),
        0.013173035782976874);
  }

  private static void assertPrediction(
      StoredModel model,
      double[] x,
      double mean,
      double variance,
      List<Double> quantiles,
      double first) {
    Prediction prediction = Predictor.of(model.mixture().orElseThrow(), 0.05, 0.5, 0.95).predict(x);
    assertThat(prediction.mean()).isCloseTo(mean, within(1e-12));
    assertThat(prediction.variance()).isCloseTo(variance, within(1e-12));
    for (int q = 0; q < quantiles.size(); q++) {
      assertThat(prediction.quantiles().get(q)).isCloseTo(quantiles.get(q), within(1e-8));
    }
    assertThat(prediction.probabilities().get(0)).isCloseTo(first, within(1e-12));
  }

  /** What the local models of the release come to is not worse than what it made of them. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "roles", "few"})
  void localModelsCanBeAggregated(String fit) throws IOException {
    SupportingSample support;
    try (InputStream in = Files.newInputStream(RELEASE.resolve(fit + "/support.csv"))) {
      support = SupportCsv.read(in, fit);
    }
    StoredModel then = only(fit + "/model.avro");

    StoredModel now =
        GlobalModel.aggregate(
                read(fit + "/local-models.avro"),
                support,
                ReductionEstimator.of(
                    ReductionOptions.builder(2).divergence(Divergence.TRANSPORT).build()),
                0.5,
                Map.of(),
                Progress.SILENT)
            .model();

    assertThat(now.sampleSize()).isEqualTo(then.sampleSize());
    assertThat(now.features()).isEqualTo(then.features());
    assertThat(now.columns()).isEqualTo(then.columns());
    assertThat(objective(now)).isLessThanOrEqualTo(objective(then) + 1e-9);
    MixtureOfExperts before = then.mixture().orElseThrow();
    MixtureOfExperts after = now.mixture().orElseThrow();
    for (int k = 0; k < 2; k++) {
      assertThat(after.expert(k).beta())
          .usingComparatorWithPrecision(1e-6)
          .containsExactly(before.expert(k).beta());
    }
  }

  private static double objective(StoredModel model) {
    List<Double> trace = model.aggregation().orElseThrow().getObjectiveTrace();
    return trace.get(trace.size() - 1);
  }
}
