package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that read models: aggregate, evaluate, show. */
class ModelCommandsTest {

  private static final String MODEL =
      """
      {"experts":[{"intercept":%s,"coefficients":[2.0,-1.0],"variance":0.25},
                  {"intercept":-3.0,"coefficients":[-1.0,2.0],"variance":0.3}],
       "gates":[{"intercept":0.1,"coefficients":[4.0,0.0]},
                {"intercept":0.0,"coefficients":[0.0,0.0]}],
       "sampleSize":400,"features":["x1","x2"],"response":"y"}
      """;

  @TempDir Path temp;

  private Path models;
  private Path support;
  private Path output;

  @BeforeEach
  void files() throws IOException {
    models = Files.createDirectory(temp.resolve("models"));
    Files.writeString(models.resolve("a.json"), MODEL.formatted("3.0"));
    Files.writeString(models.resolve("b.json"), MODEL.formatted("3.1"));
    support = temp.resolve("support.csv");
    StringBuilder csv = new StringBuilder("x1,x2\n");
    for (int s = 0; s < 60; s++) {
      csv.append((s % 13 - 6) / 3.0).append(',').append((s % 7 - 3) / 2.0).append('\n');
    }
    Files.writeString(support, csv);
    output = temp.resolve("run");
  }

  private Outcome aggregate(String... more) {
    List<String> usual =
        List.of(
            "aggregate",
            "--models",
            models.toString(),
            "--support",
            support.toString(),
            "--output",
            output.toString());
    return Outcome.of(usual, more);
  }

  private void assertRefused(Outcome outcome, int exitCode, String... words) {
    outcome.assertRefused(exitCode, words);
    assertThat(output).doesNotExist();
  }

