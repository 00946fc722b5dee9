package org.dmoe.mapreduce.pipeline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.mapreduce.JobFailedException;

/**
 * The output of a run, written beside its final place and renamed when it is whole, so that a
 * failed run leaves nothing behind and never touches what was there before.
 */
public final class RunDirectory implements AutoCloseable {

  private static final String SUCCESS = "_SUCCESS";

  /** Bytes that a run can be expected to have room for. */
  private static final int ROOM = 1 << 20;

  private final FileSystem fs;
  private final Path output;
  private final Path staging;
  private final boolean overwrite;
  private final List<Path> createdParents;
  private boolean committed;

  private RunDirectory(
      FileSystem fs, Path output, boolean overwrite, Path staging, List<Path> createdParents) {
    this.fs = fs;
    this.output = output;
    this.overwrite = overwrite;
    this.staging = staging;
    this.createdParents = createdParents;
  }

  /**
   * Opens the staging directory of a run.
   *
   * @param overwrite whether an existing output is to be replaced when the run succeeds
   * @throws UnusableOutputException if the output exists, or nothing can be written there
   */
  public static RunDirectory create(Configuration conf, Path output, boolean overwrite)
      throws IOException {
    FileSystem fs = output.getFileSystem(conf);
    Path target = fs.makeQualified(output);
    if (target.getParent() == null) {
      throw new UnusableOutputException(output, "is the root of a file system");
    }
    if (!overwrite && exists(fs, target)) {
      throw new UnusableOutputException(
          output, "exists; choose another directory, or give --overwrite to replace it");
    }
    Path staging = new Path(target.getParent(), "_" + target.getName() + ".unfinished");
    List<Path> createdParents = missingParents(fs, target);
    try {
      fs.delete(staging, true);
      if (!fs.mkdirs(staging)) {
        throw new UnusableOutputException(output, "no directory can be made there");
      }
    } catch (FileNotFoundException
        | ParentNotDirectoryException
        | FileAlreadyExistsException
        | org.apache.hadoop.fs.FileAlreadyExistsException
        | AccessControlException e) {
      throw new UnusableOutputException(output, firstLine(e));
    }
    fs.deleteOnExit(staging);
    return new RunDirectory(fs, target, overwrite, staging, createdParents);
  }

  /** Where the run will be when it is finished. */
  public Path output() {
    return output;
  }

  /** A path below the staging directory. */
  public Path path(String child) {
    return new Path(staging, child);
  }

  /** Creates a file below the staging directory. */
  public OutputStream create(String child) throws IOException {
    return fs.create(path(child), false);
  }

  /** Moves something below the staging directory to another place there. */
  public void move(String from, String to) throws IOException {
    Path target = path(to);
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
   * Looks for the reason of a failed job that no task could tell: a full disk, a quota.
   *
   * @throws JobFailedException with that reason
   */
  void requireRoom() throws JobFailedException {
    Path probe = path("_room");
    try {
      try (OutputStream out = fs.create(probe, true)) {
        out.write(new byte[ROOM]);
      }
      fs.delete(probe, false);
    } catch (IOException | FSError e) {
      throw new JobFailedException("--output " + output + ": " + firstLine(rootOf(e)), e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Deletes something below the staging directory. */
  public void delete(String child) throws IOException {
    fs.delete(path(child), true);
  }

  /** Marks the run as whole and moves it to its final place. */
  public void commit() throws IOException {
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

  /** Removes everything the run wrote, unless it was committed. */
  @Override
  public void close() throws IOException {
    if (committed) {
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

  private boolean isEmpty(Path directory) throws IOException {
    FileStatus[] children = fs.listStatus(directory);
    return children.length == 0;
  }

  /** Ancestors that do not exist yet, the deepest first. */
  private static List<Path> missingParents(FileSystem fs, Path target) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path p = target.getParent(); p != null && !exists(fs, p); p = p.getParent()) {
      missing.add(p);
    }
    return missing;
  }

  private static boolean exists(FileSystem fs, Path path) throws IOException {
    try {
      return fs.exists(path);
    } catch (AccessControlException e) {
      throw new UnusableOutputException(path, firstLine(e));
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
