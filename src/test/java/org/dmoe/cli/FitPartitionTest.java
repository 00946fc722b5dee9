package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits that deal their rows out first, and fits that only say what they would do. */
class FitPartitionTest {

  @TempDir Path temp;

  private Path input;
  private Path output;

  @BeforeEach
  void rows() throws IOException {
    input = Rows.directory(temp.resolve("rows"), 300);
    output = temp.resolve("run");
  }

  private Outcome fit(Path to, String... more) {
    List<String> usual =
        List.of(
            "fit",
            "--input",
            input.toString(),
            "--output",
            to.toString(),
            "--response",
            "y",
            "--support-size",
            "200",
            "--experts",
            "2");
    return Outcome.of(usual, more);
  }

  private void addSites() throws IOException {
    try (Stream<Path> files = Files.list(input)) {
      for (Path file : files.toList()) {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.replaceAll(line -> line + (line.hashCode() % 2 == 0 ? ",north" : ",south"));
        lines.set(0, "x1,x2,y,site");
        Files.write(file, lines);
      }
    }
  }

  @Test
  void aRandomPartitionDoesNotDependOnTheMaps() throws IOException {
    Outcome one = fit(output, "--partition", "random:4");
    Path again = temp.resolve("again");
    fit(again, "--partition", "random:4", "-Dmapreduce.input.fileinputformat.split.maxsize=3000");

    assertThat(one.errors()).isEmpty();
    assertThat(one.exitCode()).isZero();
    assertThat(one.out()).contains("training rows: 900", "4 used", "part-00003");
    assertThat(again.resolve("model/model.avro"))
        .hasSameBinaryContentAs(output.resolve("model/model.avro"));
    assertThat(Folder.names(output)).doesNotContain("_partition", "_work");
  }

  @Test
  void manyMachinesAreSetBesideOneFitOfAllRows() {
    Outcome outcome = fit(output, "--partition", "random:66", "--with-global");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("66 used", "global");
  }

  @Test
  void rowsCompletedByTheMeanAreDealtOutToo() throws IOException {
    Path file = input.resolve("site0.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(5, "NA," + lines.get(5).split(",", 2)[1]);
    Files.write(file, lines);

    Outcome outcome = fit(output, "--partition", "random:2", "--missing", "mean");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.out()).contains("training rows: 900", "2 used");
  }

  @Test
  void rowsSkippedWhileDealingAreInTheSummary() throws IOException {
    addSites();
    Path file = input.resolve("site1.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(3, "1,oops,2,north");
    lines.set(7, "1,,2,north");
    lines.set(9, "1,2,3,");
    Files.write(file, lines);
    String[] options = {"--partition", "random:2", "--missing", "skip", "--categorical", "site"};

    Outcome one = fit(output, with(options, "--max-bad-rows", "1"));
    Outcome unseen =
        fit(
            temp.resolve("unseen"),
            with(options, "--max-bad-rows", "1", "--levels", "site=south|west"));

    assertThat(one.errors()).isEmpty();
    assertThat(one.out())
        .contains("training rows: 897 (skipped: 1 unreadable, 2 with missing values)", "2 used");
    assertThat(Files.readString(output.resolve("run.json")))
        .containsPattern("\"BAD_ROWS\" : 1,?\n")
        .containsPattern("\"MISSING_ROWS_SKIPPED\" : 2,?\n");
    assertThat(unseen.exitCode()).isEqualTo(3);
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "run");
  }

  private static String[] with(String[] common, String... more) {
    return Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aTableOfCategoriesAloneIsDealtOut() throws IOException {
    addSites();

    Outcome outcome =
        fit(
            output,
            "--partition",
            "random:2",
            "--features",
            "site",
            "--categorical",
            "site",
            "--experts",
            "1");

    outcome.assertDone();
    assertThat(outcome.out()).contains("training rows: 900", "2 used");
  }

  @Test
  void everyValueOfAColumnIsAMachine() throws IOException {
    addSites();

    Outcome outcome = fit(output, "--partition", "column:site");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.out()).contains("training rows: 900", "2 used", "site=north", "site=south");
    assertThat(Files.readAllLines(output.resolve("support/support.csv")).get(0)).isEqualTo("x1,x2");
  }

  @Test
  void tooManyValuesAreRefused() throws IOException {
    addSites();

    Outcome outcome = fit(output, "--partition", "column:site", "--max-partitions", "1");

    outcome.assertRefused(3, "--max-partitions");
    assertThat(Folder.names(temp)).containsExactly("rows");
  }

  @Test
  void wrongPartitionsGetOneLine() throws IOException {
    for (String wrong : List.of("random:0", "half", "column:")) {
      fit(output, "--partition", wrong).assertRefused(2, "--partition", wrong);
    }
    fit(output, "--partition", "column:none").assertRefused(2, "'none'");
    assertThat(Folder.names(temp)).containsExactly("rows");
  }

  @Test
  void aDryRunTellsAndWritesNothing() throws IOException {
    Outcome files = fit(output, "--partition", "file", "--dry-run");
    Outcome random = fit(output, "--partition", "random:5", "--dry-run", "--with-global");

    assertThat(files.exitCode()).as(files.errors().toString()).isZero();
    assertThat(files.out())
        .contains("rows: about 900", "machines: 3", "site1", "model/model.avro", "nothing was run")
        .doesNotContain("metrics.json");
    assertThat(random.out()).contains("machines: 5", "part-00004", "180", "model/global.avro");
    assertThat(Folder.names(temp)).containsExactly("rows");
  }

  @Test
  void aFitThatCannotHaveItsHeapIsRefusedBeforeItRuns() throws IOException {
    StringBuilder header = new StringBuilder("y");
    StringBuilder row = new StringBuilder("1");
    for (int j = 0; j < 2000; j++) {
      header.append(",x").append(j);
      row.append(",0");
    }
    Files.writeString(input.resolve("site0.csv"), header + "\n" + (row + "\n").repeat(20));

    fit(output, "--input", input.resolve("site0.csv").toString(), "--experts", "20")
        .assertRefused(2, "local fit of 'site0'", "2000 features", "-Xmx");
    assertThat(Folder.names(temp)).containsExactly("rows");
  }
}
