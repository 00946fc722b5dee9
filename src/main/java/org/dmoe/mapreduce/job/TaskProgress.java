package org.dmoe.mapreduce.job;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ShutdownHookManager;
import org.dmoe.model.Progress;

/** Passes reports of long loops on to the framework, at most one a second. */
public final class TaskProgress implements Progress {

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

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

  @Override
  public void report(String status) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      throw new CancellationException("the program was stopped");
    }
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL)) {
      context.setStatus(prefix + ": " + status);
      context.progress();
    }
  }
}
