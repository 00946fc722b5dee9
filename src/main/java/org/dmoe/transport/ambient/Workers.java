package org.dmoe.transport.ambient;

import java.util.function.IntConsumer;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Progress;

/** Threads that share the tasks of an aggregation, and tell where the work is. */
public final class Workers {

  private static final long REPORT_NANOS = 1_000_000_000L;

  private final Threads threads;
  private final Progress progress;
  private long lastReport = System.nanoTime();

  public Workers(Threads threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
  }

  public Threads threads() {
    return threads;
  }

  /** Says where the work is, at once. */
  public void report(String status) {
    lastReport = System.nanoTime();
    progress.report(status);
  }

  /** Says where the work is, unless something was said within the last second. */
  public void heartbeat(String status) {
    if (System.nanoTime() - lastReport >= REPORT_NANOS) {
      report(status);
    }
  }

  /** Runs tasks 0 to count - 1 as {@link Threads#run} does; the caller's thread tells of them. */
  public void run(String stage, int count, IntConsumer task) {
    threads.run(count, i -> heartbeat("%s: %d of %d".formatted(stage, i + 1, count)), () -> task);
  }
}
