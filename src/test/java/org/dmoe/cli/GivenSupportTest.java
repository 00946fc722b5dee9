package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Supporting samples that are tables, and run directories in the place of local models. */
class GivenSupportTest {

  private static final String LEVELS = " --levels wind=N|S|W";

  @TempDir Path temp;

  @BeforeEach
  void tables() throws IOException {
    write("a.csv", 1, 150);
    write("b.csv", 2, 150);
    write("public.csv", 3, 90);
  }

  private void write(String file, long seed, int rows) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("note,wind,x,y\n");
    for (int i = 0; i < rows; i++) {
      double x = Math.round(4096 * random.nextGaussian()) / 1024.0;
      String wind = List.of("N", "S", "W").get(random.nextInt(3));
      csv.append("n%d,%s,%s,%s\n".formatted(i, wind, x, x + random.nextGaussian()));
    }
    Files.writeString(temp.resolve(file), csv);
  }

  /** Words with a dot or a slash, or that begin with run-, are below the directory of the test. */
  private Outcome run(String line) {
    List<String> args = new ArrayList<>();
    for (String word : line.split(" ")) {
      boolean isPath =
          word.matches("[a-z][a-z0-9/*-]*\\.(csv|json|avro)") || word.startsWith("run-");
      args.add(isPath ? temp.resolve(word).toString() : word);
    }
    return Outcome.of(args.toArray(String[]::new));
  }

  private Outcome fit(String site, String more) {
    return run(
        "fit --input %s.csv --features x,wind%s --response y --experts 1 --output run-%s %s"
            .formatted(site, LEVELS, site, more));
  }

  private void assertSameModel(String run, String other) {
    assertThat(temp.resolve(run + "/model/model.avro"))
        .hasSameBinaryContentAs(temp.resolve(other + "/model/model.avro"));
  }

  private static final String SAMPLE =
      "sample --response y --features x,wind --levels wind=N|S|W --support-size 60 --seed 4 ";

  @Test
  void aTableIsReadByTheFitsOwnLevels() throws IOException {
    run(SAMPLE + "--input public.csv --output run-s").assertDone();
    assertThat(Files.readAllLines(temp.resolve("run-s/support.csv"))).hasSize(61);
    fit("a", "--support run-s/support.csv --seed 4").assertDone();
    Files.move(temp.resolve("run-a"), temp.resolve("run-given"));
    fit("a", "--support public.csv --support-size 60 --seed 4").assertDone();

    assertThat(temp.resolve("run-a/support/support.csv"))
        .hasSameBinaryContentAs(temp.resolve("run-s/support.csv"));
    assertSameModel("run-a", "run-given");
  }

  @Test
  void aggregateReadsTablesOfAnyFormatByTheModelsLevels() throws IOException {
    fit("a", "--support-size 60").assertDone();
    fit("b", "--support-size 60").assertDone();
    run("partition --input public.csv --by random:1 --text wind,note --output run-p").assertDone();
    Path avro = Files.move(only(temp.resolve("run-p")), temp.resolve("public.avro"));
    assertThat(avro).exists();
    String models = " --models run-a/local/local-models.avro run-b/local/local-models.avro";

    for (String table : List.of("public.csv", "public.avro")) {
      run(SAMPLE + "--overwrite --output run-s --input " + table).assertDone();
      run("aggregate --experts 1 --overwrite --output run-x --support run-s/support.csv" + models)
          .assertDone();
      run("aggregate --experts 1 --overwrite --output run-y --support-size 60 --seed 4 --support "
              + table
              + models)
          .assertDone();
      assertSameModel("run-x", "run-y");
    }
  }

  @Test
  void simulateAndEvaluateReadTablesByTheModelsLevels() throws IOException {
    fit("a", "--support-size 60").assertDone();
    fit("b", "--support-size 60").assertDone();
    run(SAMPLE + "--input public.csv --output run-s").assertDone();
    String simulate = "simulate --model run-a --rows 40 --seed 4 --overwrite --output ";
    run(simulate + "run-x --support run-s/support.csv").assertDone();
    run(simulate + "run-y --support public.csv --support-size 60").assertDone();
    assertThat(temp.resolve("run-y/rows/part-m-00000.csv"))
        .hasSameTextualContentAs(temp.resolve("run-x/rows/part-m-00000.csv"));

    String evaluate =
        "evaluate --model run-b --reference run-a --input a.csv --format json --seed 4 --support ";
    String given = run(evaluate + "run-s/support.csv").out();
    assertThat(given).contains("transportCost");
    assertThat(run(evaluate + "public.csv --support-size 60").out()).isEqualTo(given);
    run("simulate --kind hard --rows 5 --support-size 60 --output run-z").assertDone();
    run("simulate --model run-a --rows 5 --support-size 0 --output run-q")
        .assertRefused(2, "--support-size 0");
  }

  private static Path only(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".avro")).findFirst().orElseThrow();
    }
  }

  @Test
  void runDirectoriesGiveTheirLocalModelsAndTheirSupport() {
    fit("a", "--support-size 60").assertDone();
    fit("b", "--support-size 60").assertDone();
    run("aggregate run-a run-b --support run-a --experts 1 --output run-x").assertDone();
    run("aggregate --models run-a run-b --support run-a/support/support.csv --experts 1"
            + " --output run-y")
        .assertDone();
    run("aggregate --models run-a/local/local-models.avro run-b/local/local-models.avro"
            + " --support run-a/support/support.csv --experts 1 --output run-z")
        .assertDone();

    assertSameModel("run-x", "run-y");
    assertSameModel("run-x", "run-z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "x,wind\\n1,Q\\n;3;level 'Q' was not seen before",
        "x,wind,z\\n1,,3\\n;3;column 'wind': missing",
        "x,z\\n1,2\\n;3;'wind' is not a column",
        "x,wind,z\\nmuch,N,3\\n;3;column 'x': not a number: 'much'",
        "x,wind,z\\n;3;no rows",
        "x,wind,z\\n1,N,3\\n;3;has 1 rows, the gate has 4 coefficients"
      })
  void badTablesAreOneLine(String contents, int code, String words) throws IOException {
    fit("a", "--support-size 60").assertDone();
    Files.writeString(temp.resolve("bad.csv"), contents.replace("\\n", "\n"));
    run("aggregate run-a --support bad.csv --experts 1 --output run-x").assertRefused(code, words);
    assertThat(Folder.names(temp))
        .containsExactly("a.csv", "b.csv", "bad.csv", "public.csv", "run-a");
  }

  @Test
  void badOptionsAreOneLine() throws IOException {
    fit("a", "--support-size 60").assertDone();
    String aggregate = "aggregate --experts 1 --output run-x ";
    run(aggregate + "--support a.csv").assertRefused(2, "give --models, or run directories");
    run(aggregate + "run-a").assertRefused(2, "--support");
    run(aggregate + "run-a --support none.csv").assertRefused(3, "none.csv does not exist");
    run(aggregate + "run-none --support a.csv").assertRefused(3, "run-none: no such file");
    run(aggregate + "run-a --support a.csv --support-size 0").assertRefused(2, "--support-size 0");
    fit("b", "--support none.csv").assertRefused(3, "none.csv does not exist");
    Files.writeString(temp.resolve("bad.csv"), "x,wind,z\n1,Q,3\n2,N,4\n");
    run(aggregate + "run-a --support bad.csv --unseen reference")
        .assertRefused(3, "has 2 rows, the gate");
    assertThat(Folder.names(temp))
        .containsExactly("a.csv", "b.csv", "bad.csv", "public.csv", "run-a");
  }
}
