package org.dmoe.transport.ambient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkersTest {

  private static final int COUNT = 40;

  private static void run(int threads, IntConsumer task) {
    Workers workers = new Workers(new Threads(threads), Progress.SILENT);
    workers.run("stage", COUNT, task);
  }

  /** Fails in a helper's thread, while the caller's own task waits, and then in the caller's. */
  private static IntConsumer failing(Throwable helpers, Throwable callers) {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    return task -> {
      if (Thread.currentThread() != caller) {
        await(begun); // or the caller would find that no more tasks are to begin
        failed.countDown();
        WorkersTest.<RuntimeException>fail(helpers);
      }
      begun.countDown();
      await(failed);
      if (callers != null) {
        WorkersTest.<RuntimeException>fail(callers);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void fail(Throwable failure) throws T {
    throw (T) failure;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 60})
  void everyTaskIsRunOnce(int threads) {
    AtomicInteger[] runs =
        IntStream.range(0, COUNT).mapToObj(i -> new AtomicInteger()).toArray(AtomicInteger[]::new);
    run(threads, i -> runs[i].incrementAndGet());
    assertThat(runs).allMatch(number -> number.get() == 1);
  }

  @Test
  void aHelpersErrorGoesOnAsItIs() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    assertThatThrownBy(() -> run(2, failing(error, null))).isSameAs(error);
  }

  @Test
  void aHelpersExceptionGoesOnAsItIs() {
    IllegalArgumentException exception = new IllegalArgumentException("no");
    assertThatThrownBy(() -> run(2, failing(exception, null))).isSameAs(exception);
  }

  @Test
  void anErrorGoesBeforeWhatMayComeOfIt() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    NullPointerException exception = new NullPointerException();
    assertThatThrownBy(() -> run(2, failing(error, exception))).isSameAs(error);
    assertThatThrownBy(() -> run(2, failing(exception, error))).isSameAs(error);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void noTaskBeginsAfterAFailure(int threads) {
    AtomicInteger begun = new AtomicInteger();
    IllegalStateException exception = new IllegalStateException("no");
    assertThatThrownBy(
            () ->
                run(
                    threads,
                    i -> {
                      begun.incrementAndGet();
                      throw exception;
                    }))
        .isSameAs(exception);
    assertThat(begun.get()).isBetween(1, threads);
  }
}
