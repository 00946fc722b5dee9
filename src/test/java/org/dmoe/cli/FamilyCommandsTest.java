package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dmoe.inference.MeanConfidence;
import org.dmoe.inference.MeanInterval;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each family from rows to a model that predicts and is scored. */
class FamilyCommandsTest {

  @TempDir Path temp;

  private Path rows(String kind, int rows, int first) {
    Path out = temp.resolve(kind + first);
    Outcome.of(
            "simulate",
            "--kind",
            kind,
            "--rows",
            Integer.toString(rows),
            "--dimension",
            "3",
            "--experts",
            "2",
            "--first-row",
            Integer.toString(first),
            "--maps",
            "3",
            "--output",
            out.toString())
        .assertDone();
    return out;
  }

  private Outcome fit(String kind, Path rows, Path test, String run, String... more) {
    List<String> usual =
        new ArrayList<>(List.of("fit", "--input", rows.resolve("rows").toString()));
    usual.addAll(List.of("--output", temp.resolve(run).toString(), "--response", "y"));
    usual.addAll(List.of("--family", kind, "--experts", "2", "--partition", "file"));
    usual.addAll(List.of("--support-size", "600", "--test", test.resolve("rows").toString()));
    if (kind.equals("binomial")) {
      usual.addAll(List.of("--trials", "trials"));
    }
    return Outcome.of(usual, more);
  }

  private JsonNode metrics(String run) throws IOException {
    return new ObjectMapper().readTree(temp.resolve(run).resolve("metrics.json").toFile());
  }

  private StoredModel model(String run, String file) throws IOException {
    try (var in = Files.newInputStream(temp.resolve(run).resolve(file))) {
      return ModelFiles.read(in, file).get(0);
    }
  }

  private double likelihood(Path model, Path rows) throws IOException {
    Outcome outcome =
        Outcome.of(
                "evaluate",
                "--model",
                model.toString(),
                "--input",
                rows.resolve("rows").toString(),
                "--format",
                "json")
            .assertDone();
    return new ObjectMapper()
        .readTree(outcome.out())
        .elements()
        .next()
        .path("meanLogLikelihood")
        .asDouble();
  }

  @ParameterizedTest
  @CsvSource({"categorical, error rate", "binomial, Brier", "poisson, deviance"})
  void theModelIsNearlyAsLikelyAsTheTruth(String kind, String metric) throws IOException {
    Path training = rows(kind, 4500, 0);
    Path test = rows(kind, 3000, 4608);

    Outcome fitted = fit(kind, training, test, "run").assertDone();

    assertThat(fitted.out()).contains(metric).doesNotContain("RPE", "NaN");
    double truth = likelihood(training, test);
    double reached = metrics("run").elements().next().at("/test/meanLogLikelihood").asDouble();
    assertThat(reached).isEqualTo(truth, within(0.02));
    assertThat(likelihood(temp.resolve("run"), test)).isEqualTo(reached, within(1e-12));
    StoredModel avro = model("run", "model/model.avro");
    assertThat(avro.type().family()).isEqualTo(kind);
    assertThat(model("run", "model/model.json").mixture()).isEqualTo(avro.mixture());
    String page = Files.readString(temp.resolve("run/report.html"));
    assertThat(page).contains("Shares of the experts").doesNotContain(">NaN<");
    assertThat(Outcome.of("show", temp.resolve("run").toString()).assertDone().out())
        .contains("family " + kind, "expert 2", "Average effects", "errors: one-round");
    assertAggregatedAgain(avro);
    assertPredicted(kind, test);
  }

  /** The supporting sample keeps the trials. */
  private void assertAggregatedAgain(StoredModel model) throws IOException {
    Path run = temp.resolve("run");
    boolean trials = !model.type().exposure().isEmpty();
    String header = Files.readAllLines(run.resolve("support/support.csv")).get(0);
    assertThat(header).isEqualTo(trials ? "x1,x2,x3,(exposure)" : "x1,x2,x3");
    Outcome.of(
            "aggregate",
            "--models",
            run.toString(),
            "--support",
            run.resolve("support/support.csv").toString(),
            "--experts",
            "2",
            "--output",
            temp.resolve("again").toString())
        .assertDone();
    assertThat(model("again", "model/model.avro").mixture()).isEqualTo(model.mixture());
  }

  private void assertPredicted(String kind, Path test) throws IOException {
    Path out = temp.resolve("predicted");
    Outcome.of(
            "predict",
            "--model",
            temp.resolve("run").toString(),
            "--input",
            test.resolve("rows").toString(),
            "--keep",
            "y",
            "--output",
            out.toString())
        .assertDone();
    try (Stream<Path> files = Files.list(out)) {
      Path first = files.filter(f -> f.toString().endsWith(".csv")).sorted().findFirst().get();
      List<String> header = RowReading.read(first).get(0);
      assertThat(header)
          .contains(kind.equals("categorical") ? "p_a" : "p_zero")
          .endsWith("pi_1", "pi_2", "expert");
    }
  }

  /** The end of the climb is the end of the climb from the fit of all rows. */
  @ParameterizedTest
  @CsvSource({"categorical, 'x1: P(b)'", "binomial, the mean of y", "poisson, the mean of y"})
  void passesReachTheMaximumLikelihoodWithErrors(String kind, String words) throws IOException {
    Path training = rows(kind, 3000, 0);
    Outcome fitted = fit(kind, training, training, "run", "--refine", "auto").assertDone();
    assertThat(fitted.out()).contains(words, "std. error", "in expert 2").doesNotContain("NaN");
    JsonNode metrics = metrics("run");
    List<Double> likelihoods = new ArrayList<>();
    metrics
        .elements()
        .forEachRemaining(m -> likelihoods.add(m.at("/test/meanLogLikelihood").asDouble()));
    assertThat(likelihoods.get(0)).isGreaterThanOrEqualTo(likelihoods.get(1) - 1e-9);
    StoredModel model = model("run", "model/model.avro");
    assertThat(model.inference()).isPresent();
    assertThat(model("run", "model/model.json").inference()).isEqualTo(model.inference());
    assertEffects(kind);
    assertIntervals(kind, model, training);
  }

