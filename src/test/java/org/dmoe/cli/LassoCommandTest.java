package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dmoe.io.StoredModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The choice of terms by a lasso, from rows to predictions. */
class LassoCommandTest extends TermTrials {

  /** The experts have x1, x2 and the site, the gate x1; the other columns are noise. */
  @BeforeEach
  void rows() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    for (int part = 0; part < 3; part++) {
      write(rows.resolve("part-" + part + ".csv"), 500 - 100 * part, part);
    }
  }

  private static void write(Path file, int n, int seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("x1,x2,x3,site,x4,x5,text,y\n");
    for (int i = 0; i < n; i++) {
      double[] x = random.doubles(5, -2, 2).toArray();
      int site = random.nextInt(3);
      boolean up = random.nextDouble() < 1 / (1 + Math.exp(-3 * x[0]));
      double y = (up ? 4 + x[0] + x[1] : -4 - 2 * x[0]) + site + 0.5 * random.nextGaussian();
      csv.append(
          String.format(
              Locale.ROOT,
              "%.5f,%.5f,%.5f,%s,%.5f,%.5f,%s,%.5f%n",
              x[0],
              x[1],
              x[2],
              "abc".charAt(site),
              x[3],
              x[4],
              "uv".charAt(i % 2),
              y));
    }
    Files.writeString(file, csv);
  }

  private Outcome fit(String run, String... more) {
    List<String> usual = usual(run, "400", "--response", "y", "--categorical", "site,text");
    return Outcome.of(usual, more);
  }

  @Test
  void theTermsChosenAreTheModelsAsIfTheyAloneWereNamed() throws IOException {
    Outcome fitted = fit("run", "--lasso", "--test", rows.toString()).assertDone();
    String line = "3 of 7 terms of the experts, 1 of 7 of the gate; votes of 3 machines";
    assertThat(fitted.console()).contains("lasso: " + line);
    assertThat(fitted.out()).contains("lasso: " + line);
    StoredModel model = model("run", "model/model.avro");
    assertThat(model.features()).containsExactly("x1", "x2", "site=b", "site=c");
    assertThat(model.mixture().orElseThrow().freeParameters()).isEqualTo(2 + 2 * 5 + 2);
    fit("named", "--features", "x1,x2,site", "--gate-features", "x1", "--categorical", "site")
        .assertDone();
    StoredModel named = model("named", "model/model.avro");
    assertThat(model.mixture()).isEqualTo(named.mixture());
    assertThat(model.columns()).isEqualTo(named.columns());
    String run = temp.resolve("run").toString();
    assertThat(Outcome.of("show", run).out()).contains("Terms chosen by a lasso: " + line);
    Outcome votes = Outcome.of("show", run, "--table", "votes", "--format", "csv").assertDone();
    assertThat(votes.out())
        .contains("part,term,machines,share,kept", "experts,x2,3,1.0,true", "gate,x1,3,1.0,true")
        .isEqualToIgnoringWhitespace(Files.readString(temp.resolve("run/lasso/votes.csv")));
    assertThat(Outcome.of("show", run, "--table", "votes").out()).contains("site");
    assertThat(Files.readString(temp.resolve("run/report.html"))).contains("Votes on terms");
    assertThat(Files.readString(temp.resolve("run/run.json"))).contains("leastShare", line);
    Outcome.of("show", temp.resolve("named").toString(), "--table", "votes")
        .assertRefused(3, "has no votes");
  }

  @Test
  void columnsOfTermsThatAreDroppedAreNotNeeded() throws IOException {
    fit("run", "--lasso", "--refine", "1", "--inference").assertDone();
    Path few = temp.resolve("few.csv");
    Files.writeString(few, "site,x2,x1\nb,0.5,1.5\n");
    Outcome.of(
            "predict",
            "--model",
            temp.resolve("run").toString(),
            "--input",
            few.toString(),
            "--output",
            temp.resolve("predicted").toString())
        .assertDone();
    Outcome.of(
            "refine",
            "--model",
            temp.resolve("run").toString(),
            "--input",
            rows.toString(),
            "--output",
            temp.resolve("refined").toString())
        .assertDone();
  }

  @Test
  void termsOfAFormulaAreChosenByParts() throws IOException {
    List<String> usual =
        usual("run", "400", "--formula", "y ~ x1 + x2 + x3 + site + x1:x2", "--gate", "~ x1 + x3");
    Outcome.of(usual, "--lasso", "experts", "--lasso-share", "0.9").assertDone();
    StoredModel model = model("run", "model/model.json");
    assertThat(model.features()).contains("x1", "x2", "site=b", "x3");
    assertThat(model.formula().gateText()).isEqualTo("~ x1 + x3");
    assertThat(model.formula().text()).doesNotContain("x3");
  }

  @Test
  void everyKindOfMachineAndStartWillDo() throws IOException {
    List<String> models = new ArrayList<>();
    for (String seed : List.of("one", "two")) {
      fit(seed, "--lasso", "--partition", "random:4", "--start", "own", "--equal", "x3")
          .assertDone();
      models.add(Files.readString(temp.resolve(seed + "/model/model.json")));
      assertThat(model(seed, "model/model.json").features()).contains("x1", "x2", "x3", "site=b");
    }
    assertThat(models.get(0)).isEqualTo(models.get(1));
    String again = "--resume";
    fit("one", "--lasso", "--partition", "random:4", "--start", "own", "--equal", "x3", again)
        .assertDone();
    assertThat(Files.readString(temp.resolve("one/model/model.json"))).isEqualTo(models.get(0));
  }

  @Test
  void whatCannotBeIsOneLineAndLeavesNothing() throws IOException {
    fit("run", "--lasso", "--experts", "1..2").assertRefused(2, "--lasso: give one number");
    fit("run", "--lasso", "--family", "poisson").assertRefused(2, "--lasso: goes with --family");
    fit("run", "--lasso", "--start", "m.json").assertRefused(2, "--lasso: a model in --start");
    fit("run", "--lasso", "--lasso-share", "0")
        .assertRefused(2, "--lasso-share 0.0: must be above");
    fit("run", "--lasso", "--lasso-share", "NaN").assertRefused(2, "--lasso-share NaN");
    fit("run", "--lasso-share", "0.5").assertRefused(2, "--lasso-share: needs --lasso");
    fit("run", "--lasso", "most").assertRefused(2, "--lasso");
    Path noise = Files.createDirectories(temp.resolve("noise"));
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("x1,x2,y\n");
    for (int i = 0; i < 300; i++) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%.5f,%.5f,%.5f%n",
              random.nextGaussian(),
              random.nextGaussian(),
              random.nextGaussian()));
    }
    Files.writeString(noise.resolve("a.csv"), csv);
    Outcome none =
        Outcome.of(
            usual("run", "300"),
            "--input",
            noise.toString(),
            "--response",
            "y",
            "--lasso",
            "--experts",
            "1");
    none.assertRefused(3, "--lasso: no term is kept");
    assertThat(Folder.names(temp)).containsExactly("noise", "rows");
  }
}
