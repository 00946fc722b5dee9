package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.linalg.Threads;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.Progress;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.TableKey;
import org.dmoe.transport.ambient.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskErrorsTest {

  private final Configuration conf = new Configuration();
  @TempDir private Path directory;

  @BeforeEach
  void configure() {
    TableKey.ERRORS_DIR.set(conf, directory.toUri().toString());
  }

  @Test
  void theFirstOfTheWorstKindIsFound() throws IOException {
    fail("a", new IllegalStateException("broken\nat line 2"));
    fail("c", new UnusableInputException("c.csv:3: bad"));
    fail("b", new UnusableInputException("b.csv:9: bad"));
    fail("0", new NoUsableModelException("no model"));
    assertThat(TaskErrors.first(conf, Tables.hadoop(directory)).orElseThrow())
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("b.csv:9: bad");
  }

  @Test
  void otherFailuresAreToldInOneLineWithTheirKind() throws IOException {
    fail("a", new IllegalStateException("broken\nat line 2"));
    assertThat(TaskErrors.first(conf, Tables.hadoop(directory)).orElseThrow())
        .isInstanceOf(JobFailedException.class)
        .hasMessage("IllegalStateException: broken");
  }

  @Test
  void aHeapThatIsTooSmallComesWithAdvice() throws IOException {
    fail("a", new OutOfMemoryError("Java heap space"));
    assertThat(TaskErrors.first(conf, Tables.hadoop(directory)).orElseThrow())
        .isInstanceOf(JobFailedException.class)
        .hasMessageMatching(
            "out of memory: Java heap space \\(\\d+ MB\\): give Java a larger -Xmx.*");
  }

  @Test
  void aHeapThatIsTooSmallForAHelperComesWithTheSameAdvice() throws IOException {
    assertThatThrownBy(
            () -> TaskErrors.reporting(conf, "a", TaskErrorsTest::exhaustTheHeapInAHelper))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(TaskErrors.first(conf, Tables.hadoop(directory)).orElseThrow())
        .hasMessageStartingWith("out of memory: Java heap space (");
  }

  private static void exhaustTheHeapInAHelper() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    Workers workers = new Workers(new Threads(2), Progress.SILENT);
    workers.run(
        "stage",
        2,
        task -> {
          if (Thread.currentThread() != caller) {
            begun.countDown();
            throw new OutOfMemoryError("Java heap space");
          }
          await(begun);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRetriedTaskReplacesItsMessage() throws IOException {
    String task = "dir/".repeat(100) + "file#000000000000000";
    fail(task, new UnusableInputException("first attempt"));
    fail(task, new UnusableInputException("second attempt"));
    try (var files = Files.list(directory)) {
      assertThat(files.filter(f -> f.toString().endsWith(".txt"))).hasSize(1);
    }
    assertThat(TaskErrors.first(conf, Tables.hadoop(directory)).orElseThrow())
        .hasMessage("second attempt");
  }

  @Test
  void nothingIsReportedOfWorkThatSucceeds() throws Exception {
    TaskErrors.reporting(conf, "a", () -> {});
    assertThat(TaskErrors.first(conf, Tables.hadoop(directory))).isEmpty();
    assertThat(TaskErrors.first(conf, Tables.hadoop(directory.resolve("absent")))).isEmpty();
  }

  @Test
  void withoutADirectoryTheFailureStillGoesOn() {
    Configuration none = new Configuration();
    IOException failure = new IOException("broken");
    assertThatThrownBy(
            () ->
                TaskErrors.reporting(
                    none,
                    "a",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  private void fail(String task, Throwable failure) {
    assertThatThrownBy(
            () ->
                TaskErrors.reporting(
                    conf,
                    task,
                    () -> {
                      if (failure instanceof IOException io) {
                        throw io;
                      }
                      if (failure instanceof Error error) {
                        throw error;
                      }
                      throw (RuntimeException) failure;
                    }))
        .isSameAs(failure);
  }
}
