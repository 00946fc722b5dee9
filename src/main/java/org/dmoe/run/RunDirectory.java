package org.dmoe.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.mapreduce.job.JobFailedException;

/**
 * The output of a run, written beside its final place and renamed when it is whole, so that a
 * failed run leaves nothing behind and never touches what was there before.
 */
public final class RunDirectory implements AutoCloseable {

  private static final String SUCCESS = "_SUCCESS";

  private final FileSystem fs;
  private final Path output;
  private final Path staging;
  private final boolean overwrite;
  private final boolean resumable;
  private final String work = RunFiles.WORK + "/" + UUID.randomUUID();
  private final List<Path> createdParents;
  private boolean onlyGoneOver;
  private boolean committed;

  private RunDirectory(FileSystem fs, Output output, boolean resumable) throws IOException {
    this.fs = fs;
    this.output = output.qualified(fs);
    this.overwrite = output.overwrite();
    this.resumable = resumable;
    this.staging = new Path(this.output.getParent(), "_" + this.output.getName() + ".unfinished");
    this.createdParents = missingParents(fs, this.output);
  }

  /**
   * Opens the staging directory of a run. What an earlier run has left there is removed, and a job
   * of it that still runs is stopped.
   *
   * @param console told of jobs that are stopped
   * @throws UnusableOutputException if the output exists and is not to be replaced, or nothing can
   *     be written there
   */
  public static RunDirectory create(Configuration conf, Output output, Consumer<String> console)
      throws IOException {
    output.requireFree(conf);
    FileSystem fs = output.path().getFileSystem(conf);
    RunDirectory run = new RunDirectory(fs, output, false);
    EarlierRun.stopJobs(conf, fs, run.staging, console);
    run.open(output.path(), true);
    fs.deleteOnExit(run.staging);
    return run;
  }

  /** A directory for the files of jobs that leave none, where a cluster's tasks can write too. */
  public static RunDirectory scratch(Configuration conf, Consumer<String> console)
      throws IOException {
    return create(conf, Output.of(Scratch.directory(conf)), console);
  }

  /**
   * Opens the staging directory of a run that goes on from an earlier one: from what it has left
   * unfinished, or else from the output itself. It stays if the run fails.
   *
   * @throws UnusableOutputException if the output exists and was not made stage by stage, or
   *     nothing can be written there
   */
  public static RunDirectory resume(Configuration conf, Output output) throws IOException {
    FileSystem fs = output.path().getFileSystem(conf);
    RunDirectory run = new RunDirectory(fs, output, true);
    boolean finished = !fs.exists(run.staging) && EarlierRun.isFinished(fs, run.output);
    if (!finished) {
      output.requireFree(conf);
    }
    run.open(output.path(), false);
    if (finished) {
      EarlierRun.copyStages(conf, fs, run.output, run.staging);
      run.onlyGoneOver = !output.overwrite();
    }
    return run;
  }

  /** Makes the staging directory; messages name the output as it was given. */
  private void open(Path given, boolean empty) throws IOException {
    try {
      if (empty) {
        fs.delete(staging, true);
      }
      if (!fs.mkdirs(staging)) {
        throw new UnusableOutputException(given, "no directory can be made there");
      }
    } catch (FileNotFoundException
        | ParentNotDirectoryException
        | FileAlreadyExistsException
        | org.apache.hadoop.fs.FileAlreadyExistsException
        | AccessControlException e) {
      throw UnusableOutputException.because(given, e);
    }
  }

  /** Where the run will be when it is finished. */
  public Path output() {
    return output;
  }

  /** A path below the staging directory. */
  public Path path(String child) {
    return new Path(staging, child);
  }

  /** Where the jobs of this run write, below the staging directory; no other run's do. */
  public String work() {
    return work;
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

  void write(StageRecord record) throws IOException {
    WriteFailures.naming(output, () -> record.write(fs, path(RunFiles.RECORDS)));
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
          output, "exists, and " + why + "; give --overwrite to replace it");
    }
  }

  /** Creates a file below the staging directory. */
  public OutputStream create(String child) throws IOException {
    return WriteFailures.naming(output, fs.create(path(child), resumable));
  }

  /** Moves something below the staging directory to another place there. */
  public void move(String from, String to) throws IOException {
    Path target = path(to);
    if (has(to) && !has(from)) {
      return; // an earlier run was stopped right after it had moved it
    }
    fs.mkdirs(target.getParent());
    if (!fs.rename(path(from), target)) {
      throw new IOException("cannot move " + path(from) + " to " + target);
    }
  }

  /** Moves the data files of one directory to another, "" for the staging directory itself. */
  public void moveFiles(String from, String to) throws IOException {
    String prefix = to.isEmpty() ? "" : to + "/";
    for (FileStatus file : fs.listStatus(path(from))) {
      String name = file.getPath().getName();
      if (file.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
        move(from + "/" + name, prefix + name);
      }
    }
  }

  /**
   * Looks for the reason of a failed job that no task could tell.
   *
   * @throws JobFailedException with that reason
   */
  void requireRoom() throws JobFailedException {
    WriteFailures.require(fs, path("_room"), output);
  }

  /** Deletes something below the staging directory. */
  public void delete(String child) throws IOException {
    fs.delete(path(child), true);
  }

  /**
   * Marks the run as whole and moves it to its final place. An output that the run has only gone
   * over again stays as it is.
   */
  public void commit() throws IOException {
    if (onlyGoneOver) {
      fs.delete(staging, true);
      committed = true;
      return;
    }
    create(SUCCESS).close();
    if (fs.exists(output)) {
      replaceOutput();
    } else if (!fs.rename(staging, output)) {
      throw new IOException("cannot rename " + staging + " to " + output);
    }
    fs.cancelDeleteOnExit(staging);
    committed = true;
  }

  private void replaceOutput() throws IOException {
    if (!overwrite) {
      throw new UnusableOutputException(
          output, "appeared while the run was under way; it was not touched");
    }
    Path old = new Path(output.getParent(), "_" + output.getName() + ".replaced");
    fs.delete(old, true);
    if (!fs.rename(output, old)) {
      throw new IOException("cannot move " + output + " aside");
    }
    if (!fs.rename(staging, output)) {
      fs.rename(old, output);
      throw new IOException("cannot rename " + staging + " to " + output);
    }
    fs.delete(old, true);
  }

  /**
   * Removes everything the run wrote, unless it was committed. A run that can be gone on from
   * leaves the stages that are done.
   */
  @Override
  public void close() throws IOException {
    if (committed) {
      return;
    }
    if (resumable && !onlyGoneOver && isWorthKeeping()) {
      fs.delete(path(work), true);
      return;
    }
    fs.delete(staging, true);
    fs.cancelDeleteOnExit(staging);
    for (Path parent : createdParents) {
      if (fs.exists(parent) && isEmpty(parent)) {
        fs.delete(parent, false);
      }
    }
  }

  private boolean isWorthKeeping() throws IOException {
    return StageRecord.readAll(fs, path(RunFiles.RECORDS)).stream().anyMatch(StageRecord::done);
  }

  private boolean isEmpty(Path directory) throws IOException {
    FileStatus[] children = fs.listStatus(directory);
    return children.length == 0;
  }

  /** Ancestors that do not exist yet, the deepest first. */
  private static List<Path> missingParents(FileSystem fs, Path target) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path p = target.getParent(); p != null && !Output.exists(fs, p); p = p.getParent()) {
      missing.add(p);
    }
    return missing;
  }
}
