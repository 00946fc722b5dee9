package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Families by the other ways to a model: schemas, formulas, given starts, parts. */
class FamilyFlowsTest {

  private static final double[] RATE = {0.5, 0.8, -0.4};

  @TempDir Path temp;

  private Path rows;

  /** A count within hours, and a class that the last file lacks. */
  @BeforeEach
  void rows() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    Random random = new Random(8);
    for (int part = 0; part < 3; part++) {
      StringBuilder csv = new StringBuilder("visits,hours,kind,x1,x2\n");
      for (int i = 0; i < 400; i++) {
        double x1 = random.nextGaussian();
        double x2 = random.nextGaussian();
        double hours = 0.25 + random.nextDouble();
        double mean = hours * Math.exp(RATE[0] + RATE[1] * x1 + RATE[2] * x2);
        int visits = 0;
        for (double left = random.nextDouble(), p = Math.exp(-mean); left > p; visits++) {
          left -= p;
          p *= mean / (visits + 1);
        }
        boolean third = part < 2 && random.nextDouble() < 0.2;
        String kind = third ? "rare" : random.nextDouble() < 1 / (1 + Math.exp(x1)) ? "left" : "up";
        csv.append(
            String.format(Locale.ROOT, "%d,%.4f,%s,%.4f,%.4f%n", visits, hours, kind, x1, x2));
      }
      Files.writeString(rows.resolve("part-" + part + ".csv"), csv);
    }
  }

  private Outcome fit(String run, String... more) {
    List<String> usual =
        List.of(
            "fit",
            "--input",
            rows.toString(),
            "--output",
            temp.resolve(run).toString(),
            "--experts",
            "1",
            "--partition",
            "file",
            "--support-size",
            "300");
    return Outcome.of(usual, more);
  }

  private StoredModel model(String run) throws IOException {
    Path file = temp.resolve(run).resolve("model/model.avro");
    try (var in = Files.newInputStream(file)) {
      return ModelFiles.read(in, file.toString()).get(0);
    }
  }

  private double[] coefficients(String run) throws IOException {
    return model(run).mixture().orElseThrow().linearExpert(0).coefficients()[0];
  }

  private List<List<String>> predictions(String model, String... more) throws IOException {
    Path out = temp.resolve("predictions");
    List<String> args = new ArrayList<>(List.of("predict", "--model"));
    args.addAll(List.of(temp.resolve(model).toString(), "--input", rows.toString()));
    args.addAll(List.of("--output", out.toString(), "--overwrite"));
    args.addAll(List.of(more));
    Outcome.of(args.toArray(String[]::new)).assertDone();
    try (Stream<Path> files = Files.list(out)) {
      return RowReading.read(
          files.filter(f -> f.toString().endsWith(".csv")).sorted().findFirst().orElseThrow());
    }
  }

  @Test
  void countsCountWithinAnExposure() throws IOException {
    fit(
            "run",
            "--response",
            "visits",
            "--family",
            "poisson",
            "--exposure",
            "hours",
            "--features",
            "x1,x2")
        .assertDone();
    double[] found = coefficients("run");
    for (int j = 0; j < 3; j++) {
      assertThat(found[j]).isEqualTo(RATE[j], within(0.15));
    }
    assertThat(model("run").features()).containsExactly("x1", "x2");
    List<List<String>> first = predictions("run", "--keep", "hours,x1,x2");
    double[] row = first.get(1).subList(0, 4).stream().mapToDouble(Double::parseDouble).toArray();
    double mean = row[0] * Math.exp(found[0] + found[1] * row[1] + found[2] * row[2]);
    assertThat(row[3]).isEqualTo(mean, within(1e-9 * mean));
  }

  @Test
  void theExposureIsMissedByName() throws IOException {
    fit(
            "run",
            "--response",
            "visits",
            "--family",
            "poisson",
            "--exposure",
            "hours",
            "--features",
            "x1")
        .assertDone();
    Path without = Files.createDirectories(temp.resolve("without"));
    Files.writeString(without.resolve("a.csv"), "x1\n1\n");
    Outcome.of(
            "predict",
            "--model",
            temp.resolve("run").toString(),
            "--input",
            without.toString(),
            "--output",
            temp.resolve("p").toString())
        .assertRefused(3, "trials or exposure 'hours' is not a column of the table");
  }

  @Test
  void aFormulaMakesTheTermsOfAnyFamily() throws IOException {
    fit(
            "run",
            "--formula",
            "visits ~ x1 + kind",
            "--gate",
            "~ 1",
            "--family",
            "poisson",
            "--exposure",
            "hours")
        .assertDone();
    assertThat(model("run").features()).containsExactly("x1", "kind=rare", "kind=up");
    assertThat(coefficients("run")[1]).isEqualTo(RATE[1], within(0.15));
  }

  @Test
  void aClassThatAMachineLacksIsNoError() throws IOException {
    fit("run", "--response", "kind", "--family", "categorical", "--features", "x1,x2").assertDone();
    assertThat(model("run").type().classes()).containsExactly("left", "rare", "up");
    List<List<String>> first = predictions("run");
    double sum = first.get(1).subList(1, 4).stream().mapToDouble(Double::parseDouble).sum();
    assertThat(sum).isEqualTo(1, within(1e-12));
    assertThat(List.of("left", "rare", "up")).contains(first.get(1).get(0));
  }

  @Test
  void sitesShareTheClassesOfASchema() throws IOException {
    Path schema = temp.resolve("schema.json");
    Outcome.of("describe", "--input", rows.toString(), "--output", schema.toString()).assertDone();
    String last = rows.resolve("part-2.csv").toString();
    String[] fit = {
      "--schema", schema.toString(), "--response", "kind", "--features", "x1,x2", "--input", last
    };
    fit("gaussian", fit)
        .assertRefused(2, "the response 'kind' is text with 3 levels: --family categorical");
    List<String> categorical = new ArrayList<>(List.of(fit));
    categorical.addAll(List.of("--family", "categorical"));
    fit("site", categorical.toArray(String[]::new)).assertDone();
    assertThat(model("site").type().classes()).containsExactly("left", "rare", "up");
  }

  @Test
  void aModelOfTheFamilyIsAStartAndOneOfAnotherIsNot() throws IOException {
    String[] counts = {
      "--response",
      "visits",
      "--family",
      "poisson",
      "--features",
      "x1,x2",
      "--partition",
      "random:3"
    };
    fit("first", counts).assertDone();
    List<String> again = new ArrayList<>(List.of(counts));
    again.addAll(List.of("--start", temp.resolve("first").toString()));
    fit("again", again.toArray(String[]::new)).assertDone();
    MixtureOfExperts first = model("first").mixture().orElseThrow();
    double[] other = coefficients("again");
    for (int j = 0; j < 3; j++) {
      assertThat(first.linearExpert(0).coefficients()[0][j]).isEqualTo(other[j], within(1e-4));
    }
    fit(
            "third",
            "--response",
            "visits",
            "--features",
            "x1,x2",
            "--start",
            temp.resolve("first").toString())
        .assertRefused(3, "its response is of family poisson, that of the fit of gaussian");
  }
}
