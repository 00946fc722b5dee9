package org.dmoe.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.job.JobFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other runs away from an output: a file beside it names the run that writes there. A holder
 * on this host is looked for among the processes; one on another host lives as long as its lock
 * changes. The lock of a run that has ended without removing it is taken over.
 */
final class RunLock {

  /**
   * How often a lock changes, and how long it must stay the same for its holder to be dead.
   *
   * @param poll how often it is looked at meanwhile
   */
  record Pace(Duration beat, Duration grace, Duration poll) {

    static final Pace USUAL =
        new Pace(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(1));
  }

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  private final LockFile file;
  private final Path output;
  private final Pace pace;
  private LockHolder holder;
  private Optional<LockHolder> previous = Optional.empty();
  private ScheduledExecutorService beats;

  /**
   * @param output as messages name it
   */
  RunLock(FileSystem fs, Path path, Path output, String run, Pace pace) throws IOException {
    this.file = new LockFile(fs, path, output);
    this.output = output;
    this.pace = pace;
    this.holder = LockHolder.here(run);
  }

  /**
   * @return false if another run has it
   */
  synchronized boolean acquire() throws IOException {
    if (!file.create(holder.toBytes())) {
      return false;
    }
    beats =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "lock of " + output);
              thread.setDaemon(true);
              return thread;
            });
    long nanos = pace.beat().toNanos();
    beats.scheduleAtFixedRate(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
    return true;
  }

  /**
   * Finds out whether the run that has the lock still lives, which may take the time of grace.
   *
   * @return the lock of a dead run; empty if there is none any more
   * @throws UnusableOutputException naming the run if it lives
   */
  Optional<byte[]> findDead(Consumer<String> console) throws IOException {
    Optional<byte[]> seen = file.read();
    Optional<LockHolder> other = seen.flatMap(LockHolder::of);
    if (seen.isEmpty()) {
      return seen;
    }
    if (other.filter(LockHolder::isNear).isPresent()) {
      if (other.get().isRunning()) {
        throw refusal(other);
      }
      return seen;
    }
    console.accept(
        "%s: waits up to %d s to see whether %s is still running"
            .formatted(output, pace.grace().toSeconds(), named(other)));
    return watched(seen.get(), other);
  }

  private Optional<byte[]> watched(byte[] seen, Optional<LockHolder> other) throws IOException {
    long end = System.nanoTime() + pace.grace().toNanos();
    while (System.nanoTime() < end) {
      sleep();
      Optional<byte[]> now = file.read();
      if (now.isEmpty()) {
        return now;
      }
      if (!Arrays.equals(now.get(), seen)) {
        throw refusal(LockHolder.of(now.get()).or(() -> other));
      }
    }
    return Optional.of(seen);
  }

  /** Removes the lock of a dead run; does nothing if another run was faster. */
  void takeOver(byte[] dead, Consumer<String> console) throws IOException {
    if (file.take(dead, holder.run())) {
      previous = LockHolder.of(dead);
      console.accept("%s: %s ended without releasing its lock".formatted(output, named(previous)));
    }
  }

  /** The dead run whose lock was taken over, if there was one. */
  Optional<LockHolder> previous() {
    return previous;
  }

  /** Whether the lock is still that of this run. */
  synchronized boolean isHeld() throws IOException {
    return beats != null && owner().filter(holder.run()::equals).isPresent();
  }

  /**
   * Before files are moved to their final place.
   *
   * @throws JobFailedException if another run has taken this one for dead
   */
  synchronized void beginPlacing() throws IOException {
    if (!isHeld()) {
      throw new JobFailedException(
          "--output %s: %s has taken over the output while this run was not heard of; nothing of it was touched"
              .formatted(output, named(file.read().flatMap(LockHolder::of))));
    }
    holder = holder.whilePlacing();
    file.write(holder.toBytes());
  }

  /** Ends it, unless another run has taken it over. */
  synchronized void release() throws IOException {
    if (beats == null) {
      return;
    }
    beats.shutdownNow();
    boolean held = isHeld();
    beats = null;
    if (held) {
      file.delete();
    }
  }

  private synchronized void beat() {
    try {
      if (isHeld()) {
        LockHolder next = holder.afterBeat();
        file.write(next.toBytes());
        holder = next;
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the lock of {} could not be renewed: {}", output, e.toString());
    }
  }

  private Optional<String> owner() throws IOException {
    return file.read().flatMap(LockHolder::of).map(LockHolder::run);
  }

  private UnusableOutputException refusal(Optional<LockHolder> other) {
    return new UnusableOutputException(
        output,
        named(other) + " writes there; wait until it has ended, or choose another directory");
  }

  private static String named(Optional<LockHolder> other) {
    return other.map(LockHolder::toString).orElse("another run");
  }

  private void sleep() throws JobFailedException {
    try {
      TimeUnit.NANOSECONDS.sleep(pace.poll().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("the wait for another run was interrupted", e);
    }
  }
}
