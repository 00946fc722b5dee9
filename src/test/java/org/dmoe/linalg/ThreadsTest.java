package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the workers of an aggregation need of threads is tested with them. */
class ThreadsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aThreadHasScratchOfItsOwn(int count) {
    AtomicInteger made = new AtomicInteger();
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    new Threads(count)
        .runWithScratch(
            50,
            () -> {
              Thread owner = Thread.currentThread();
              made.incrementAndGet();
              return task -> {
                assertThat(Thread.currentThread()).isSameAs(owner);
                done.add(task);
              };
            });
    assertThat(done).hasSize(50);
    assertThat(made.get()).isBetween(1, count);
  }

  @Test
  void tasksMayShareTheirOwn() {
    AtomicInteger sum = new AtomicInteger();
    Threads threads = new Threads(4);
    threads.run(8, outer -> threads.run(8, inner -> sum.addAndGet(8 * outer + inner)));
    assertThat(sum.get()).isEqualTo(64 * 63 / 2);
  }

  @Test
  void noTaskIsNoWork() {
    new Threads(3).run(0, task -> assertThat(task).isNull());
  }

  @Test
  void thereIsAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Threads(0))
        .withMessage("threads 0: must be at least 1");
    assertThat(Threads.ofMachine().count()).isPositive();
  }
}