  @Test
  void aggregatesJsonModels() {
    Outcome outcome = aggregate("--experts", "2");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out()).contains("2 used, 0 rejected", "R_c");
    assertThat(output.resolve("model/model.avro")).exists();
    assertThat(output.resolve("model/model.json")).exists();
    assertThat(output.resolve("_SUCCESS")).exists();
  }

  @Test
  void startsFromAGivenModel() {
    Outcome outcome = aggregate("--experts", "2", "--init", models.resolve("a.json").toString());

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out()).contains("given");
  }

  @Test
  void eachPlansObjectiveIsNamedAsWhatItIs() {
    Outcome outcome = aggregate("--experts", "2", "--plan", "both");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out())
        .contains(
            "objective (R_c by the component-wise plan", "the other plan: objective (R_c, mean");
  }

  @Test
  void aSupportSmallerThanTheGateIsRefused() throws IOException {
    Files.writeString(support, "x1,x2\n0,1\n1,0\n");

    assertRefused(aggregate("--experts", "2"), 3, "has 2 rows", "3 coefficients");
  }

  @Test
  void aConstantColumnOfTheSupportIsSaid() throws IOException {
    String header = Files.readAllLines(support).get(0);
    String constant = header.split(",")[1];
    StringBuilder csv = new StringBuilder(header).append('\n');
    for (int s = 0; s < 20; s++) {
      csv.append(s % 7).append(",1\n");
    }
    Files.writeString(support, csv);

    Outcome outcome = aggregate("--experts", "2");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out())
        .contains("warning: column '" + constant + "' of the supporting sample is constant");
  }

  @Test
  void aggregatesTheLocalModelsOfARun() throws IOException {
    aggregate("--experts", "2");
    Path again = temp.resolve("again");

    Outcome outcome =
        Outcome.of(
            "aggregate",
            "--models",
            output.resolve("local").toString(),
            "--support",
            support.toString(),
            "--experts",
            "2",
            "--output",
            again.toString());

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(again.resolve("model/model.avro"))
        .hasSameBinaryContentAs(output.resolve("model/model.avro"));
  }

  @Test
  void truncatedAvroModel() throws IOException {
    aggregate("--experts", "2");
    byte[] whole = Files.readAllBytes(output.resolve("model/model.avro"));
    Path broken = temp.resolve("broken.avro");
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));

    Outcome outcome = Outcome.of("show", broken.toString());

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).contains("broken.avro");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"variance\":0.3 | \"variance\":-0.3 | variance",
        "\"variance\":0.3 | \"variance\":0 | variance",
        "[-1.0,2.0] | [-1.0] | coefficients",
        "\"sampleSize\":400 | \"sampleSize\":-4 | sampleSize",
        "[0.0,0.0] | [0.0,1.0] | gate",
        "-1.0,2.0 | -1.0,1e999 | finite"
      })
  void badJsonModel(String good, String bad, String word) throws IOException {
    Path file = models.resolve("b.json");
    Files.writeString(file, Files.readString(file).replace(good.strip(), bad.strip()));
    assertRefused(aggregate("--experts", "2"), 3, "b.json", word.strip());
  }

  @Test
  void unequalNumbersOfExpertsAndGates() throws IOException {
    Path file = models.resolve("b.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("{\"intercept\":0.1,\"coefficients\":[4.0,0.0]},", ""));
    assertRefused(aggregate("--experts", "2"), 3, "b.json", "gates");
  }

  @Test
  void supportOfAnotherDimension() throws IOException {
    Files.writeString(support, "x1,x2,x3\n1,2,3\n4,5,6\n");
    Path unnamed = models.resolve("b.json");
    for (Path file : new Path[] {models.resolve("a.json"), unnamed}) {
      Files.writeString(file, Files.readString(file).replace(",\"features\":[\"x1\",\"x2\"]", ""));
    }
    assertRefused(aggregate("--experts", "2"), 3, "support", "3", "2");
  }

  @Test
  void supportWithoutAFeature() throws IOException {
    Files.writeString(support, "x1,x3\n1,2\n4,5\n");
    assertRefused(aggregate("--experts", "2"), 3, "support", "x2");
  }

  @Test
  void supportWithNaN() throws IOException {
    Files.writeString(support, "x1,x2\n1,2\n4,NaN\n");
    assertRefused(aggregate("--experts", "2"), 3, "support.csv", "3");
  }

  @Test
  void missingModels() {
    Outcome outcome =
        Outcome.of(
            "aggregate",
            "--models",
            temp.resolve("nowhere").toString(),
            "--support",
            support.toString(),
            "--experts",
            "2",
            "--output",
            output.toString());
    assertRefused(outcome, 3, "nowhere");
  }

  @Test
  void showsTextAndJson() {
    Outcome text = Outcome.of("show", models.resolve("a.json").toString());
    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).contains("x1", "x2", "expert 2", "gate 1");

    Outcome json = Outcome.of("show", "--format", "json", models.resolve("a.json").toString());
    assertThat(json.exitCode()).isZero();
    assertThat(json.out()).startsWith("{").contains("\"experts\"");
  }

  @Test
  void evaluationKnowsLabelsAndCalibration() throws IOException {
    Path rows = temp.resolve("labelled.csv");
    StringBuilder csv = new StringBuilder("x1,x2,y,site\n");
    for (int i = 0; i < 60; i++) {
      double x1 = (i % 13 - 6) / 3.0;
      csv.append(x1).append(",0.5,").append(x1 > 0 ? 3 : -3).append(x1 > 0 ? ",up\n" : ",down\n");
    }
    Files.writeString(rows, csv);
    String[] args = {
      "evaluate",
      "--model",
      models.resolve("a.json").toString(),
      "--input",
      rows.toString(),
      "--response",
      "y",
      "--label",
      "site",
      "--features",
      "x1,x2",
      "--format"
    };
    String[] text = Arrays.copyOf(args, args.length + 1);
    text[args.length] = "text";
    String[] json = Arrays.copyOf(args, args.length + 1);
    json[args.length] = "json";

    Outcome table = Outcome.of(text);
    Outcome tree = Outcome.of(json);

    assertThat(table.errors()).isEmpty();
    assertThat(table.out())
        .contains("ARI", "clustering error", "x and y", "rows within", "below .9");
    JsonNode model = new ObjectMapper().readTree(tree.out()).elements().next();
    assertThat(model.get("labels").get("posterior").get("rows").asLong()).isEqualTo(60);
    assertThat(model.get("calibration")).hasSize(9);
  }

  @Test
  void evaluatesModels() throws IOException {
    Path rows = Rows.write(temp.resolve("rows/new.csv"), 200, 3);

    Outcome outcome =
        Outcome.of(
            "evaluate",
            "--model",
            models.resolve("a.json").toString(),
            models.resolve("b.json").toString(),
            "--input",
            rows.toString());

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out()).contains("a.json", "b.json", "log-lik/row", "200");
  }

  @Test
  void helpOfEveryCommand() {
    for (String command : new String[] {"fit", "sample", "aggregate", "evaluate", "show"}) {
      Outcome outcome = Outcome.of(command, "--help");
      assertThat(outcome.exitCode()).as(command).isZero();
      assertThat(outcome.out()).contains("Usage: dmoe " + command);
    }
  }
}
