package org.dmoe.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Shares independent tasks among threads, the caller's among them. Tasks write to places of their
 * own; who adds up does so afterwards in the order of the tasks, so that no result depends on the
 * number of threads.
 *
 * @param count of threads, at least 1
 */
public record Threads(int count) {

  /** The caller's alone. */
  public static final Threads ONE = new Threads(1);

  /** Idle ones end by themselves. */
  private static final ExecutorService HELPERS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "dmoe-helper");
            thread.setDaemon(true);
            return thread;
          });

  public Threads {
    if (count < 1) {
      throw new IllegalArgumentException("threads " + count + ": must be at least 1");
    }
  }

  /** As many as this machine has processors. */
  public static Threads ofMachine() {
    return new Threads(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Runs tasks 0 to tasks - 1 and returns when all are done. If tasks fail, no further ones begin,
   * and the first failure goes on as it is, of whichever thread; an Error goes before exceptions,
   * which may come of it.
   */
  public void run(int tasks, IntConsumer task) {
    run(tasks, i -> {}, () -> task);
  }

  /** The same with scratch for each thread: the maker is called once in each. */
  public void runWithScratch(int tasks, Supplier<IntConsumer> maker) {
    run(tasks, i -> {}, maker);
  }

  /**
   * The same where the caller's thread does something after each of its tasks.
   *
   * @param told the number of a task that the caller's thread has done
   */
  public void run(int tasks, IntConsumer told, Supplier<IntConsumer> maker) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int t = 1; t < Math.min(count, tasks); t++) {
      running.add(HELPERS.submit(() -> drain(next, tasks, maker.get(), i -> {})));
    }
    Failures failures = new Failures();
    try {
      drain(next, tasks, maker.get(), told);
    } catch (RuntimeException | Error e) {
      next.set(tasks);
      failures.add(e);
    }
    running.forEach(helper -> join(helper, failures));
    failures.rethrow();
  }

  private static void drain(AtomicInteger next, int tasks, IntConsumer task, IntConsumer told) {
    try {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        task.accept(i);
        told.accept(i);
      }
    } catch (RuntimeException | Error e) {
      next.set(tasks);
      throw e;
    }
  }

  private static void join(Future<?> helper, Failures failures) {
    try {
      helper.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(new IllegalStateException("interrupted while threads shared the work", e));
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
}
