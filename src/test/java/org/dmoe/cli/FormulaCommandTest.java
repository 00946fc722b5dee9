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
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A formula from rows to predictions of the response itself. */
class FormulaCommandTest extends TermTrials {

  private static final String FORMULA = "log(price) ~ log(carat) + I(carat^2) + carat:cut + cut";

  /** log price is a curve in carat, another one for a third of the stones. */
  @BeforeEach
  void rows() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    Random random = new Random(3);
    for (int part = 0; part < 3; part++) {
      StringBuilder csv = new StringBuilder("carat,cut,price,other\n");
      for (int i = 0; i < 500; i++) {
        double carat = 0.2 + 2 * random.nextDouble();
        String cut = List.of("Fair", "Good", "Ideal").get(random.nextInt(3));
        boolean rare = random.nextDouble() < 1 / (1 + Math.exp(2 - carat));
        double mean = 6 + 2 * Math.log(carat) - 0.3 * carat * carat + (rare ? 3 : 0);
        mean += cut.equals("Ideal") ? 0.4 * carat : 0;
        double price = Math.exp(mean + 0.2 * random.nextGaussian());
        csv.append(
            String.format(Locale.ROOT, "%.5f,%s,%.5f,%d%n", carat, cut, price, random.nextInt(9)));
      }
      Files.writeString(rows.resolve("part-" + part + ".csv"), csv);
    }
  }

  private Outcome fit(String run, String... more) {
    return Outcome.of(usual(run, "400"), more);
  }

  @Test
  void theModelHasTheTermsAndPredictsPrices() throws IOException {
    Outcome fitted =
        fit("run", "--formula", FORMULA, "--gate", "~ carat", "--refine", "auto").assertDone();
    for (String file : List.of("model/model.avro", "model/model.json")) {
      StoredModel stored = model("run", file);
      assertThat(stored.features())
          .containsExactly(
              "log(carat)",
              "I(carat^2)",
              "cut=Good",
              "cut=Ideal",
              "cut=Fair:carat",
              "cut=Good:carat",
              "cut=Ideal:carat",
              "carat");
      assertThat(stored.response()).isEqualTo("price");
      assertThat(stored.fittedResponse("y")).isEqualTo("log(price)");
      assertThat(stored.formula().gateText()).isEqualTo("~ carat");
      MixtureOfExperts model = stored.mixture().orElseThrow();
      assertThat(model.freeParameters()).isEqualTo(2 + 2 * 9);
      assertThat(model.expert(0).coefficient(7)).isZero();
      assertThat(model.gate().alpha(0)[1]).isZero();
      assertThat(model.gate().alpha(0)[8]).isCloseTo(-1, within(0.3));
    }
    assertThat(fitted.out()).contains("expert 1: I(carat^2)", "gate 1 against 2: carat");
    assertPredicts();
    Outcome evaluated =
        Outcome.of(
            "evaluate", "--input", rows.toString(), "--model", temp.resolve("run").toString());
    assertThat(evaluated.assertDone().out()).contains("1500");
  }

  private List<String> effects(String run) {
    return Outcome.of("show", temp.resolve(run).toString(), "--table", "effects", "--format", "csv")
        .assertDone()
        .out()
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',', line.indexOf(',') + 1)))
        .distinct()
        .toList();
  }

  /** Beside its covariates, the supporting sample has the columns that they are made of. */
  @Test
  void effectsAreThoseOfTheTablesColumns() throws IOException {
    Outcome fitted = fit("run", "--formula", FORMULA, "--inference").assertDone();
    assertThat(fitted.out()).contains("carat ", "cut=Good (against Fair)");
    assertThat(effects("run")).containsExactly("carat,", "cut,Good", "cut,Ideal");
    Path raw = temp.resolve("run/support/rows.csv");
    List<String> lines = Files.readAllLines(raw);
    assertThat(lines.get(0)).isEqualTo("carat,cut");
    assertThat(lines).hasSameSizeAs(Files.readAllLines(raw.resolveSibling("support.csv")));
    Outcome.of("report", temp.resolve("run").toString(), "--output", temp + "/page.html")
        .assertDone();

    for (String support : List.of("", "/support/rows.csv")) {
      String out = "all" + support.length();
      Outcome.of(
              "aggregate",
              "--models",
              temp.resolve("run/local").toString(),
              "--support",
              temp.resolve("run") + support,
              "--experts",
              "2",
              "--output",
              temp.resolve(out).toString())
          .assertDone();
      assertThat(effects(out)).containsExactly("carat,", "cut,Good", "cut,Ideal");
    }

    Files.delete(raw);
    assertThat(effects("run"))
        .containsExactly(
            "log(carat),",
            "I(carat^2),",
            "cut,Good",
            "cut,Ideal",
            "cut=Fair:carat,",
            "cut=Good:carat,",
            "cut=Ideal:carat,");
    Files.writeString(raw, "carat,cut\n1,Fair\n");
    Outcome.of("show", temp.resolve("run").toString(), "--table", "effects")
        .assertRefused(3, "rows.csv", "1 rows for a supporting sample of 400");
  }

  /** By the formula of the log-normal mixture. */
  private void assertPredicts() throws IOException {
    Path fresh = Files.writeString(temp.resolve("new.csv"), "cut,carat\nIdeal,1.5\nFair,0.5\n");
    String out = temp.resolve("out").toString();
    String run = temp.resolve("run").toString();
    Outcome.of(
            "predict",
            "--model",
            run,
            "--input",
            fresh.toString(),
            "--output",
            out,
            "--quantiles",
            "0.5")
        .assertDone();
    MixtureOfExperts model = model("run", "model/model.avro").mixture().orElseThrow();
    double[][] x = {
      {Math.log(1.5), 2.25, 0, 1, 0, 0, 1.5, 1.5}, {Math.log(0.5), 0.25, 0, 0, 0.5, 0, 0, 0.5}
    };
    List<List<String>> predictions = RowReading.rows(temp.resolve("out"));
    for (int i = 0; i < 2; i++) {
      double[] pi = model.gate().probabilities(x[i]);
      double mean = 0;
      for (int k = 0; k < 2; k++) {
        mean += pi[k] * Math.exp(model.expert(k).mean(x[i]) + model.expert(k).variance() / 2);
      }
      assertThat(Double.parseDouble(predictions.get(i).get(0)))
          .isCloseTo(mean, within(1e-9 * mean));
      double median = Math.log(Double.parseDouble(predictions.get(i).get(2)));
      double below = 0;
      for (int k = 0; k < 2; k++) {
        double ratio =
            (median - model.expert(k).mean(x[i])) / Math.sqrt(model.expert(k).variance());
        below +=
            pi[k]
                * org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
                    .cumulativeProbability(ratio);
      }
      assertThat(below).isCloseTo(0.5, within(1e-6));
    }
  }

  @Test
  void aDotIsAllOtherColumns() throws IOException {
    fit("run", "--formula", "log(price) ~ . - cut", "--gate", "~ 1", "--experts", "1").assertDone();
    StoredModel stored = model("run", "model/model.json");
    assertThat(stored.features()).containsExactly("carat", "other");
    assertThat(stored.formula().text()).isEqualTo("log(price) ~ carat + other");
  }

  @Test
  void modelsOfSitesAreAggregatedByTheirTerms() throws IOException {
    fit("one", "--formula", FORMULA).assertDone();
    Outcome.of(
            "aggregate",
            "--models",
            temp.resolve("one/local").toString(),
            "--support",
            rows.toString(),
            "--experts",
            "2",
            "--output",
            temp.resolve("all").toString())
        .assertDone();
    assertThat(model("all", "model/model.json").formula())
        .isEqualTo(model("one", "model/model.json").formula());
    assertThat(Files.readString(temp.resolve("all/support/support.csv"))).contains("I(carat^2)");
  }

  @Test
  void mistakesAreOneLine() {
    fit("run", "--formula", "price ~ carat +").assertRefused(2, "--formula", "at its end");
    fit("run", "--formula", "price ~ karat").assertRefused(2, "'karat' is not a column", "carat");
    fit("run", "--formula", "price ~ log(cut)").assertRefused(2, "'log(cut)'", "is a category");
    fit("run", "--formula", "price ~ carat", "--gate", "carat").assertRefused(2, "--gate", "'~'");
    fit("run", "--formula", "price ~ carat", "--response", "price").assertRefused(2, "--response");
    fit("run", "--formula", "price ~ carat", "--features", "cut").assertRefused(2, "--features");
    fit("run", "--gate", "~ carat", "--response", "price").assertRefused(2, "--gate", "--formula");
    fit("run").assertRefused(2, "--response", "--formula");
    assertThat(Files.exists(temp.resolve("run"))).isFalse();
  }

  @Test
  void aRowOutsideTheDomainIsBad() throws IOException {
    Files.writeString(
        rows.resolve("part-9.csv"), "carat,cut,price,other\n0.5,Fair,100,1\n0,Good,90,2\n");
    Outcome outcome = fit("run", "--formula", FORMULA);
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(String.join("\n", outcome.errors()))
        .contains("part-9.csv", "term 'log(carat)' is not a number where 'carat' is 0.0");
    Files.writeString(rows.resolve("part-9.csv"), "carat,cut,price,other\n0.5,Fair,0,1\n");
    assertThat(String.join("\n", fit("run", "--formula", FORMULA).errors()))
        .contains("response 'log(price)' is not a number where 'price' is 0.0");
    fit("run", "--formula", FORMULA, "--max-bad-rows", "1").assertDone();
  }
}
