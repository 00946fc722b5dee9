package org.dmoe.transport.ambient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.dmoe.model.Progress;

/**
 * Shares independent tasks among threads, the caller's among them. Tasks must write to places of
 * their own; who adds up does so afterwards in the order of the tasks, so that results do not
 * depend on the number of threads.
 */
public final class Workers implements AutoCloseable {

  private static final long REPORT_NANOS = 1_000_000_000L;

  private final int threads;
  private final Progress progress;
  private final ExecutorService helpers;
  private long lastReport = System.nanoTime();

  public Workers(int threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
    this.helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "dmoe-transport");
              thread.setDaemon(true);
              return thread;
            });
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

  /**
   * Runs tasks 0 to count - 1 and returns when all are done. If tasks fail, no further ones begin,
   * and the first failure goes on as it is, of whichever thread; an Error goes before exceptions,
   * which may come of it.
   */
  public void run(String stage, int count, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, count); t++) {
      running.add(helpers.submit(() -> drain(next, count, task)));
    }
    Failures failures = new Failures();
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        task.accept(i);
        heartbeat("%s: %d of %d".formatted(stage, i + 1, count));
      }
    } catch (RuntimeException | Error e) {
      next.set(count);
      failures.add(e);
    }
    running.forEach(helper -> join(helper, failures));
    failures.rethrow();
  }

  private static void drain(AtomicInteger next, int count, IntConsumer task) {
    try {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        task.accept(i);
      }
    } catch (RuntimeException | Error e) {
      next.set(count);
      throw e;
    }
  }

  private static void join(Future<?> helper, Failures failures) {
    try {
      helper.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(new IllegalStateException("interrupted while aggregating", e));
    } catch (ExecutionException e) {
      failures.add(e.getCause());
    }
  }

  /** What went wrong in the threads of one run. */
  private static final class Failures {

    private RuntimeException exception;
    private Error error;

    void add(Throwable failure) {
      if (failure instanceof Error e) {
        error = error == null ? e : error;
      } else if (exception == null) {
        exception = failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
      }
    }

    void rethrow() {
      if (error != null) {
        throw error;
      }
      if (exception != null) {
        throw exception;
      }
    }
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }
}
