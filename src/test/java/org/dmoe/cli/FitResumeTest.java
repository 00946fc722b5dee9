package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that go on from one before them, by the local runner. */
class FitResumeTest extends FitRuns {

  private Path test;
  private String progress;

  FitResumeTest() {
    super(300, 200, "2");
  }

  @BeforeEach
  void testRows() throws IOException {
    test = Rows.write(temp.resolve("test.csv"), 100, 7);
  }

  private int exitCode(Path to, String... more) {
    Outcome outcome = fit(to, more);
    progress = outcome.console();
    return outcome.exitCode();
  }

  /** A run whose last stage fails, since a row of the test file is bad. */
  private void failInEvaluation(String... more) throws IOException {
    String good = Files.readString(test);
    Files.writeString(test, good + "1,oops,3\n");
    String[] args =
        Stream.concat(Stream.of("--resume", "--test", test.toString()), Stream.of(more))
            .toArray(String[]::new);
    assertThat(exitCode(output, args)).as(progress).isEqualTo(3);
    assertThat(output).doesNotExist();
    Files.writeString(test, good);
  }

  @Test
  void doneStagesAreNotRunAgainAndTheBytesAreThoseOfAnUndisturbedRun() throws IOException {
    failInEvaluation();
    assertThat(Folder.names(temp)).contains("_run.unfinished");

    assertThat(exitCode(output, "--resume", "--test", test.toString())).as(progress).isZero();

    assertThat(progress)
        .contains("sample: unchanged, not run again", "fit: unchanged, not run again")
        .doesNotContain("evaluate: unchanged");
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "test.csv", "run");
    exitCode(temp.resolve("undisturbed"), "--test", test.toString());
    for (String file : List.of("model/model.avro", "support/support.csv", "metrics.json")) {
      assertThat(output.resolve(file))
          .hasSameBinaryContentAs(temp.resolve("undisturbed").resolve(file));
    }
  }

  @Test
  void aChangedOptionRunsItsStageAgain() throws IOException {
    failInEvaluation("--start", "own");

    assertThat(exitCode(output, "--resume", "--start", "own", "--experts", "1"))
        .as(progress)
        .isZero();

    assertThat(progress)
        .contains("sample: unchanged", "fit: runs again, since --experts was 2, is 1");
    exitCode(temp.resolve("other"), "--start", "own", "--experts", "1");
    assertThat(output.resolve("model/model.avro"))
        .hasSameBinaryContentAs(temp.resolve("other/model/model.avro"));
  }

  @Test
  void whatThePilotDependsOnRunsTheSampleAgain() throws IOException {
    failInEvaluation();

    assertThat(exitCode(output, "--resume", "--experts", "1")).as(progress).isZero();

    assertThat(progress)
        .contains(
            "sample: runs again, since --experts was 2, is 1",
            "fit: runs again, since --experts was 2, is 1");
  }

  @Test
  void aChangedInputRunsItsStagesAgain() throws IOException {
    failInEvaluation();
    Rows.write(input.resolve("site1.csv"), 310, 5);

    assertThat(exitCode(output, "--resume")).as(progress).isZero();

    assertThat(progress)
        .contains("sample: runs again, since the input files have changed", "fit: runs again");
  }

  @Test
  void withoutResumeNothingIsLeftAndNothingIsUsed() throws IOException {
    failInEvaluation();

    assertThat(exitCode(output)).as(progress).isZero();

    assertThat(progress).doesNotContain("unchanged");
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "test.csv", "run");
  }

  @Test
  void aFailureOfTheFirstStageLeavesNothing() throws IOException {
    Files.writeString(input.resolve("site2.csv"), "x1,x2,y\n1,2,oops\n");

    assertThat(exitCode(output, "--resume")).isEqualTo(3);

    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "test.csv");
  }

  @Test
  void aFinishedRunIsGoneOverAndReplacedOnlyOnDemand() throws IOException {
    exitCode(output);
    byte[] model = Files.readAllBytes(output.resolve("model/model.avro"));
    byte[] report = Files.readAllBytes(output.resolve("run.json"));

    assertThat(exitCode(output, "--resume")).as(progress).isZero();
    assertThat(progress).contains("sample: unchanged", "fit: unchanged");
    assertThat(output.resolve("run.json")).hasBinaryContent(report);

    assertThat(exitCode(output, "--resume", "--experts", "1")).isEqualTo(2);
    assertThat(progress).contains("exists", "--experts was 2, is 1", "--overwrite");
    assertThat(output.resolve("model/model.avro")).hasBinaryContent(model);

    assertThat(exitCode(output, "--resume", "--overwrite", "--experts", "1")).as(progress).isZero();
    assertThat(progress).contains("sample: runs again", "fit: runs again");
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "test.csv", "run");
  }

  @Test
  void aFinishedRunOfDealtRowsIsGoneOverToo() throws IOException {
    exitCode(output, "--partition", "random:2");
    byte[] report = Files.readAllBytes(output.resolve("run.json"));

    assertThat(exitCode(output, "--partition", "random:2", "--resume")).as(progress).isZero();
    assertThat(progress).contains("partition: runs again", "fit: unchanged");
    assertThat(output.resolve("run.json")).hasBinaryContent(report);

    assertThat(exitCode(output, "--partition", "random:2", "--resume", "--seed", "2")).isEqualTo(2);
    assertThat(progress).contains("exists", "--seed was 1, is 2", "--overwrite");
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "test.csv", "run");
  }
}
