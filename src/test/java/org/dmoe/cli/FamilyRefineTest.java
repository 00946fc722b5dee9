package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.ResponseType;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.family.FamilyData;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands refine and statistics, of each family. */
class FamilyRefineTest {

  private static final int SITES = 3;
  private static final int ROWS = 400;
  private static final String CLASSES = "abc";

  @TempDir Path temp;

  private StoredModel start;
  private Observations rows;

  /** Three sites of rows, and the model that the first has fitted. */
  private void write(String name) throws IOException {
    ResponseType type =
        switch (name) {
          case "categorical" -> ResponseType.of(name).withClasses(List.of("a", "b", "c"));
          case "binomial" -> new ResponseType(name, List.of(), "trials");
          default -> new ResponseType(name, List.of(), "hours");
        };
    double exposure = type.exposure().isEmpty() ? 1 : 4;
    MixtureOfExperts truth = FamilyData.clusters(type.distribution(), 2, 2, 2.5, 4);
    rows = FamilyData.rows(truth, SITES * ROWS, exposure, 4);
    Observations.Builder first = Observations.builder(2);
    Files.createDirectory(temp.resolve("rows"));
    for (int m = 0; m < SITES; m++) {
      StringBuilder csv = new StringBuilder("x1,x2,y");
      csv.append(type.exposure().isEmpty() ? "" : "," + type.exposure());
      for (int i = m * ROWS; i < (m + 1) * ROWS; i++) {
        double[] x = new double[2];
        rows.copyRow(i, x);
        int y = (int) rows.response(i);
        csv.append('\n').append(x[0]).append(',').append(x[1]).append(',');
        csv.append(type.isText() ? CLASSES.substring(y, y + 1) : y);
        csv.append(type.exposure().isEmpty() ? "" : "," + exposure);
        if (m == 0) {
          first.add(x, y, 1, exposure);
        }
      }
      Files.writeString(site(m), csv + "\n");
    }
    start =
        StoredModel.builder("first", Optional.of(fit(truth, first.build())), ROWS)
            .names(List.of("x1", "x2"), "y")
            .type(type)
            .build();
    try (OutputStream out = Files.newOutputStream(temp.resolve("first.avro"))) {
      ModelFiles.writeAvro(out, List.of(start));
    }
  }

  private static MixtureOfExperts fit(MixtureOfExperts from, Observations of) {
    FitOptions options = FitOptions.builder(2).family(from.family()).build();
    FeatureSpec spec = new FeatureSpec(List.of(), "");
    return LocalFit.fitFrom(from, of, options, spec, Progress.SILENT).model().orElseThrow();
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  private Path site(int number) {
    return temp.resolve("rows/site" + number + ".csv");
  }

  private Outcome refine(String... given) {
    return Outcome.of(
        List.of("refine", "--model", path("first.avro"), "--output", path("next.avro")), given);
  }

  private Outcome statistics(String model, int site, String... given) {
    List<String> usual =
        List.of(
            "statistics",
            "--model",
            model,
            "--input",
            site(site).toString(),
            "--output",
            path("site" + site + ".avro"));
    return Outcome.of(usual, given);
  }

  private double mean(MixtureOfExperts model) {
    return FamilyData.meanLogLikelihood(model, rows);
  }

  /** Of the fit of all rows in one place. */
  private double best() {
    return mean(fit(start.mixture().orElseThrow(), rows));
  }

  private MixtureOfExperts refined(String file) throws IOException {
    StoredModel model = RefineTrials.read(temp.resolve(file));
    assertThat(model.type()).isEqualTo(start.type());
    return model.mixture().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical", "binomial", "poisson"})
  void passesOverRowsEndAtTheFitOfAllRows(String family) throws IOException {
    write(family);
    Outcome outcome = refine("--input", path("rows")).assertDone();

    assertThat(outcome.out()).contains("rows: 1200", "converged", "model: ");
    assertThat(mean(refined("next.avro"))).isCloseTo(best(), within(1e-6));
    refine("--input", path("rows"), "--features", "x1,x2", "--output", path("named.json"))
        .assertDone();
    assertThat(refined("named.json")).isEqualTo(refined("next.avro"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical", "binomial", "poisson"})
  void roundsOfSitesEndAtTheFitOfAllRows(String family) throws IOException {
    write(family);
    String current = path("first.avro");
    String said = "";
    for (int round = 1; !said.contains("converged"); round++) {
      assertThat(round).isLessThan(12);
      String next = path("round-" + round + (round % 2 == 0 ? ".json" : ".avro"));
      List<String> args = new ArrayList<>(List.of("--model", current, "--output", next));
      args.add("--statistics");
      for (int m = 0; m < SITES; m++) {
        statistics(current, m, "--overwrite").assertDone();
        args.add(path("site" + m + ".avro"));
      }
      said = refine(args.toArray(String[]::new)).assertDone().out();
      current = next;
    }
    assertThat(mean(refined(temp.relativize(Path.of(current)).toString())))
        .isCloseTo(best(), within(1e-6));
  }

  /** A model of a family knows its ridge; one that is given is another likelihood. */
  @ParameterizedTest
  @CsvSource("poisson, 0.01")
  void theRidgeIsThatOfTheFamilyUnlessGiven(String family, String ridge) throws IOException {
    write(family);
    refine("--input", path("rows")).assertDone();
    refine("--input", path("rows"), "--expert-ridge", ridge, "--output", path("same.avro"))
        .assertDone();
    refine("--input", path("rows"), "--expert-ridge", "40", "--output", path("other.avro"))
        .assertDone();

    assertThat(refined("same.avro")).isEqualTo(refined("next.avro"));
    assertThat(mean(refined("other.avro"))).isLessThan(mean(refined("next.avro")) - 1e-4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "categorical;x1,x2,y|1,2,a|2,1,z|;'z' is not one of the classes a, b, c",
        "binomial;x1,x2,y|1,2,1|2,1,0|;trials or exposure 'trials' is not a column",
        "binomial;x1,x2,y,trials|1,2,1,3|2,1,4,3|;successes",
        "poisson;x1,x2,y,hours|1,2,1,1|2,1,1.5,1|;1.5",
        "poisson;x1,x2,y,hours|1,2,1,1|2,1,-1,1|;-1"
      })
  void rowsThatDoNotFitTheModelAreOneLine(String family, String csv, String words)
      throws IOException {
    write(family);
    Path file = temp.resolve("bad.csv");
    Files.writeString(file, csv.replace("|", "\n"));
    refine("--input", file.toString()).assertRefused(3, words);
    statistics(path("first.avro"), 0, "--input", file.toString()).assertRefused(3, words);
    assertThat(Folder.names(temp)).containsExactly("bad.csv", "first.avro", "rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical", "binomial"})
  void statisticsOfAnotherModelAreRefused(String family) throws IOException {
    write(family);
    refine("--input", path("rows"), "--passes", "1").assertDone();
    statistics(path("next.avro"), 1).assertDone();
    refine("--statistics", path("site1.avro"), "--output", path("other.avro"))
        .assertRefused(3, "site1.avro: statistics of another model than", "make them of this one");
  }
}
