package org.dmoe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
}
