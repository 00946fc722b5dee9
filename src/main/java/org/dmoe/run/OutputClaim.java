package org.dmoe.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.job.JobFailedException;

/** A run's right to write an output, from its lock to the directories above that it made. */
final class OutputClaim {

  private final FileSystem fs;
  private final Path output;
  private final Consumer<String> console;
  private final RunLock lock;
  private final List<Path> createdParents;
  private boolean stopped;

  /**
   * @param given the output as messages name it
   * @param output in full
   */
  OutputClaim(FileSystem fs, Path given, Path output, String run, Consumer<String> console)
      throws IOException {
    this.fs = fs;
    this.output = output;
    this.console = console;
    Path file = StagingBeside.beside(output, ".lock");
    lock = new RunLock(fs, file, given, run, RunLock.Pace.USUAL);
    createdParents = missingParents(fs, output);
  }

  /**
   * @return the dead run whose lock was taken over, if there was one
   * @throws UnusableOutputException naming another run that writes there
   */
  Optional<LockHolder> take() throws IOException {
    while (!tryLock()) {
      Optional<byte[]> dead = lock.findDead(console);
      if (dead.isPresent()) {
        takeOver(dead.get());
      }
    }
    return lock.previous();
  }

  private synchronized boolean tryLock() throws IOException {
    requireRunning();
    return lock.acquire();
  }

  private synchronized void takeOver(byte[] dead) throws IOException {
    requireRunning();
    lock.takeOver(dead, console);
  }

  boolean isHeld() throws IOException {
    return lock.isHeld();
  }

  /**
   * @throws JobFailedException if another run has taken this one for dead
   */
  void beginPlacing() throws IOException {
    lock.beginPlacing();
  }

  /** Nothing is claimed any more from now on. */
  synchronized void stop() {
    stopped = true;
  }

  /**
   * @throws JobFailedException if the program ends
   */
  synchronized void requireRunning() throws JobFailedException {
    if (stopped) {
      throw new JobFailedException("the program was stopped");
    }
  }

  /** Lets other runs in, and removes directories that were made for nothing. */
  void release() throws IOException {
    lock.release();
    if (Output.exists(fs, output)) {
      return;
    }
    for (Path parent : createdParents) {
      if (fs.exists(parent) && fs.listStatus(parent).length == 0) {
        fs.delete(parent, false);
      }
    }
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
