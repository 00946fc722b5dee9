package org.dmoe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.table.in.FaultyFileSystem;
import org.dmoe.table.in.FaultyFileSystem.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outputs on a file system that fails when told so, and where other programs write too. */
class RunDirectoryTest {

  @TempDir private Path temp;

  private final Configuration conf = new Configuration();
  private final List<String> console = new ArrayList<>();

  RunDirectoryTest() {
    conf.set("fs.fault.impl", FaultyFileSystem.class.getName());
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(FaultyFileSystem.ROOT + temp.resolve(name).toString());
  }

  private Output output() {
    return Output.of(path("run"));
  }

  private Output replaced() {
    return Output.replacing(path("run"));
  }

  private RunDirectory create(Output output) throws IOException {
    return RunDirectory.create(conf, output, console::add);
  }

  private static void write(RunDirectory run, String text) throws IOException {
    try (OutputStream out = run.create("model/model.json")) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A whole run. */
  private void run(Output output, String text) throws IOException {
    try (RunDirectory run = create(output)) {
      write(run, text);
      run.commit();
    }
  }

  private void mine() throws IOException {
    Files.writeString(Files.createDirectories(temp.resolve("run")).resolve("mine"), "mine");
  }

  private List<String> names(String directory) throws IOException {
    try (Stream<Path> children = Files.list(temp.resolve(directory))) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  private void assertWhole(String text) throws IOException {
    assertThat(names("")).containsExactly("run");
    assertThat(names("run")).containsExactly("_SUCCESS", "model");
    assertThat(temp.resolve("run/model/model.json")).hasContent(text);
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void aRunIsWholeAtItsPlaceAndNothingLiesBesideIt(Placement placement) throws IOException {
    run(new Output(path("run"), false, placement), "one");
    assertWhole("one");

    run(new Output(path("run"), true, placement), "two");
    assertWhole("two");
  }

  @ParameterizedTest
  @EnumSource(Placement.class)
  void aFailedRunLeavesNothingNotEvenTheDirectoriesAboveIt(Placement placement) throws IOException {
    try (RunDirectory run = create(new Output(path("a/b/run"), false, placement))) {
      write(run, "one");
    }

    assertThat(names("")).isEmpty();
  }

  @Test
  void successIsMarkedLastAndInTheFinalPlace() throws IOException {
    try (RunDirectory run = create(output())) {
      write(run, "one");
      FaultyFileSystem.beforeRenameTo(
          path("run"), () -> assertThat(names("_run.unfinished")).doesNotContain("_SUCCESS"));
      run.commit();
    }
    assertWhole("one");
  }

  @Test
  void whatCannotBeMarkedIsTakenBack() throws IOException {
    mine();
    RunDirectory run = create(replaced());
    write(run, "one");
    FaultyFileSystem.beforeRenameTo(
        path("run"),
        () -> FaultyFileSystem.fail(Operation.CREATE, new IOException("quota exceeded"), 0, 1));

    assertThatThrownBy(run::commit).hasMessage("quota exceeded");
    run.close();

    assertThat(names("")).containsExactly("run");
    assertThat(names("run")).containsExactly("mine");
  }

  @Test
  void whereRenamesAreCopiesTheRunWritesInPlaceAndSaysSo() throws IOException {
    FaultyFileSystem.copyOnRename(true);
    FaultyFileSystem.fail(Operation.RENAME, new IOException("no rename wanted"), 0, 9);

    try (RunDirectory run = create(output())) {
      write(run, "one");
      assertThat(names("run")).containsExactly("_unfinished", "model");
      assertThat(names("")).containsExactly("_run.lock", "run");
      run.commit();
    }

    assertWhole("one");
    assertThat(console).singleElement().asString().contains("in its place", "_unfinished");
  }

  @Test
  void anUnfinishedOutputInPlaceGivesWay() throws IOException {
    Files.createFile(Files.createDirectories(temp.resolve("run")).resolve("_unfinished"));
    Files.createFile(temp.resolve("run/old"));
    FaultyFileSystem.copyOnRename(true);

    run(output(), "one");

    assertWhole("one");
  }

  @Test
  void anExistingOutputInPlaceIsNotTouched() throws IOException {
    mine();
    FaultyFileSystem.copyOnRename(true);

    assertThatThrownBy(() -> create(output())).hasMessageContaining("exists");

    assertThat(names("run")).containsExactly("mine");
    assertThat(names("")).containsExactly("run");
  }

  @Test
  void aDirectoryThatAppearsIsNotMovedInto() throws IOException {
    RunDirectory run = create(output());
    write(run, "one");
    FaultyFileSystem.beforeRenameTo(path("run"), this::mine);

    assertThatThrownBy(run::commit)
        .isInstanceOf(UnusableOutputException.class)
        .hasMessageContaining("appeared while the run was under way; it was not touched");
    run.close();

    assertThat(names("run")).containsExactly("mine");
    assertThat(names("")).containsExactly("run");
  }

  @Test
  void aRenameWhoseAnswerIsLostHasHappened() throws IOException {
    FaultyFileSystem.loseAnswerOfRenameTo(path("run"));

    run(output(), "one");

    assertWhole("one");
  }

  @Test
  void aRenameThatFailsBringsTheOldOutputBack() throws IOException {
    mine();
    RunDirectory run = create(replaced());
    write(run, "one");
    FaultyFileSystem.fail(Operation.RENAME, new IOException("no"), 1, 1);

    assertThatThrownBy(run::commit).hasMessage("no");
    run.close();

    assertThat(names("run")).containsExactly("mine");
    assertThat(names("")).containsExactly("run");
  }

  @Test
  void whereALockCannotBeWrittenNothingIsLeft() throws IOException {
    FaultyFileSystem.fail(Operation.CREATE, new IOException("quota exceeded"), 0, 9);

    assertThatThrownBy(() -> create(output())).hasMessageContaining("quota exceeded");

    assertThat(names("")).isEmpty();
  }

  @Test
  void twoRunsIntoOneOutputDoNotMeet() throws IOException {
    try (RunDirectory first = create(output())) {
      write(first, "one");

      assertThatThrownBy(() -> create(output()))
          .isInstanceOf(UnusableOutputException.class)
          .hasMessageContaining("writes there");
      assertThatThrownBy(() -> RunDirectory.resume(conf, replaced(), console::add))
          .hasMessageContaining("writes there");

      first.commit();
    }
    assertWhole("one");
  }

  /** As if its process had been killed in the middle of the last step. */
  private void leaveLock(boolean placing) throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    LockHolder here = LockHolder.here("dead");
    LockHolder dead =
        new LockHolder(
            "dead", "ana", here.host(), here.processes(), process.pid(), 1, "", 0, placing);
    Files.write(temp.resolve("_run.lock"), dead.toBytes());
  }

  @Test
  void aRunKilledRightBeforeItsMarkIsWhole() throws Exception {
    mine();
    leaveLock(true);

    assertThatThrownBy(() -> create(output())).hasMessageContaining("exists");
    assertThat(names("run")).containsExactly("mine"); // refused before any lock is looked at

    assertThatThrownBy(() -> RunDirectory.resume(conf, output(), console::add))
        .hasMessageContaining("exists");
    assertThat(names("run")).containsExactly("_SUCCESS", "mine");
    assertThat(names("")).containsExactly("run");
  }

  @Test
  void anOutputThatAKilledRunHadMovedAsideComesBack() throws Exception {
    mine();
    Files.move(temp.resolve("run"), temp.resolve("_run.replaced"));
    Files.createDirectory(temp.resolve("_run.unfinished"));
    leaveLock(true);

    assertThatThrownBy(() -> create(output())).hasMessageContaining("exists");

    assertThat(names("run")).containsExactly("mine");
    assertThat(names("")).containsExactly("_run.unfinished", "run");
  }

  @Test
  void aRefusedRunLeavesWhatAnotherHasLeftToGoOnFrom() throws IOException {
    mine();
    Files.createDirectories(temp.resolve("_run.unfinished/_work/stages"));

    assertThatThrownBy(() -> create(output())).hasMessageContaining("exists");

    assertThat(temp.resolve("_run.unfinished/_work/stages")).exists();
  }
}
