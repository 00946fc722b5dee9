package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dmoe.io.StoredModel;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gate of other columns than the experts, from rows to predictions. */
class GateFeaturesTest extends TermTrials {

  /** The site and z choose the expert, x moves it. */
  @BeforeEach
  void rows() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    Random random = new Random(1);
    for (int part = 0; part < 3; part++) {
      StringBuilder csv = new StringBuilder("x,z,site,y\n");
      for (int i = 0; i < 400; i++) {
        double x = random.nextGaussian();
        double z = random.nextGaussian();
        int site = random.nextInt(2);
        boolean up = random.nextDouble() < 1 / (1 + Math.exp(-2 * z - site));
        double y = (up ? 5 + x : -5 - 2 * x) + 0.5 * random.nextGaussian();
        csv.append(
            String.format(Locale.ROOT, "%.6f,%.6f,%s,%.6f%n", x, z, site == 1 ? "b" : "a", y));
      }
      Files.writeString(rows.resolve("part-" + part + ".csv"), csv);
    }
  }

  private Outcome fit(String run, String... more) {
    return Outcome.of(usual(run, "300", "--response", "y"), more);
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }

  @Test
  void theGateHasItsColumnsAndTheExpertsTheirs() throws IOException {
    Outcome fitted =
        fit(
            "run",
            "--features",
            "x",
            "--gate-features",
            "z,site",
            "--categorical",
            "site",
            "--refine",
            "auto");
    assertDone(fitted);
    for (String file : List.of("model/model.avro", "model/model.json", "model/transport.avro")) {
      StoredModel stored = model("run", file);
      assertThat(stored.features()).containsExactly("x", "z", "site=b");
      MixtureOfExperts model = stored.mixture().orElseThrow();
      assertThat(model.design())
          .isEqualTo(
              Design.of(new boolean[] {false, true, true}, new boolean[] {true, false, false}));
      assertThat(model.expert(0).beta()).containsExactly(new double[] {-5, -2, 0, 0}, within(0.1));
      assertThat(model.expert(1).beta()).containsExactly(new double[] {5, 1, 0, 0}, within(0.1));
      assertThat(model.gate().alpha(0)[1]).isZero();
      assertThat(model.gate().alpha(0)[2]).isCloseTo(-2, within(0.4));
      assertThat(model.gate().alpha(0)[3]).isCloseTo(-1, within(0.4));
    }
    assertThat(fitted.out())
        .contains("gate 1 against 2: z", "expert 1: x", "9 parameters")
        .doesNotContain("gate 1 against 2: x", "expert 1: z");
  }

  @Test
  void predictAndEvaluateNeedTheColumnsOnly() throws IOException {
    assertDone(fit("run", "--features", "x", "--gate-features", "z"));
    Path fresh = Files.writeString(temp.resolve("new.csv"), "z,x\n8,1\n-8,1\n");
    String run = temp.resolve("run").toString();
    String out = temp.resolve("out").toString();
    assertDone(Outcome.of("predict", "--model", run, "--input", fresh.toString(), "--output", out));
    List<List<String>> predictions = RowReading.rows(temp.resolve("out"));
    assertThat(Double.parseDouble(predictions.get(0).get(0))).isCloseTo(6, within(0.2));
    assertThat(Double.parseDouble(predictions.get(1).get(0))).isCloseTo(-7, within(0.2));
    Outcome evaluated = Outcome.of("evaluate", "--input", rows.toString(), "--model", run);
    assertDone(evaluated);
    assertThat(evaluated.out()).contains("1200");
  }

  @Test
  void aConstantGateIsAMixtureOfRegressions() throws IOException {
    assertDone(fit("run", "--features", "x", "--gate-features", "none", "--experts", "1..2"));
    MixtureOfExperts model = model("run", "model/model.json").mixture().orElseThrow();
    assertThat(model.size()).isEqualTo(2);
    assertThat(model.gate().alpha(0)[1]).isZero();
    assertThat(model.freeParameters()).isEqualTo(1 + 2 * 3);
  }

  @Test
  void aModelOfAnotherGateIsNotAggregated() throws IOException {
    assertDone(fit("one", "--features", "x,z", "--gate-features", "z"));
    assertDone(fit("two", "--features", "x,z"));
    Path models = Files.createDirectories(temp.resolve("models"));
    Files.copy(temp.resolve("one/model/model.json"), models.resolve("one.json"));
    String text = Files.readString(temp.resolve("two/model/model.json"));
    Files.writeString(
        models.resolve("two.json"), text.replace("\"id\" : \"reduction\"", "\"id\" : \"two\""));
    Outcome outcome =
        Outcome.of(
            "aggregate",
            "--models",
            models.toString(),
            "--support",
            temp.resolve("one").toString(),
            "--experts",
            "2",
            "--output",
            temp.resolve("all").toString());
    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.errors().toString())
        .contains("its gate or its experts have covariates other than those of group of part-0");
  }

  @Test
  void aStartOfAllColumnsIsRestricted() throws IOException {
    assertDone(fit("full", "--features", "x,z"));
    assertDone(
        fit(
            "run",
            "--features",
            "x,z",
            "--gate-features",
            "z",
            "--start",
            temp.resolve("full/model/model.json").toString()));
    MixtureOfExperts model = model("run", "model/model.avro").mixture().orElseThrow();
    assertThat(model.gate().alpha(0)[1]).isZero();
    assertThat(model.expert(1).beta()).containsExactly(new double[] {5, 1, 0}, within(0.15));
  }

  @Test
  void badNamesAreOneLine() {
    assertRefused("'q'", fit("run", "--gate-features", "q", "--features", "x"));
    assertRefused("is the response", fit("run", "--gate-features", "y"));
    assertRefused("names of columns, or none alone", fit("run", "--gate-features", "none,x"));
    assertRefused("named twice", fit("run", "--gate-features", "x,x"));
    assertThat(Files.exists(temp.resolve("run"))).isFalse();
  }

  private static void assertRefused(String what, Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isEqualTo(2);
    assertThat(outcome.errors().toString()).contains(what);
  }
}
