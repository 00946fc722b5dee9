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
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Experts that share coefficients and the standard deviation, from rows to tables. */
class SharedTermsTest extends TermTrials {

  /** x moves the experts apart; the site and the noise are the same for both. */
  @BeforeEach
  void rows() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    Random random = new Random(1);
    for (int part = 0; part < 3; part++) {
      StringBuilder csv = new StringBuilder("x,site,y\n");
      for (int i = 0; i < 400; i++) {
        double x = random.nextGaussian();
        int site = random.nextInt(3);
        boolean up = random.nextDouble() < 1 / (1 + Math.exp(-2 * x));
        double y = (up ? 5 + x : -5 - 2 * x) + site + 0.5 * random.nextGaussian();
        csv.append(String.format(Locale.ROOT, "%.6f,%s,%.6f%n", x, "abc".charAt(site), y));
      }
      Files.writeString(rows.resolve("part-" + part + ".csv"), csv);
    }
  }

  private Outcome fit(String run, String... more) {
    return Outcome.of(usual(run, "300", "--response", "y", "--categorical", "site"), more);
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }

  private static void assertShared(MixtureOfExperts model) {
    GaussianExpert one = model.expert(0);
    GaussianExpert two = model.expert(1);
    assertThat(model.design().isEqual(1)).isFalse();
    assertThat(one.beta()).containsExactly(new double[] {-5, -2, 1, 2}, within(0.2));
    assertThat(two.beta()).containsExactly(new double[] {5, 1, 1, 2}, within(0.2));
    for (int j = 2; j <= 3; j++) {
      assertThat(model.design().isEqual(j)).isTrue();
      assertThat(two.beta()[j]).isCloseTo(one.beta()[j], within(1e-12));
    }
    assertThat(model.design().hasEqualVariance()).isTrue();
    assertThat(two.variance()).isCloseTo(one.variance(), within(1e-12));
    assertThat(model.freeParameters()).isEqualTo(4 + 2 * 4 + 2 - 3);
  }

  @Test
  void aColumnAndTheVarianceAreSharedInEveryFile() throws IOException {
    Outcome fitted = fit("run", "--equal", "site", "--equal-variance", "--inference");
    assertDone(fitted);
    assertThat(fitted.out())
        .contains(
            "11 parameters",
            "equal in all experts by constraint: site=b, site=c, standard deviation");
    for (String file : List.of("model/model.avro", "model/model.json", "model/transport.avro")) {
      assertShared(model("run", file).mixture().orElseThrow());
    }
    Outcome shown = Outcome.of("show", temp.resolve("run").toString());
    assertThat(shown.out())
        .contains(
            "Equal in all experts by constraint: site=b, site=c, standard deviation.",
            "11 parameters",
            "site: equal in all experts (by constraint, not tested)");
    String run = temp.resolve("run").toString();
    assertThat(Files.readString(temp.resolve("run/report.html")))
        .contains("Equal in all experts by constraint: site=b, site=c, standard deviation.");
    Outcome evaluated = Outcome.of("evaluate", "--input", rows.toString(), "--model", run);
    assertDone(evaluated);
  }

  @Test
  void refineAndAggregateKeepIt() throws IOException {
    assertDone(fit("run", "--equal", "site", "--equal-variance"));
    String run = temp.resolve("run").toString();
    Outcome refined =
        Outcome.of(
            List.of("refine", "--model", run, "--input", rows.toString()),
            "--output",
            temp.resolve("refined").toString());
    assertDone(refined);
    assertShared(model("refined", "model/model.json").mixture().orElseThrow());
    Outcome aggregated =
        Outcome.of(
            List.of("aggregate", "--models", temp.resolve("run/local").toString()),
            "--support",
            run,
            "--experts",
            "2",
            "--output",
            temp.resolve("all").toString());
    assertDone(aggregated);
    assertShared(model("all", "model/model.json").mixture().orElseThrow());
  }

  @Test
  void aTermOfAFormulaIsShared() throws IOException {
    Outcome fitted =
        Outcome.of(
            usual("run", "300", "--formula", "y ~ x + I(x^2) + site", "--gate", "~ x"),
            "--equal",
            "I(x ^ 2), site");
    assertDone(fitted);
    MixtureOfExperts model = model("run", "model/model.json").mixture().orElseThrow();
    assertThat(model.design().hasEqualVariance()).isFalse();
    for (int j = 1; j <= 4; j++) {
      assertThat(model.design().isEqual(j)).isEqualTo(j > 1);
    }
    assertThat(model.expert(0).beta()[2]).isCloseTo(0, within(0.1));
  }

  /** A start whose experts differ where they are to be equal has their mean. */
  @Test
  void aStartThatDoesNotShareIsBroughtToIt() throws IOException {
    assertDone(fit("free"));
    String start = temp.resolve("free/model/model.json").toString();
    Outcome planned = fit("run", "--equal", "site", "--equal-variance", "--dry-run");
    assertDone(planned);
    assertThat(planned.out()).contains("equal in all experts: site, standard deviation");
    assertDone(fit("run", "--equal", "site", "--equal-variance", "--start", start));
    assertShared(model("run", "model/model.avro").mixture().orElseThrow());
  }

  /** Another constraint is another run. */
  @Test
  void aResumedRunFitsAnewWhereTheConstraintIsAnother() throws IOException {
    assertDone(fit("run"));
    assertRefused("--equal was not given, is variance", fit("run", "--resume", "--equal-variance"));
    assertDone(fit("run", "--resume", "--overwrite", "--equal-variance"));
    StoredModel stored = model("run", "model/model.avro");
    assertThat(stored.mixture().orElseThrow().design().hasEqualVariance()).isTrue();
  }

  @Test
  void modelsThatShareOtherParametersAreNotAggregated() throws IOException {
    assertDone(fit("one", "--equal-variance"));
    assertDone(fit("two"));
    Path models = Files.createDirectories(temp.resolve("models"));
    Files.copy(temp.resolve("one/model/model.json"), models.resolve("one.json"));
    String text = Files.readString(temp.resolve("two/model/model.json"));
    Files.writeString(
        models.resolve("two.json"), text.replace("\"id\" : \"reduction\"", "\"id\" : \"two\""));
    Outcome outcome =
        Outcome.of(
            List.of("aggregate", "--models", models.toString()),
            "--support",
            temp.resolve("one").toString(),
            "--experts",
            "2",
            "--output",
            temp.resolve("all").toString());
    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.errors().toString())
        .contains("fit it with the same --equal and --equal-variance");
  }

  @Test
  void aWrongTermIsOneLine() {
    assertRefused("--equal: 'q' is not among the terms of the experts", fit("run", "--equal", "q"));
    assertRefused("named twice", fit("run", "--equal", "x,x"));
    assertRefused("a term is empty", fit("run", "--equal", "x,,site"));
    assertRefused("--equal '': a term is empty", fit("run", "--equal", ""));
    assertRefused(
        "--equal-variance: goes with --family gaussian only, not with poisson",
        fit("run", "--equal-variance", "--family", "poisson"));
    assertRefused(
        "which are x",
        fit("run", "--features", "x", "--gate-features", "x,site", "--equal", "site"));
    assertThat(Files.exists(temp.resolve("run"))).isFalse();
  }

  private static void assertRefused(String what, Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isEqualTo(2);
    assertThat(outcome.errors().toString()).contains(what);
  }
}
