package org.dmoe.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, with a bound. */
final class Await {

  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);

  private Await() {}

  /** The first value that appears. */
  static <T> T value(String what, Duration bound, Callable<Optional<T>> source) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> value = call(source);
      if (value.isPresent()) {
        return value.get();
      }
      LockSupport.parkNanos(STEP);
    }
    throw new AssertionError("not within " + bound + ": " + what);
  }

  static void until(String what, Duration bound, Callable<Boolean> condition) {
    value(what, bound, () -> condition.call() ? Optional.of(true) : Optional.empty());
  }

  private static <T> T call(Callable<T> source) {
    try {
      return source.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
