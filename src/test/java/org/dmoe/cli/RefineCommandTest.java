package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands refine and statistics. */
class RefineCommandTest extends RefineTrials {

  @Test
  void passesOverRowsEndAtTheBestFit() throws IOException {
    Outcome outcome = refine("--input", rows.toString()).assertDone();

    assertThat(outcome.out()).contains("rows: 600", "converged", "model: ");
    assertThat(outcome.console()).contains("refine: pass 1: log-likelihood", "left to gain");
    MixtureOfExperts refined = read(temp.resolve("next.avro")).mixture().orElseThrow();
    assertThat(mean(refined, all())).isCloseTo(best(), within(1e-6));
    assertThat(Folder.names(temp)).containsExactly("first", "next.avro", "rows");
  }

  @Test
  void sameRowsSameBytes() throws IOException {
    refine("--input", rows.toString(), "--passes", "2").assertDone();
    byte[] first = Files.readAllBytes(temp.resolve("next.avro"));
    refine(
            "-D",
            "mapreduce.local.map.tasks.maximum=1",
            "--input",
            rows.toString(),
            "--passes",
            "2",
            "--overwrite")
        .assertDone();

    assertThat(Files.readAllBytes(temp.resolve("next.avro"))).isEqualTo(first);
  }

  @Test
  void goesOnFromWhereItStopped() throws IOException {
    refine("--input", rows.toString(), "--passes", "1").assertDone();
    Outcome outcome =
        refine(
                "--model",
                path("next.avro"),
                "--output",
                path("more.json"),
                "--input",
                rows.toString())
            .assertDone();

    assertThat(outcome.out()).contains("converged");
    assertThat(mean(read(temp.resolve("more.json")).mixture().orElseThrow(), all()))
        .isCloseTo(best(), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "--passes 0 --input ROWS,2,--passes 0: must be at least 1",
    "--passes many --input ROWS,2,--passes many: must be a whole number",
    "--passes 2 --statistics ROWS,2,--passes: needs --input",
    "--input ROWS --statistics ROWS,2,cannot go together",
    "--gate-ridge -1 --input ROWS,2,--gate-ridge -1.0",
    "--input ROWS --output next.txt,2,must end with .avro or .json",
    "--input ROWS --features x1,2,--features",
    "--input ROWS --response x1,2,response",
    "--input nowhere,3,nowhere",
    "--model nowhere --input ROWS,3,nowhere",
    "--statistics nowhere,3,nowhere: no such file",
    "--statistics MODEL,3,records",
    "--statistics CSV,3,it is not an Avro file",
    "--anew,2,give --input"
  })
  void badInputIsOneLine(String given, int code, String words) throws IOException {
    String[] args =
        given
            .replace("ROWS", rows.toString())
            .replace("MODEL", model.toString())
            .replace("CSV", rows.resolve("site0.csv").toString())
            .split(" ");
    Outcome outcome = refine(args);

    outcome.assertRefused(code, words == null ? "" : words);
    assertThat(Folder.names(temp)).containsExactly("first", "rows");
  }

  @Test
  void anOutputThatExistsStays() throws IOException {
    Files.writeString(temp.resolve("next.avro"), "mine");
    refine("--input", rows.toString()).assertRefused(2, "exists", "--overwrite");
    statistics(model.toString(), "site0", "--output", path("next.avro"))
        .assertRefused(2, "exists", "--overwrite");
    refine("--input", rows.toString(), "--output", rows.resolve("m.avro").toString())
        .assertRefused(2, "lies in the input");

    assertThat(temp.resolve("next.avro")).hasContent("mine");
  }
}
