package org.dmoe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three sites of rows and the model that one of them has fitted. */
abstract class RefineTrials {

  @TempDir Path temp;

  Path rows;
  Path model;

  @BeforeEach
  void files() throws IOException {
    rows = Rows.directory(temp.resolve("rows"), 200);
    Path run = temp.resolve("first");
    Outcome.of(
            "fit",
            "--input",
            rows.resolve("site0.csv").toString(),
            "--response",
            "y",
            "--experts",
            "2",
            "--support-size",
            "100",
            "--output",
            run.toString())
        .assertDone();
    model = run.resolve("model/model.avro");
  }

  final Outcome refine(String... given) {
    return Outcome.of(
        List.of("refine", "--model", model.toString(), "--output", path("next.avro")), given);
  }

  final Outcome statistics(String model, String site, String... more) {
    return Outcome.of(
        List.of(
            "statistics",
            "--model",
            model,
            "--input",
            rows.resolve(site + ".csv").toString(),
            "--output",
            path(site + ".avro")),
        more);
  }

  final String path(String name) {
    return temp.resolve(name).toString();
  }

  final Observations all() throws IOException {
    Observations.Builder all = Observations.builder(2);
    for (int m = 0; m < 3; m++) {
      List<String> lines = Files.readAllLines(rows.resolve("site" + m + ".csv"));
      for (String line : lines.subList(1, lines.size())) {
        String[] words = line.split(",");
        all.add(
            new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])},
            Double.parseDouble(words[2]));
      }
    }
    return all.build();
  }

  static StoredModel read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ModelFiles.read(in, file.toString()).get(0);
    }
  }

  static double mean(MixtureOfExperts model, Observations rows) {
    double[] x = new double[rows.dimension()];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      sum += model.logDensity(x, rows.response(i));
    }
    return sum / rows.rows();
  }

  final double best() throws IOException {
    MixtureOfExperts top =
        LocalFit.fitFrom(
                read(model).mixture().orElseThrow(),
                all(),
                FitOptions.of(2),
                new FeatureSpec(List.of(), ""),
                status -> {})
            .model()
            .orElseThrow();
    return mean(top, all());
  }
}
