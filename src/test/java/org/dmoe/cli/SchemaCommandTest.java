package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sites that share a schema: describe --output, describe --schemas, --schema. */
class SchemaCommandTest {

  @TempDir Path temp;

  @BeforeEach
  void sites() throws IOException {
    write("a.csv", 1, "N", "S");
    write("b.csv", 2, "S", "E", "W");
  }

  private void write(String file, long seed, String... winds) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("x,wind,y\n");
    for (int i = 0; i < 150; i++) {
      double x = Math.round(4096 * random.nextGaussian()) / 1024.0;
      int wind = random.nextInt(winds.length);
      csv.append("%s,%s,%s\n".formatted(x, winds[wind], x + wind + random.nextGaussian()));
    }
    Files.writeString(temp.resolve(file), csv);
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  private Outcome run(String line) {
    List<String> args = new ArrayList<>();
    for (String word : line.split(" ")) {
      boolean isFile = word.matches(".*\\.(csv|json|avro)") || word.startsWith("run-");
      args.add(isFile ? path(word) : word);
    }
    return Outcome.of(args.toArray(String[]::new));
  }

  private void schemas() {
    run("describe --input a.csv --output a.json").assertDone();
    run("describe --input b.csv --output b.json").assertDone();
    run("describe --schemas a.json b.json --output all.json").assertDone();
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(temp.resolve(file).toFile());
  }