  /** As the scoring library has them, row by row. */
  private void assertIntervals(String kind, StoredModel model, Path rows) throws IOException {
    Path out = temp.resolve("intervals");
    Outcome.of(
            "predict",
            "--model",
            temp.resolve("run").toString(),
            "--input",
            rows.resolve("rows").toString(),
            "--keep",
            kind.equals("binomial") ? "x1,x2,x3,trials" : "x1,x2,x3",
            "--intervals",
            "confidence",
            "--level",
            "0.8",
            "--output",
            out.toString())
        .assertDone();
    List<List<String>> lines = RowReading.read(RowReading.files(out).get(0));
    List<String> header = lines.get(0);
    boolean classes = kind.equals("categorical");
    MeanConfidence known =
        MeanConfidence.of(
            model.mixture().orElseThrow(), model.inference().orElseThrow().covariance(), 0.8);
    for (List<String> line : lines.subList(1, 20)) {
      double[] x = {
        number(line, header, "x1"), number(line, header, "x2"), number(line, header, "x3")
      };
      double trials = header.contains("trials") ? number(line, header, "trials") : 1;
      MeanInterval expected = classes ? known.classesAt(x).get(1) : known.at(x, trials);
      String name = classes ? "p_b" : "mean";
      assertThat(number(line, header, name)).isCloseTo(expected.mean(), within(1e-9));
      assertThat(number(line, header, name + "_se"))
          .isCloseTo(expected.standardError(), within(1e-9));
      assertThat(number(line, header, name + "_low")).isCloseTo(expected.low(), within(1e-9));
      assertThat(number(line, header, name + "_high")).isCloseTo(expected.high(), within(1e-9));
    }
  }

  private static double number(List<String> line, List<String> header, String column) {
    return Double.parseDouble(line.get(header.indexOf(column)));
  }

  /** The classes' effects of a column add up to nothing; each table says which class it is of. */
  private void assertEffects(String kind) throws IOException {
    boolean classes = kind.equals("categorical");
    String run = temp.resolve("run").toString();
    String csv = Outcome.of("show", run, "--format", "csv").assertDone().out();
    assertThat(csv.lines().findFirst().orElseThrow().contains("classes")).isEqualTo(classes);
    String json =
        Outcome.of("show", run, "--table", "effects", "--format", "json").assertDone().out();
    JsonNode effects = new ObjectMapper().readTree(json);
    assertThat(effects).hasSize(3 * (classes ? 3 : 1) * 3);
    Map<String, Double> sums = new TreeMap<>();
    for (JsonNode effect : effects) {
      assertThat(effect.has("class")).isEqualTo(classes);
      assertThat(effect.path("standard_error").asDouble()).isPositive();
      String place = effect.path("column").asText() + effect.path("expert").asText();
      sums.merge(place, effect.path("effect").asDouble(), Double::sum);
    }
    assertThat(sums).hasSize(9);
    assertThat(sums.values()).allMatch(sum -> !classes || Math.abs(sum) < 1e-12);
    assertThat(Outcome.of("show", run, "--table", "effects").assertDone().out())
        .startsWith("Average effects on the " + (classes ? "probability" : "mean"));
    assertThat(Files.readString(Path.of(run, "report.html")))
        .contains(
            "Average effects on the " + (classes ? "probability of each class of y" : "mean"));
  }

  @Test
  void twoTextsAreABinomialResponse() throws IOException {
    Path rows = Files.createDirectories(temp.resolve("texts"));
    Random random = new Random(4);
    for (int part = 0; part < 2; part++) {
      StringBuilder csv = new StringBuilder("y,x\n");
      for (int i = 0; i < 400; i++) {
        double x = 10 * random.nextDouble();
        boolean yes = random.nextDouble() < 1 / (1 + Math.exp(0.5 * (5 - x)));
        csv.append(yes ? "yes," : "no,").append(x).append('\n');
      }
      Files.writeString(rows.resolve("part" + part + ".csv"), csv);
    }
    List<String> usual = new ArrayList<>(List.of("fit", "--input", rows.toString()));
    usual.addAll(List.of("--output", temp.resolve("run").toString(), "--response", "y"));
    usual.addAll(List.of("--family", "binomial", "--experts", "1", "--partition", "file"));
    Outcome.of(usual).assertDone();
    StoredModel model = model("run", "model/model.avro");
    assertThat(model.type().classes()).containsExactly("no", "yes");
    double slope = model.mixture().orElseThrow().linearExpert(0).coefficients()[0][1];
    assertThat(slope).isBetween(0.36, 0.64);
    Outcome.of(
            "predict",
            "--model",
            temp.resolve("run").toString(),
            "--input",
            rows.toString(),
            "--output",
            temp.resolve("p").toString())
        .assertDone();
    try (Stream<Path> files = Files.list(temp.resolve("p"))) {
      Path first = files.filter(f -> f.toString().endsWith(".csv")).sorted().findFirst().get();
      assertThat(RowReading.read(first).get(0))
          .containsExactly("class", "p_no", "p_yes", "pi_1", "expert");
    }
  }
}
