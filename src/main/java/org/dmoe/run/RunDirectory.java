package org.dmoe.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.mapreduce.job.JobFailedException;
import org.dmoe.mapreduce.job.StopHook;
import org.dmoe.table.PlainFiles;

/**
 * The output of a run, written beside its final place and renamed when it is whole, or, where a
 * file system copies what it renames, in its place under a marker. A lock keeps other runs away.
 * What a run has written goes when it fails or the program is stopped.
 */
public final class RunDirectory implements AutoCloseable {

  private final FileSystem fs;
  private final Output given;
  private final Path output;
  private final boolean resumable;
  private final Consumer<String> console;
  private final String id = UUID.randomUUID().toString();
  private final StagingOpening opening;
  private final Staging staging;
  private final OutputClaim claim;
  private final StopHook hook = new StopHook(this::stop, StopHook.Turn.OUTPUTS);
  private boolean placed;
  private boolean onlyGoneOver;
  private boolean ended;

  private RunDirectory(
      Configuration conf, Output given, boolean resumable, Consumer<String> console)
      throws IOException {
    this.given = given;
    this.resumable = resumable;
    this.console = console;
    fs = PlainFiles.of(given.path(), conf);
    output = given.qualified(fs);
    opening = new StagingOpening(conf, fs, given, output, resumable, console);
    staging = opening.staging();
    claim = new OutputClaim(fs, given.path(), output, id, console);
  }

  /**
   * Opens the staging directory of a run. What an earlier run has left there is removed, and a job
   * of it that still runs is stopped.
   *
   * @param console told of other runs and of jobs that are stopped
   * @throws UnusableOutputException if the output exists and is not to be replaced, another run
   *     writes there, or nothing can be written there
   */
  public static RunDirectory create(Configuration conf, Output output, Consumer<String> console)
      throws IOException {
    RunDirectory run = new RunDirectory(conf, output, false, console);
    output.requireFree(conf); // an answer before any wait
    run.begin();
    return run;
  }

  /** A directory for the files of jobs that leave none, where a cluster's tasks can write too. */
  public static RunDirectory scratch(Configuration conf, Consumer<String> console)
      throws IOException {
    return create(conf, new Output(Scratch.directory(conf), false, Placement.RENAME), console);
  }

  /**
   * Opens the staging directory of a run that goes on from an earlier one: from what it has left
   * unfinished, or else from the output itself. It stays if the run fails.
   *
   * @param console told of other runs
   * @throws UnusableOutputException if the output exists and was not made stage by stage, another
   *     run writes there, or nothing can be written there
   */
  public static RunDirectory resume(Configuration conf, Output output, Consumer<String> console)
      throws IOException {
    RunDirectory run = new RunDirectory(conf, output, true, console);
    run.begin();
    return run;
  }