  private List<String> features(String run) throws IOException {
    List<String> names = new ArrayList<>();
    json(run + "/model/model.json").get("features").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static String fit(String site, String more) {
    return "fit --input %s.csv --response y --experts 1 --output run-%s --support-size 50%s"
        .formatted(site, site, more);
  }

  @Test
  void sitesOfDifferentLevelsHaveTheSameCovariates() throws IOException {
    schemas();
    run(fit("a", " --schema all.json")).assertDone();
    run(fit("b", " --schema all.json")).assertDone();
    assertThat(features("run-a")).containsExactly("x", "wind=N", "wind=S", "wind=W");
    assertThat(features("run-b")).isEqualTo(features("run-a"));

    Outcome global =
        run("aggregate run-a run-b --support a.csv --experts 1 --output run-all").assertDone();
    assertThat(global.out()).contains("2 used, 0 rejected");
    assertThat(features("run-all")).isEqualTo(features("run-a"));
  }

  @Test
  void aSchemaHasCountsLevelsMeansAndNoRow() throws IOException {
    schemas();
    JsonNode all = json("all.json");
    assertThat(all.get("rows").asLong()).isEqualTo(300);
    JsonNode wind = all.get("columns").get(1);
    assertThat(wind.get("type").asText()).isEqualTo("category");
    assertThat(wind.get("levels").findValuesAsText("name")).containsExactly("E", "N", "S", "W");
    long counted = 0;
    for (JsonNode level : wind.get("levels")) {
      counted += level.get("count").asLong();
    }
    assertThat(counted).isEqualTo(300);

    Files.createDirectory(temp.resolve("both"));
    Files.copy(temp.resolve("a.csv"), temp.resolve("both/a.csv"));
    Files.copy(temp.resolve("b.csv"), temp.resolve("both/b.csv"));
    Outcome.of("describe", "--input", path("both"), "--output", path("whole.json")).assertDone();
    JsonNode united = all.get("columns").get(0);
    JsonNode whole = json("whole.json").get("columns").get(0);
    assertThat(united.get("mean").asDouble())
        .isCloseTo(whole.get("mean").asDouble(), org.assertj.core.api.Assertions.within(1e-12));
    assertThat(united.get("sd").asDouble())
        .isCloseTo(whole.get("sd").asDouble(), org.assertj.core.api.Assertions.within(1e-12));
    assertThat(united.has("min")).isFalse();
  }

  /** A missing number is the mean of all sites, not of this one. */
  @Test
  void meansAreThoseOfTheSchema() throws IOException {
    schemas();
    run(fit("a", " --schema all.json --missing mean")).assertDone();
    double mean = json("run-a/model/model.json").findValue("mean").asDouble();
    assertThat(mean).isEqualTo(json("all.json").get("columns").get(0).get("mean").asDouble());
  }

  @Test
  void otherCommandsReadItToo() throws IOException {
    schemas();
    run(fit("a", " --schema all.json")).assertDone();
    run("statistics --model run-a --input b.csv --schema all.json --output s.avro").assertDone();
    run("evaluate --model run-a --input b.csv --schema all.json").assertDone();
    run("partition --by random:2 --input b.csv --schema all.json --output run-parts").assertDone();
    run("sample --response y --input b.csv --schema all.json --output run-s").assertDone();
    assertThat(Files.readAllLines(temp.resolve("run-s/support.csv")).get(0))
        .isEqualTo("x,wind=N,wind=S,wind=W");
    run("statistics --model run-a --input b.csv --schema b.json --output t.avro")
        .assertRefused(3, "--schema", "b.json: levels of 'wind' are [E, S, W], the model's");
  }

  @Test
  void whatTheRowsHaveOtherwiseIsNamedTogether() throws IOException {
    schemas();
    run(fit("a", " --schema b.json"))
        .assertRefused(3, "b.json: levels of 'wind' that it lacks: 'N'", "--schemas");
    run(fit("a", " --schema b.json --unseen reference")).assertDone();
    assertThat(features("run-a")).containsExactly("x", "wind=S", "wind=W");

    Files.writeString(temp.resolve("c.csv"), "wind,y\nE,1\nS,2\n");
    run(fit("c", " --schema b.json")).assertRefused(3, "columns that the rows lack: 'x'");
    Files.writeString(temp.resolve("c.csv"), "x,wind,y\nhigh,Q,1\nlow,R,2\n");
    run(fit("c", " --schema b.json"))
        .assertRefused(3, "'x' is a number there and text in the rows", "lacks: 'Q', 'R'");
    assertThat(Folder.names(temp))
        .containsExactly("a.csv", "a.json", "all.json", "b.csv", "b.json", "c.csv", "run-a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--schema none.json;3;none.json: no such file",
        "--schema a.csv;3;a.csv: it is not JSON",
        "--schema b.json --categorical wind;2;--schema: declares categories",
        "--schema b.json --features x,wnd;2;--features: 'wnd' is not a column of --schema",
        "--schema b.json --exclude wnd;2;did you mean 'wind'?",
        "--schema b.json --features x,y;2;'y' is the response",
        "--schema b.json --exclude x,wind;2;no column is left for a covariate"
      })
  void badInputIsOneLine(String options, int code, String words) throws IOException {
    run("describe --input b.csv --output b.json").assertDone();
    run(fit("b", " " + options)).assertRefused(code, words);
    assertThat(Folder.names(temp)).containsExactly("a.csv", "b.csv", "b.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "describe;2;give --input, or --schemas",
        "describe --input a.csv --schemas b.json;2;cannot go together",
        "describe --schemas b.json;2;--output",
        "describe --schemas b.json c.json --output d.json;3;c.json: no such file",
        "describe --schemas b.json a.csv --output d.json;3;a.csv",
        "describe --input a.csv --output b.json;2;exists",
        "describe --input a.csv --schema b.json;2;--schema: describe makes one",
        "describe --input a.csv --categorical wnd --output d.json;2;did you mean 'wind'?",
        "describe --input a.csv --levels wind=N --output d.json;2;the rows have 'S' too"
      })
  void badRequestsForSchemasAreOneLine(String line, int code, String words) throws IOException {
    run("describe --input b.csv --output b.json").assertDone();
    Outcome outcome = run(line);
    outcome.assertRefused(code, words);
    assertThat(Folder.names(temp)).containsExactly("a.csv", "b.csv", "b.json");
  }
}
