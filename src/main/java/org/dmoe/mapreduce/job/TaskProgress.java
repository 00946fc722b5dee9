package org.dmoe.mapreduce.job;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ShutdownHookManager;
import org.dmoe.model.Progress;

/** Passes reports of long loops on to the framework, at most one a second. */
public final class TaskProgress implements Progress {

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  /** Of this process, whose tasks the local runner runs. */
  private static volatile String latest = "";

  private final TaskAttemptContext context;
  private final String prefix;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  /**
   * @param prefix of every status, such as the split's name
   */
  public TaskProgress(TaskAttemptContext context, String prefix) {
    this.context = context;
    this.prefix = prefix;
  }

  /** The last report that a task in this process has passed on; empty before the first. */
  static Optional<String> latest() {
    return Optional.of(latest).filter(text -> !text.isEmpty());
  }

  @Override
  public void report(String status) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      throw new CancellationException("the program was stopped");
    }
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL)) {
      latest = prefix + ": " + status;
      context.setStatus(latest);
      context.progress();
    }
  }
}
