package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Categories, weights, labels and means from rows to predictions, and describe. */
class FeatureRolesCommandTest {

  @TempDir Path temp;

  private Path rows;

  /** y = 2 x + 5 at site b, 2 x - 1 at site a, -3 at c; some x are missing. */
  @BeforeEach
  void rows() throws IOException {
    StringBuilder csv = new StringBuilder("site,x,y,w,label\n");
    Random random = new Random(1);
    double[] offsets = {-1, 5, -3};
    for (int i = 0; i < 300; i++) {
      double x = random.nextGaussian();
      double y = 2 * x + offsets[i % 3] + 0.01 * random.nextGaussian();
      String site = List.of("a", "b", "c").get(i % 3);
      String shown = i % 50 == 7 ? "NA" : String.format(Locale.ROOT, "%.6f", x);
      csv.append(String.format(Locale.ROOT, "%s,%s,%.6f,%d,1%n", site, shown, y, 1 + i % 2));
    }
    rows = Files.createDirectories(temp.resolve("rows"));
    Files.writeString(rows.resolve("t.csv"), csv);
  }

  private Outcome run(String command, Path input, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--input", input.toString()));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private Outcome fit(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--output",
                temp.resolve("run").toString(),
                "--overwrite",
                "--response",
                "y",
                "--experts",
                "1",
                "--support-size",
                "20",
                "--label",
                "label"));
    args.addAll(List.of(more));
    return run("fit", rows, args.toArray(String[]::new));
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }

  @Test
  void categoriesAndMeansGoIntoTheModelAndNeedNoOptionsAfterwards() throws IOException {
    assertDone(
        fit("--categorical", "site", "--missing", "mean", "--weight", "w", "--units", "x=kg"));
    String json = Files.readString(temp.resolve("run/model/model.json"));
    assertThat(json).contains("\"site=b\"", "\"site=c\"", "\"kg\"", "\"levels\"");
    assertThat(json).doesNotContain("\"w\"", "label");

    Path fresh = Files.writeString(temp.resolve("new.csv"), "x,site\n1,b\nNA,a\n1,c\n");
    assertDone(predict(fresh));
    List<List<String>> predictions = RowReading.rows(temp.resolve("out"));
    assertThat(Double.parseDouble(predictions.get(0).get(0)))
        .isCloseTo(7, org.assertj.core.api.Assertions.within(0.2));
    assertThat(Double.parseDouble(predictions.get(2).get(0)))
        .isCloseTo(-1, org.assertj.core.api.Assertions.within(0.2));
    Outcome evaluated = run("evaluate", rows, "--model", temp.resolve("run").toString());
    assertDone(evaluated);
    assertThat(evaluated.out()).contains("300");
  }

  private Outcome predict(Path input, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--model",
                temp.resolve("run").toString(),
                "--output",
                temp.resolve("out").toString(),
                "--overwrite"));
    args.addAll(List.of(more));
    return run("predict", input, args.toArray(String[]::new));
  }

  @Test
  void levelsWithCommasBetweenThemAreRefused() {
    Outcome refused = fit("--levels", "site=a,b,c");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors())
        .containsExactly("dmoe: --levels site=a,b,c: one level is named; separate levels with '|'");
  }

  @Test
  void aLevelNotSeenBeforeFailsOrCountsAsTheReference() throws IOException {
    assertDone(
        fit(
            "--categorical",
            "site",
            "--levels",
            "site=b|a|c",
            "--missing",
            "skip",
            "--exclude",
            "w"));
    Path fresh = Files.writeString(temp.resolve("new.csv"), "x,site\n1,b\n1,z\n");
    Outcome refused = predict(fresh);
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.errors()).hasSize(1);
    assertThat(refused.errors().get(0)).contains("new.csv:3", "'site'", "'z'", "--unseen");
    Outcome counted = predict(fresh, "--max-bad-rows", "1");
    assertDone(counted);
    assertThat(counted.out()).contains("unreadable rows skipped: 1");
    assertDone(predict(fresh, "--unseen", "reference"));
    List<List<String>> predictions = RowReading.rows(temp.resolve("out"));
    assertThat(predictions.get(1)).isEqualTo(predictions.get(0));
  }

  @Test
  void weightsCountAsRowsDo() throws IOException {
    assertDone(fit("--categorical", "site", "--missing", "skip", "--weight", "w"));
    String weighted = Files.readString(temp.resolve("run/model/model.json"));
    List<String> lines = Files.readAllLines(rows.resolve("t.csv"));
    List<String> repeated = new ArrayList<>(lines.subList(0, 1));
    for (String line : lines.subList(1, lines.size())) {
      repeated.add(line);
      if (line.endsWith(",2,1")) {
        repeated.add(line);
      }
    }
    Files.write(rows.resolve("t.csv"), repeated);
    assertDone(fit("--categorical", "site", "--missing", "skip", "--exclude", "w"));
    String doubled = Files.readString(temp.resolve("run/model/model.json"));
    assertThat(number(weighted, "sampleSize")).isEqualTo(number(doubled, "sampleSize"));
    assertThat(number(weighted, "intercept"))
        .isCloseTo(number(doubled, "intercept"), org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void showTellsRowsFromTheSumOfTheirWeights() {
    assertDone(fit("--categorical", "site", "--missing", "skip", "--weight", "w"));

    assertThat(show("run")).startsWith("reduction: OK, 294 rows, sum of weights 438\n");
    assertThat(show("run/local/local-models.avro"))
        .contains("CONVERGED, 294 rows, sum of weights 438\n")
        .containsPattern("log-likelihood -?\\d+\\.\\d+ \\(-?\\d+\\.\\d+ a unit of weight\\)");

    assertDone(fit("--categorical", "site", "--missing", "skip", "--exclude", "w"));

    assertThat(show("run")).startsWith("reduction: OK, 294 rows\n");
    assertThat(show("run/local/local-models.avro"))
        .contains("CONVERGED, 294 rows\n")
        .contains(" a row)");
  }

  /** Files of others, and of releases that did not count, say the sum of weights alone. */
  @Test
  void showDoesNotTakeTheSumOfWeightsForRows() throws IOException {
    Path others = temp.resolve("others.json");
    Files.writeString(
        others,
        """
        {"experts": [{"intercept": 0.0, "coefficients": [1.0], "variance": 1.0}],
         "gates": [{"intercept": 0.0, "coefficients": [0.0]}], "sampleSize": 12.5}
        """);

    assertThat(show("others.json")).contains(", sample size 12.5\n").doesNotContain("rows");
  }

  private String show(String model) {
    Outcome shown = Outcome.of("show", temp.resolve(model).toString());
    assertDone(shown);
    return shown.out();
  }

  private static double number(String json, String key) {
    String rest = json.substring(json.indexOf('"' + key + '"') + key.length() + 2);
    return Double.parseDouble(rest.replaceFirst("(?s)^\\s*:\\s*([-+.\\dE]+).*", "$1"));
  }

  @Test
  void describeSaysTheSameWhateverTheNumberOfMaps() throws IOException {
    Outcome whole = run("describe", rows);
    assertDone(whole);
    assertThat(whole.out())
        .contains("rows: 300", "site", "text", "warning: column 'label' is constant");
    for (String size : List.of("1000", "333")) {
      String splits = "mapreduce.input.fileinputformat.split.maxsize=" + size;
      assertThat(run("describe", rows, "-D", splits).out()).isEqualTo(whole.out());
    }
    Outcome json = run("describe", rows, "--format", "json", "--features", "site,x");
    assertDone(json);
    assertThat(json.out()).contains("\"rows\" : 300", "\"missing\" : 6", "\"a\" : 100");
    assertThat(json.out()).doesNotContain("\"y\"");
    try (var left = Files.list(temp)) {
      assertThat(left).containsExactly(rows);
    }
  }
}
