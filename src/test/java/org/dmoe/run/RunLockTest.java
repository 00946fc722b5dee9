package org.dmoe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.dmoe.mapreduce.job.JobFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs into one output. */
class RunLockTest {

  private static final RunLock.Pace QUICK =
      new RunLock.Pace(Duration.ofMillis(50), Duration.ofMillis(600), Duration.ofMillis(20));

  @TempDir private Path temp;

  private final List<String> console = new ArrayList<>();
  private FileSystem fs;
  private Path file;

  @BeforeEach
  void fileSystem() throws IOException {
    fs = FileSystem.getLocal(new Configuration());
    file = temp.resolve("_out.lock");
  }

  private RunLock lock(String run) throws IOException {
    return new RunLock(
        fs,
        new org.apache.hadoop.fs.Path(file.toUri()),
        new org.apache.hadoop.fs.Path("out"),
        run,
        QUICK);
  }

  private void leave(LockHolder holder) throws IOException {
    Files.write(file, holder.toBytes());
  }

  private static LockHolder holder(String run, String host, long process, boolean placing)
      throws IOException {
    LockHolder here = LockHolder.here(run);
    return new LockHolder(
        run,
        "ana",
        host.isEmpty() ? here.host() : host,
        here.processes(),
        process,
        here.processStart(),
        "2026-01-02T03:04:05Z",
        7,
        placing);
  }

  private static long endedProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void theSecondIsRefusedAndToldByWhom() throws IOException {
    RunLock first = lock("first");
    RunLock second = lock("second");
    assertThat(first.acquire()).isTrue();
    assertThat(second.acquire()).isFalse();

    assertThatThrownBy(() -> second.findDead(console::add))
        .isInstanceOf(UnusableOutputException.class)
        .hasMessageContaining("--output out: run first of " + System.getProperty("user.name"))
        .hasMessageContaining("(process " + ProcessHandle.current().pid() + "), started 20")
        .hasMessageContaining("writes there; wait until it has ended, or choose another directory");
    second.release();

    assertThat(first.isHeld()).isTrue();
    first.release();
    assertThat(file).doesNotExist();
    assertThat(second.acquire()).isTrue();
    second.release();
  }

  @Test
  void ofManyAtATimeOneGetsIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        List<RunLock> locks = new ArrayList<>();
        List<Callable<Boolean>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          locks.add(lock("run" + i));
          runs.add(locks.get(i)::acquire);
        }
        int got = 0;
        for (Future<Boolean> outcome : threads.invokeAll(runs)) {
          got += outcome.get() ? 1 : 0;
        }
        assertThat(got).isOne();
        for (RunLock lock : locks) {
          lock.release();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theLockOfAKilledProcessOnThisHostIsTakenOverAtOnce() throws Exception {
    leave(holder("dead", "", endedProcess(), true));
    RunLock lock = lock("new");
    assertThat(lock.acquire()).isFalse();

    lock.takeOver(lock.findDead(console::add).orElseThrow(), console::add);

    assertThat(lock.acquire()).isTrue();
    assertThat(lock.previous()).hasValueSatisfying(p -> assertThat(p.placing()).isTrue());
    assertThat(console)
        .containsExactly(
            "out: "
                + holder("dead", "", lock.previous().orElseThrow().process(), true)
                + " ended without releasing its lock");
    lock.release();
    assertThat(names()).isEmpty();
  }

  /** The number of a process is given again, to this one say. */
  @Test
  void aProcessOfTheSameNumberIsAnother() throws Exception {
    LockHolder here = LockHolder.here("dead");
    leave(
        new LockHolder(
            "dead",
            "ana",
            here.host(),
            here.processes(),
            here.process(),
            here.processStart() - 1000,
            "",
            0,
            false));

    assertThat(lock("new").findDead(console::add)).isPresent();
  }

  @Test
  void theLockOfAnotherHostIsTakenOverWhenItDoesNotChange() throws Exception {
    leave(holder("dead", "elsewhere", 1, false));
    RunLock lock = lock("new");

    assertThat(lock.findDead(console::add)).isPresent();

    assertThat(console).singleElement().asString().contains("run dead of ana on elsewhere");
  }

  @Test
  void aRunOnAnotherHostThatStillChangesItsLockIsLeftAlone() throws Exception {
    Thread other =
        new Thread(
            () -> {
              try {
                LockHolder holder = holder("alive", "elsewhere", 1, false);
                while (!Thread.interrupted()) {
                  leave(holder);
                  holder = holder.afterBeat();
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    leave(holder("alive", "elsewhere", 1, false));
    other.start();
    try {
      assertThatThrownBy(() -> lock("new").findDead(console::add))
          .isInstanceOf(UnusableOutputException.class)
          .hasMessageContaining("on elsewhere");
    } finally {
      other.interrupt();
      other.join();
    }
  }

  @Test
  void aLiveRunChangesItsLock() throws Exception {
    RunLock lock = lock("run");
    lock.acquire();
    byte[] before = Files.readAllBytes(file);

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (Arrays.equals(Files.readAllBytes(file), before) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }

    assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    lock.release();
  }

  @Test
  void whoWasTakenForDeadPlacesAndDeletesNothing() throws IOException {
    RunLock first = lock("first");
    first.acquire();
    leave(holder("second", "elsewhere", 1, false));

    assertThat(first.isHeld()).isFalse();
    assertThatThrownBy(first::beginPlacing)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("run second of ana on elsewhere")
        .hasMessageContaining("nothing of it was touched");
    first.release();
    assertThat(file).exists();
  }

  @Test
  void ofTwoWhoFindADeadRunOnlyOneTakesOver() throws Exception {
    leave(holder("dead", "", endedProcess(), false));
    byte[] dead = Files.readAllBytes(file);
    RunLock first = lock("first");
    RunLock second = lock("second");

    first.takeOver(dead, console::add);
    assertThat(first.acquire()).isTrue();
    second.takeOver(dead, console::add);

    assertThat(second.previous()).isEmpty();
    assertThat(first.isHeld()).isTrue();
    first.release();
    assertThat(names()).isEmpty();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> children = Files.list(temp)) {
      return children.map(child -> child.getFileName().toString()).toList();
    }
  }
}