  private void begin() throws IOException {
    try {
      hook.add();
      open(claim.take());
    } catch (FileNotFoundException
        | ParentNotDirectoryException
        | FileAlreadyExistsException
        | org.apache.hadoop.fs.FileAlreadyExistsException
        | AccessControlException e) {
      closeAfter(e);
      throw UnusableOutputException.because(given.path(), e);
    } catch (IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  private synchronized void open(Optional<LockHolder> previous) throws IOException {
    claim.requireRunning();
    if (previous.filter(LockHolder::placing).isPresent()) {
      staging.recover();
    }
    if (resumable) {
      onlyGoneOver = opening.openAgain();
    } else {
      opening.openAfresh();
    }
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Where the run will be when it is finished. */
  public Path output() {
    return output;
  }

  /** A path below the staging directory; that directory for "". */
  public Path path(String child) {
    return child.isEmpty() ? staging.directory() : new Path(staging.directory(), child);
  }

  /** Where the jobs of this run, and of no other, write below the staging directory. */
  public String work() {
    return RunFiles.WORK + "/" + id;
  }

  /** By which the jobs of this run are known. */
  String tag() {
    return "dmoe-" + id;
  }

  /** Whether there is such a file or directory below the staging directory. */
  public boolean has(String child) {
    try {
      return fs.exists(path(child));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an earlier run, or this one, has written down of a stage. */
  Optional<StageRecord> record(String stage) throws IOException {
    return StageRecord.read(fs, path(RunFiles.RECORDS), stage);
  }

  synchronized void write(StageRecord record) throws IOException {
    claim.requireRunning();
    WriteFailures.naming(given.path(), () -> record.write(fs, path(RunFiles.RECORDS)));
  }

  /** Leaves what is known of the stages to runs that go on from this one when it is finished. */
  public void keepRecords() throws IOException {
    delete(RunFiles.STAGES);
    move(RunFiles.RECORDS, RunFiles.STAGES);
  }

  /**
   * Before a stage is run.
   *
   * @throws UnusableOutputException if the output exists and must not be replaced
   */
  void requireReplaceable(String why) throws IOException {
    if (onlyGoneOver) {
      throw new UnusableOutputException(
          given.path(), "exists, and " + why + "; give --overwrite to replace it");
    }
  }

  /** Creates a file below the staging directory. */
  public synchronized OutputStream create(String child) throws IOException {
    claim.requireRunning();
    return WriteFailures.naming(given.path(), fs.create(path(child), resumable));
  }

  /** Moves something below the staging directory to another place there. */
  public synchronized void move(String from, String to) throws IOException {
    claim.requireRunning();
    Path target = path(to);
    if (has(to) && !has(from)) {
      return; // an earlier run was stopped right after it had moved it
    }
    fs.mkdirs(target.getParent());
    if (!fs.rename(path(from), target)) {
      throw new IOException("cannot move " + path(from) + " to " + target);
    }
  }

  /** Copies a file, if there is one, over another below the staging directory. */
  public synchronized void copyIfThere(String from, String to) throws IOException {
    claim.requireRunning();
    if (has(from)) {
      FileUtil.copy(fs, path(from), fs, path(to), false, true, fs.getConf());
    }
  }

  /** Moves the files of one directory to another. */
  public void moveFiles(String from, String to) throws IOException {
    for (FileStatus file : fs.listStatus(path(from))) {
      String name = file.getPath().getName();
      move(from + "/" + name, to + "/" + name);
    }
  }

  /**
   * Looks for the reason of a failed job that no task could tell.
   *
   * @throws JobFailedException with that reason
   */
  synchronized void requireRoom() throws JobFailedException {
    claim.requireRunning();
    WriteFailures.require(fs, path("_room"), given.path());
  }

  /** Deletes something below the staging directory. */
  public synchronized void delete(String child) throws IOException {
    claim.requireRunning();
    fs.delete(path(child), true);
  }

  /**
   * Moves the run to its final place, and marks it there as whole. An output that the run has only
   * gone over again stays as it is.
   *
   * @throws UnusableOutputException if an output has appeared that is not to be replaced
   * @throws JobFailedException if another run has taken this one for dead
   */
  public synchronized void commit() throws IOException {
    claim.requireRunning();
    if (onlyGoneOver) {
      return;
    }
    delete(RunFiles.WORK);
    claim.beginPlacing();
    staging.place(given.overwrite());
    try {
      fs.create(new Path(output, RunFiles.SUCCESS), true).close();
    } catch (IOException e) {
      staging.undo();
      throw e;
    }
    placed = true;
    staging.cleanUp();
  }

  /**
   * Removes everything the run wrote, unless it was committed, and lets other runs in. A run that
   * can be gone on from leaves the stages that are done.
   */
  @Override
  public synchronized void close() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try {
      if (opening.isOpen() && !placed && claim.isHeld()) {
        discard();
      }
    } finally {
      claim.release();
      hook.remove();
    }
  }

  private void discard() throws IOException {
    if (resumable && !onlyGoneOver && StageRecord.anyDone(fs, path(RunFiles.RECORDS))) {
      fs.delete(path(work()), true);
    } else {
      fs.delete(staging.directory(), true);
    }
  }

  /** The program ends: what other threads still want to write is not written any more. */
  private void stop() {
    claim.stop();
    try {
      close();
    } catch (IOException e) {
      console.accept(given.path() + ": could not be cleaned up: " + e.getMessage());
    }
  }
}
